"""First vectors refined by contrast: texts that belong together move closer.

The loss is multiple negatives ranking: Henderson et al. 2017, "Efficient Natural Language
Response Suggestion for Smart Reply", section 4.4 (every other passage of the batch is a
negative). Frequent words start shorter: a / (a + p), Arora, Liang, Ma 2017, "A Simple but
Tough-to-Beat Baseline for Sentence Embeddings".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

_BATCH = 1024
_WARMUP = 50  # steps
_UNKNOWN = "[UNK]"
_COLUMNS = ("question", "passage", "wrong")


@dataclass(frozen=True, slots=True)
class Refinement:
    """How vectors are refined; the defaults made the shipped weights."""

    epochs: int = 2
    rate: float = 0.01
    smoothing: float = 1e-4  # a of a / (a + p)
    seed: int = 20240821


def weigh(vectors: np.ndarray, counts: np.ndarray, smoothing: float) -> np.ndarray:
    """Vectors (tokens, dimension) scaled by a / (a + share of all tokens)."""
    shares = counts / counts.sum()
    weights = smoothing / (smoothing + shares)
    return np.asarray(vectors * weights[:, None], dtype=np.float32)


def refine(
    vocabulary: Sequence[str],
    vectors: np.ndarray,
    rows: Sequence[Sequence[str]],
    how: Refinement,
) -> np.ndarray:
    """Trains (tokens, dimension) vectors on rows of space-separated tokens.

    A row is (question, passage) or (question, passage, wrong passage); rows of each length
    make batches of their own.
    """
    import torch
    from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    torch.manual_seed(how.seed)
    weights = np.vstack([vectors, np.zeros((1, vectors.shape[1]), dtype=np.float32)])
    module = StaticEmbedding(_tokenizer(vocabulary), embedding_weights=weights)
    model = SentenceTransformer(modules=[module], device="cpu")
    trainer = SentenceTransformerTrainer(
        model,
        _arguments(how),
        train_dataset=_datasets(rows),
        loss=MultipleNegativesRankingLoss(model),
    )
    trainer.train()
    trained = module.embedding.weight.detach().numpy()
    return np.asarray(trained[: len(vocabulary)], dtype=np.float32)


def _datasets(rows: Sequence[Sequence[str]]) -> Any:
    from datasets import Dataset, DatasetDict

    sets = {}
    for length in sorted({len(row) for row in rows}):
        chosen = [row for row in rows if len(row) == length]
        columns = {_COLUMNS[i]: [row[i] for row in chosen] for i in range(length)}
        sets[f"rows{length}"] = Dataset.from_dict(columns)
    return DatasetDict(sets)


def _arguments(how: Refinement) -> Any:
    from sentence_transformers import SentenceTransformerTrainingArguments

    return SentenceTransformerTrainingArguments(
        output_dir="artefacts/training",
        num_train_epochs=how.epochs,
        per_device_train_batch_size=_BATCH,
        learning_rate=how.rate,
        warmup_steps=_WARMUP,
        seed=how.seed,
        data_seed=how.seed,
        save_strategy="no",
        logging_steps=100,
        report_to=[],
        use_cpu=True,
        disable_tqdm=True,
    )


def _tokenizer(vocabulary: Sequence[str]) -> Any:
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit

    numbers = {token: number for number, token in enumerate(vocabulary)}
    numbers[_UNKNOWN] = len(numbers)
    tokenizer = Tokenizer(WordLevel(numbers, unk_token=_UNKNOWN))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    return tokenizer
