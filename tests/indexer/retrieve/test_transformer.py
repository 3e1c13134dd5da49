"""Any sentence-transformers model as the encoder; skipped where the extra is not installed."""

from pathlib import Path

import numpy as np
import pytest

from indexer.build import Way, open_library, refresh
from indexer.retrieve.transformer import TransformerEncoder

pytest.importorskip("sentence_transformers", reason="the extra [transformers] is not installed")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny BERT with random weights, mean pooling and a query prompt."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    folder = tmp_path_factory.mktemp("model")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *map(chr, range(0x4E00, 0x9FA6))]
    (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
    )
    BertModel(config).save_pretrained(folder / "bert")
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    inner = Transformer(str(folder / "bert"))
    built = SentenceTransformer(modules=[inner, Pooling(32)], prompts={"query": "查询："})
    built.save(str(folder / "whole"))
    return folder / "whole"


def test_the_name_records_dimension_pooling_and_prefix(model: Path) -> None:
    encoder = TransformerEncoder(str(model))
    assert encoder.dimension == 32
    assert "mean" in encoder.name
    assert "查询：" in encoder.name


def test_a_query_bears_its_prefix(model: Path) -> None:
    encoder = TransformerEncoder(str(model))
    asked, prefixed = encoder.encode(["设备"], query=True), encoder.encode(["查询：设备"])
    assert np.allclose(asked, prefixed, atol=1e-5)
    assert not np.allclose(asked, encoder.encode(["设备"]), atol=1e-3)


def test_an_index_is_built_and_searched_with_it(
    model: Path, small_corpus: Path, tmp_path: Path
) -> None:
    refresh(small_corpus, tmp_path / "index", way=Way(encoder=str(model)))
    hits = open_library(small_corpus, tmp_path / "index").search("推进设备更新", leg="dense")
    assert hits
