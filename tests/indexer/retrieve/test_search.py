"""Tokens, queries, legs and filters."""

from pathlib import Path
from typing import Any

import pytest

from indexer.build import Library
from indexer.errors import StoreError
from indexer.lexicon import domain_words
from indexer.model import Scope, Source
from indexer.retrieve.index import LegCounts
from indexer.retrieve.legs import LEGS
from indexer.retrieve.terms import query_terms, translated
from indexer.retrieve.tokenizer import Tokenizer
from tests.cases_of import cases_of


@pytest.fixture
def tokenizer(tmp_path: Path) -> Tokenizer:
    return Tokenizer(domain_words(), tmp_path)


def test_tokens_are_words_and_bigrams(tokenizer: Tokenizer) -> None:
    tokens = tokenizer.tokens("新能源汽车5G")
    assert {"新能源", "新能", "能源", "源汽", "汽车", "5g"} <= set(tokens)


def test_full_width_and_half_width_are_one(tokenizer: Tokenizer) -> None:
    assert tokenizer.tokens("９７.６％以上") == tokenizer.tokens("97.6%以上")


def test_an_everyday_word_brings_the_official_one_at_less_weight(tokenizer: Tokenizer) -> None:
    terms = query_terms("煤气", tokenizer)
    assert terms.weights["煤气"] == 1.0
    assert 0 < terms.weights["燃气"] < 1
    assert "燃气" not in terms.own


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("农机报废更新", "6"),
        ("充换电站", "10"),
        ("煤气管道老化", "14"),
        ("公物仓", "43"),
        ("村卫生室改造", "25"),
    ],
)
def test_the_clause_meant_comes_first(library: Library, query: str, label: str) -> None:
    assert library.search(query)[0].passage.clause_id.endswith(f"#{label}")


def test_ranks_count_from_one_and_scores_fall(library: Library) -> None:
    hits = library.search("设备更新", k=20)
    assert [hit.rank for hit in hits] == list(range(1, 21))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("query", ["", "   ", "？！", "的了吗", "\"'*:^~", "a" * 5000])
def test_an_odd_query_finds_nothing_and_raises_nothing(library: Library, query: str) -> None:
    assert library.search(query) == []


@pytest.mark.parametrize("query", ["AND OR (", "hello world", "^设备 -更新~3", "\x00设备"])
def test_marks_of_a_query_language_have_no_meaning(library: Library, query: str) -> None:
    assert len(library.search(query)) <= 10


def test_a_search_may_be_limited_to_documents(library: Library) -> None:
    assert library.search("设备更新", scope=Scope(doc_ids=("another",))) == []
    assert library.search("设备更新", scope=Scope(doc_ids=("zhangqiu-2024-2",)))


def test_both_segmenters_find_the_same_words(tmp_path: Path) -> None:
    class Plain(Tokenizer):
        name = "jieba"

    text = "推动燃气设备更新改造，区住房和城乡建设局牵头"
    fast, plain = Tokenizer(domain_words(), tmp_path), Plain(domain_words(), tmp_path)
    assert set(fast.words(text)) == set(plain.words(text))


@pytest.mark.parametrize("case", cases_of("english"))
def test_an_english_query_finds_its_clause(library: Library, case: dict[str, Any]) -> None:
    labels = [hit.passage.clause_id.split("#")[1] for hit in library.search(case["name"], k=3)]
    assert case["label"] in labels


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("trade-in of home appliances", ["以旧换新", "家电"]),
        ("电动汽车charging stations", ["电动汽车", "充换电站", "充电基础设施"]),
        ("5G车间", ["5G车间"]),
        ("energy efficiency", ["能效"]),
    ],
)
def test_english_terms_become_the_words_of_plans(query: str, words: list[str]) -> None:
    assert translated(query).split() == words


def test_traditional_characters_find_what_simplified_find(library: Library) -> None:
    def found(query: str) -> list[str]:
        return [hit.passage.clause_id for hit in library.search(query, k=5)]

    assert found("醫院病房改造") == found("医院病房改造")


@pytest.mark.parametrize(
    ("scope", "count"),
    [
        (Scope(level="区"), 10),
        (Scope(level="省"), 6),
        (Scope(region="章丘区"), 10),
        (Scope(year="2024"), 10),
        (Scope(year="2023"), 0),
        (Scope(organs=("区卫生健康局",), level="区"), 6),
        (Scope(organs=("没有这个局",)), 0),
    ],
)
def test_filters_keep_what_fits(library: Library, scope: Scope, count: int) -> None:
    hits = library.search("设备更新改造", scope=scope)
    assert len(hits) == count
    if scope.organs:
        assert all(set(scope.organs) & set(hit.passage.organs) for hit in hits)


@pytest.mark.parametrize("leg", LEGS)
def test_each_leg_finds_by_itself(library: Library, leg: str) -> None:
    hits = library.search("燃气管道老化更新", leg=leg)
    assert hits[0].passage.clause_id.endswith("#14")
    assert {hit.source for hit in hits} == {Source("fused" if leg == "hybrid" else leg)}


def test_a_leg_that_answers_nothing_is_an_error(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library._index, "counts", LegCounts())
    monkeypatch.setattr(library._index._dense, "search", lambda *_: [])
    for query in ("燃气管道", "农机报废"):
        assert library.search(query)
    with pytest.raises(StoreError, match="语义"):
        library.check_legs()
