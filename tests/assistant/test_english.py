"""English questions over the home plan are answered in English, names and quotes in Chinese."""

import re
from typing import Any

import pytest

from assistant.answer import Assistant
from assistant.compose.wording import whole
from assistant.dialogue_state import State
from assistant.draft import Draft, Statement
from assistant.english.asking import is_english
from assistant.english.telling import Telling
from assistant.knowledge import Knowledge
from eval.formats import read_topics
from tests.assistant.conftest import Asker
from tests.cases_of import cases_of
from tests.conftest import ROOT

DEVELOPMENT = read_topics(ROOT / "eval" / "topics" / "home-dev.jsonl")
_QUOTED = re.compile("“[^“”]*(?:“[^“”]*”[^“”]*)*”|《[^》]*》")


@pytest.mark.parametrize("case", cases_of("assistant/english"))
def test_an_english_question_is_answered_as_the_plan_says(ask: Asker, case: dict[str, Any]) -> None:
    answer = ask(case["question"])
    assert answer.status == case.get("status", "answered"), answer.text
    assert [word for word in case.get("must", []) if word not in answer.text] == [], answer.text
    cited = list(dict.fromkeys(each.clause for each in answer.citations))
    assert cited == case.get("exact", cited)
    assert cited[:1] == [case["first"]] if "first" in case else True


@pytest.mark.parametrize("case", cases_of("assistant/english"))
def test_every_sentence_is_english_but_for_names_and_quotes(
    ask: Asker, case: dict[str, Any]
) -> None:
    answer = ask(case["question"])
    bare = _QUOTED.sub("", answer.text)
    assert not re.search("[。：；，]|牵头|责任|方案", bare), answer.text
    assert "In Chinese" not in answer.text


def test_english_questions_go_on_with_what_was_said(assistant: Assistant) -> None:
    state, cited = State(), []
    for question in (
        "List all measures led by the Finance Bureau.",
        "What does the second one say?",
        "And the Tax Bureau?",
    ):
        answer = assistant.ask(question, state=state)
        state = assistant.state_after(answer, state)
        cited.append(list(dict.fromkeys(each.clause for each in answer.citations)))
    assert cited == [["43", "53", "55", "56"], ["53"], ["54"]]


def test_the_columns_of_a_table_are_english(ask: Asker) -> None:
    table = ask("List all measures led by the District Finance Bureau.").table
    assert table is not None
    assert table.columns == ("Clause", "Measure", "Lead", "Responsible")


def test_no_chinese_question_is_taken_for_english() -> None:
    asked = [topic.question for topic in DEVELOPMENT]
    assert [text for text in asked if is_english(text.lower())] == []


@pytest.mark.parametrize(
    "text", ["chonghuandian zhan jian ji zuo", "APP怎么下载", "5G", "DCMM贯标"]
)
def test_chinese_in_letters_is_no_english(text: str) -> None:
    assert not is_english(text.lower())


def test_a_statement_of_an_unknown_form_is_shown_and_quoted_only_where_the_clause_says_it(
    knowledge: Knowledge,
) -> None:
    clause = knowledge.labelled("6")[0]
    draft = Draft("topic", (Statement("从来没有这样说过。", (whole(clause),)),))
    told = Telling(knowledge).told(draft, "")
    assert told.statements[0].text == "The plan says: 从来没有这样说过."  # no words of the clause
