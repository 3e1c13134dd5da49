"""Both legs over one folder: alike in answers, however the vectors lie."""

from pathlib import Path

import pytest

from indexer.lexicon import domain_words
from indexer.model import Document, Passage
from indexer.retrieve.encoders import open_encoder
from indexer.retrieve.index import Index
from indexer.retrieve.passages import to_passages
from indexer.retrieve.preparation import Supply, Tools, prepare_all
from indexer.retrieve.tokenizer import Tokenizer

QUERIES = ("燃气管道老化", "农机报废更新", "家里电梯太旧", "医院病房", "二手车交易")


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Tools:
    tokenizer = Tokenizer(domain_words(), tmp_path_factory.mktemp("cache"))
    return Tools(tokenizer, open_encoder(None, tokenizer))


@pytest.fixture(scope="module")
def passages(home: Document) -> list[Passage]:
    return to_passages(home, 1)


def _first(index: Index, passages: list[Passage]) -> list[int]:
    by_number = {each.number: each for each in passages}
    return [index.search(query, 3, by_number.get)[0].number for query in QUERIES]


def test_a_bulk_of_vectors_answers_like_a_flat_index(
    tools: Tools, passages: list[Passage], tmp_path: Path
) -> None:
    flat, bulk = Index(tmp_path / "a", tools), Index(tmp_path / "b", tools, flat_limit=100)
    for index in (flat, bulk):
        index.change((), Supply([passages], list, len(passages)))
    assert flat.dense_kind == "flat"
    assert bulk.dense_kind.startswith("ivf")
    assert _first(bulk, passages) == _first(flat, passages)


def test_several_processes_prepare_what_one_prepares(tools: Tools, passages: list[Passage]) -> None:
    one = list(prepare_all(Supply([passages], list, 10), tools))
    several = list(prepare_all(Supply([passages], list, 10**6), tools, jobs=2))
    assert [each.tokens for each in several] == [each.tokens for each in one]
    assert [each.vectors.tolist() for each in several] == [each.vectors.tolist() for each in one]


def test_names_of_organs_are_no_part_of_the_body(passages: list[Passage]) -> None:
    with_organs = [each for each in passages if each.organs]
    assert len(with_organs) == 60
    assert not any("牵头单位" in each.body for each in with_organs)


def test_headings_without_text_of_their_own_are_no_passages(
    passages: list[Passage], home: Document
) -> None:
    assert len(passages) < len(home.clauses)
    assert not any(each.clause_id.endswith("#（十二）") for each in passages)
