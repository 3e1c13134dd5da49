"""The shipped encoder and any folder of static weights."""

import pickle
from pathlib import Path

import numpy as np
import pytest

from indexer.errors import StoreError
from indexer.retrieve.closeness import Closeness
from indexer.retrieve.encoder import SHIPPED, VOCABULARY, StaticEncoder, quantise, save
from indexer.retrieve.encoders import open_encoder, word_encoder
from indexer.retrieve.tokenizer import Tokenizer


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> StaticEncoder:
    encoder = open_encoder(None, Tokenizer((), tmp_path_factory.mktemp("cache")))
    assert isinstance(encoder, StaticEncoder)
    return encoder


@pytest.fixture
def tiny(tmp_path: Path) -> StaticEncoder:
    """Three tokens on three axes."""
    save(tmp_path / "tiny", ["设备", "更新", "燃"], np.eye(3, dtype=np.float32))
    return StaticEncoder(tmp_path / "tiny", Tokenizer((), tmp_path))


def test_vectors_have_length_one_and_the_stated_dimension(shipped: StaticEncoder) -> None:
    vectors = shipped.encode(["推动燃气设备更新改造", "家里的煤气管子太老了", "汽车"])
    assert vectors.shape == (3, shipped.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_text_of_unknown_tokens_is_zero(shipped: StaticEncoder) -> None:
    assert not shipped.encode(["", "？！", "qqxzzq"]).any()


def test_a_batch_gives_what_single_texts_give(shipped: StaticEncoder) -> None:
    texts = ["设备更新", "", "以旧换新" * 700, "消费品"]
    alone = np.vstack([shipped.encode([text]) for text in texts])
    assert np.allclose(shipped.encode(texts), alone, atol=1e-5)


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        ("家里煤气管子太老了", "推动燃气设备更新改造", "强化土地要素供给保障"),
        ("旧车怎么报废", "报废机动车回收拆解", "完善消防安全基础设施"),
        ("医院病床太挤", "推动医疗机构病房改造提升", "加快煤电机组更新改造"),
        ("舊電梯能換新嗎", "住宅老旧电梯更新", "农业机械报废"),
    ],
)
def test_what_means_the_same_is_nearer(
    shipped: StaticEncoder, question: str, near: str, far: str
) -> None:
    asked, right, wrong = shipped.encode([question, near, far])
    assert asked @ right > asked @ wrong + 0.1


def test_unknown_words_are_read_by_their_characters(tiny: StaticEncoder) -> None:
    assert tiny.encode(["燃燃烧烧"]).tolist() == [[0, 0, 1]]


def test_parts_and_wholes_belong_together(tiny: StaticEncoder) -> None:
    parts, wholes = tiny.encode_parts([["设备", "更新"], ["燃"]])
    assert parts.tolist() == np.eye(3).tolist()
    assert np.allclose(wholes, [[2**-0.5, 2**-0.5, 0], [0, 0, 1]])


def test_eight_bits_keep_vectors_to_a_hundredth() -> None:
    vectors = np.random.default_rng(3).normal(size=(50, 16)).astype(np.float32)
    codes, scales = quantise(vectors)
    assert codes.dtype == np.int8
    assert np.abs(codes * scales[:, None] - vectors).max() < 0.02


def test_the_shipped_weights_fit_the_repository() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.iterdir()) <= 16_000_000


def test_the_name_tells_encoders_apart(shipped: StaticEncoder, tiny: StaticEncoder) -> None:
    assert shipped.name != tiny.name
    assert str(shipped.dimension) in shipped.name


def test_an_encoder_travels_to_another_process(tiny: StaticEncoder) -> None:
    copy = pickle.loads(pickle.dumps(tiny))
    assert copy.encode(["设备更新"]).tolist() == tiny.encode(["设备更新"]).tolist()


def test_weights_that_do_not_fit_their_vocabulary_are_refused(
    tiny: StaticEncoder, tmp_path: Path
) -> None:
    (tmp_path / "tiny" / VOCABULARY).write_text("设备", "utf-8")
    with pytest.raises(StoreError, match="不相符"):
        StaticEncoder(tmp_path / "tiny", Tokenizer((), tmp_path))


def test_missing_weights_are_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="语义模型") as caught:
        StaticEncoder(tmp_path, Tokenizer((), tmp_path))
    assert "\n" not in str(caught.value)


def test_a_folder_of_weights_opens_by_its_path(tiny: StaticEncoder, tmp_path: Path) -> None:
    opened = open_encoder(str(tmp_path / "tiny"), Tokenizer((), tmp_path))
    assert (opened.name, opened.source) == (tiny.name, str(tmp_path / "tiny"))


def test_words_are_compared_by_their_nearest(tiny: StaticEncoder) -> None:
    closeness = Closeness(word_encoder(tiny, Tokenizer((), Path())))
    asked = closeness.asked("设备更新", texts=("设备", ""))
    assert asked.said("设备") == pytest.approx(0.5)
    assert (asked.said(""), asked.telling("")) == (0, 0)
    assert closeness.asked("设备更新", without={"更新"}).said("设备") == pytest.approx(1)
    assert closeness.asked("").said("设备") == 0
