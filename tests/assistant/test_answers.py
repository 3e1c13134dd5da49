"""Laws of answers, over every question of the evaluation topics."""

import re

import pytest

from assistant.answer import Assistant
from assistant.citations import shown
from eval.answers import judge
from eval.formats import Topic, read_topics
from indexer.build import Library
from indexer.model import Answer
from indexer.parse.normalize import fold
from tests.conftest import ROOT

TOPICS = [
    topic
    for path in sorted((ROOT / "eval" / "topics").glob("home-*.jsonl"))
    if "everyday" not in path.name
    for topic in read_topics(path)
]
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture(scope="session")
def answers(assistant: Assistant) -> list[tuple[Topic, Answer]]:
    return [(topic, assistant.ask(topic.question)) for topic in TOPICS]


def test_there_are_enough_questions() -> None:
    assert len(TOPICS) >= 150
    assert len({topic.question for topic in TOPICS}) == len(TOPICS)


def test_every_quote_is_the_source_at_its_span(
    answers: list[tuple[Topic, Answer]], library: Library
) -> None:
    quoted = 0
    for _, answer in answers:
        for each in (*answer.citations, *answer.related):
            source = library.source(each.doc_id).text
            assert source[each.span.start : each.span.end] == each.quote
            own = library.clause(each.clause_id).span
            assert own.start <= each.span.start <= each.span.end <= own.end
            quoted += 1
    assert quoted > 300


def test_every_marker_has_its_citation(answers: list[tuple[Topic, Answer]]) -> None:
    for _, answer in answers:
        cited = {each.marker for each in answer.citations or answer.related}
        assert {int(n) for n in re.findall(r"\[(\d+)\]", answer.text)} <= cited


def test_every_number_stands_in_a_citation_or_counts_what_is_shown(
    answers: list[tuple[Topic, Answer]], library: Library
) -> None:
    for topic, answer in answers:
        held = fold(topic.question)
        for each in answer.citations or answer.related:
            clause = library.clause(each.clause_id)
            held += f" {each.clause} {fold(clause.text)} {shown(each.quote)} {' '.join(each.path)}"
        rows = len(answer.table.rows) if answer.table else 0
        counts = {str(n) for n in range(max(rows, len(answer.citations), 60) + 1)}
        text = re.sub(r"\[\d+\]", "", answer.text)
        numbers = set(_NUMBER.findall(text)) - counts
        assert {n for n in numbers if n not in held} == set(), topic.question


def test_a_list_gives_its_count_and_as_many_rows(answers: list[tuple[Topic, Answer]]) -> None:
    lists = 0
    for _, answer in answers:
        counts = [int(n) for n in re.findall(r"(\d+)项\*{0,2}[，：]全部列出", answer.text)]
        if counts and answer.table:
            assert sum(counts) == len(answer.table.rows)
            lists += 1
    assert lists >= 15


def test_a_refusal_cites_nothing_as_its_answer(answers: list[tuple[Topic, Answer]]) -> None:
    refused = [answer for _, answer in answers if answer.status == "not_found"]
    assert len(refused) >= 15
    for answer in refused:
        assert answer.citations == ()
        assert answer.table is None
        assert answer.text.strip()


def test_at_least_95_of_100_development_questions_are_right(
    answers: list[tuple[Topic, Answer]], library: Library
) -> None:
    judged = [
        judge(topic, answer, lambda doc_id: library.source(doc_id).text)
        for topic, answer in answers
        if topic.id.startswith("home-dev")
    ]
    wrong = [each.topic.question for each in judged if not each.right]
    assert len(wrong) <= 0.05 * len(judged), wrong


@pytest.mark.parametrize(
    "text", ["", "？", "。。。", "啊" * 500, "<script>", "1" * 300, "牵头", "\x00"]
)
def test_an_odd_question_is_refused_calmly(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(text)
    assert answer.status in ("not_found", "answered")
    assert answer.text
