"""A question of the page: answered step by step, remembered by the browser that asked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from assistant.dialogue import State
from assistant.service import Service
from assistant.web import render
from assistant.web.talk import Asked, Talk
from assistant.web.words import Words
from indexer.errors import WenceError
from indexer.model import Answer

LONGEST_QUESTION = 500  # characters; nobody asks a clerk more at once
LEVEL = "level:"  # marks a choice of all documents of a level
_ASKED_ANEW = 20  # questions of a conversation that is taken up again
_REMEMBERED = 50  # questions, newest first
Memory = dict[str, Any]  # {"now": [[question, within]], "past": [question]}; what the browser keeps


def replies(
    service: Service, words: Words, text: str, within: str, said: Talk
) -> Iterator[tuple[Talk, str]]:
    """The conversation while a question is answered: waiting, growing, whole."""
    asked = text.strip()[:LONGEST_QUESTION]
    if not asked:
        return
    before = "".join(said.turns)
    yield said, before + render.waiting(words, asked)
    questions = (*said.asked, (asked, within))
    number = len(said.turns) + 1
    try:
        ruled, state = _ask(service, asked, within, said)
        answer = ruled
        for answer in service.told(ruled):
            yield said, before + render.growing(words, answer, number)
    except WenceError as error:
        shown = render.failed(words, asked, str(error))
        failed = replace(said, turns=(*said.turns, shown), asked=questions, answer=None)
        yield failed, before + shown
        return
    shown = render.turn(service, words, answer, number)
    answers = (*said.answers, answer)
    yield Talk((*said.turns, shown), state, questions, answer, answers), before + shown


def _ask(service: Service, asked: str, within: str, said: Talk) -> tuple[Answer, State]:
    doc_id = None if within.startswith(LEVEL) else within or None
    level = within.removeprefix(LEVEL) if within.startswith(LEVEL) else None
    return service.ask(asked, said.state, doc_id, level, said.questions())


def taken_up(service: Service, words: Words, memory: Memory | None) -> Talk:
    """The conversation that a browser remembers, its answers made anew from the documents."""
    said = Talk()
    for question, within in _asked(memory)[-_ASKED_ANEW:]:
        try:
            answer, state = _ask(service, question, within, said)
        except WenceError:
            continue  # its documents are gone
        shown = render.turn(service, words, answer, len(said.turns) + 1)
        questions = (*said.asked, (question, within))
        said = Talk((*said.turns, shown), state, questions, answer, (*said.answers, answer))
    return said


def remembered(memory: Memory | None, said: Talk) -> Memory:
    """What the browser keeps after a question: those of this conversation, and of all."""
    past = [*reversed(said.questions()), *past_of(memory)]
    return {"now": [list(each) for each in said.asked], "past": list(dict.fromkeys(past))}


def past_of(memory: Memory | None) -> Sequence[str]:
    """What was asked in this browser, newest first, each once."""
    past = (memory or {}).get("past", [])
    return [each for each in past if isinstance(each, str)][:_REMEMBERED]


def _asked(memory: Memory | None) -> list[Asked]:
    """The questions of the conversation; what a browser sends may be of any form."""
    rows = (memory or {}).get("now", [])
    return [
        (row[0][:LONGEST_QUESTION], row[1])
        for row in rows
        if isinstance(row, list) and len(row) == 2 and all(isinstance(part, str) for part in row)
    ]
