"""Tokens, queries and the sparse leg."""

from pathlib import Path

import pytest

from indexer.build import Library
from indexer.lexicon import domain_words
from indexer.model import Scope
from indexer.retrieve.terms import query_terms
from indexer.retrieve.tokenizer import Tokenizer


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
