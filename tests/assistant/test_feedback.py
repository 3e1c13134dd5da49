"""Verdicts on answers are kept, listed for review, and turned into questions."""

from pathlib import Path

import pytest

from assistant.answer import Assistant
from assistant.feedback import Feedback
from eval.formats import read_topics
from indexer.errors import WenceError

QUESTION = "农机报废更新由谁牵头？"


@pytest.fixture
def feedback(tmp_path: Path) -> Feedback:
    return Feedback(tmp_path / "index")


def test_wrong_answers_are_listed_the_newest_first(
    feedback: Feedback, assistant: Assistant
) -> None:
    first, second = assistant.ask(QUESTION), assistant.ask("充换电站由谁牵头？")
    feedback.add(first, good=False, reason="单位不对")
    feedback.add(first, good=True, reason="")
    feedback.add(second, good=False, reason="  ", history=[QUESTION])
    assert feedback.counts() == (1, 2)
    listed = feedback.to_review()
    assert [each.question for each in listed] == [second.question, QUESTION]
    assert listed[0].history == (QUESTION,)
    assert listed[1].cited == ("zhangqiu-2024-2#6",)


def test_a_reviewed_answer_becomes_a_question_of_the_suite(
    feedback: Feedback, assistant: Assistant
) -> None:
    verdict = feedback.add(assistant.ask(QUESTION), good=False, reason="少了责任单位")
    feedback.accept(verdict, "answered", ["6"], "区农业农村局|农业农村局；区财政局")
    (topic,) = read_topics(feedback.questions)
    assert (topic.question, topic.clauses, topic.match) == (QUESTION, ("6",), "any")
    assert topic.must == ("区农业农村局|农业农村局", "区财政局")
    assert feedback.to_review() == []


def test_what_should_have_been_refused_becomes_a_question_to_refuse(
    feedback: Feedback, assistant: Assistant
) -> None:
    verdict = feedback.add(assistant.ask(QUESTION), good=False, reason="方案没写")
    feedback.accept(verdict, "not_found", [], "")
    (topic,) = read_topics(feedback.questions)
    assert (topic.status, topic.match, topic.must) == ("not_found", "none", ())


def test_a_question_without_gold_is_not_made(feedback: Feedback, assistant: Assistant) -> None:
    verdict = feedback.add(assistant.ask(QUESTION), good=False, reason="")
    with pytest.raises(WenceError, match="条款"):
        feedback.accept(verdict, "answered", [], " ； ")
    assert feedback.to_review() == [verdict]
    assert not feedback.questions.exists()


def test_a_verdict_set_aside_leaves_the_list_and_stays_in_the_count(
    feedback: Feedback, assistant: Assistant
) -> None:
    feedback.set_aside(feedback.add(assistant.ask(QUESTION), good=False, reason=""))
    assert feedback.to_review() == []
    assert feedback.counts() == (0, 1)


def test_a_row_cut_off_by_a_crash_is_passed_over(
    feedback: Feedback, assistant: Assistant, tmp_path: Path
) -> None:
    feedback.add(assistant.ask(QUESTION), good=False, reason="")
    path = tmp_path / "index" / "feedback.jsonl"
    path.write_text(path.read_text("utf-8") + '{"id": "a", "go', "utf-8")
    assert len(feedback.to_review()) == 1


def test_a_folder_that_cannot_be_written_is_one_clear_line(
    assistant: Assistant, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("甲", "utf-8")
    with pytest.raises(WenceError, match="意见无法保存"):
        Feedback(tmp_path / "file").add(assistant.ask(QUESTION), good=True, reason="")
