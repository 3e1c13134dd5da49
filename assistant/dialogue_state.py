"""What a conversation is about: the matter, its organs, what was asked, what was shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.dialogue_forms import asked_of, first
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatcher
from indexer.levels import Levels
from indexer.model import Answer, Citation, Clause, Role, Span
from indexer.parse.normalize import fold

_ROLES = {
    "lead": Role.LEAD,
    "responsible": Role.RESPONSIBLE,
    "cooperating": Role.COOPERATING,
}
_PAGES = ("head", "tail")
# Questions beside the matter: it is still spoken of after them.
_ASIDE = ("contact", "small_talk", "unclear")


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a list that was shown: its clause, and its matter or its organ."""

    clause_id: str = ""
    topic: str = ""
    organ: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What was spoken of.

    ``whole`` is the last question, made whole; ``clauses`` are those cited, or nearest to a
    question that the plan does not answer (``answered`` is False); ``place`` is the item of
    ``listed`` that was spoken of last, ``by_rows`` whether it was asked for as so many 条.
    """

    topic: str = ""
    organs: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    whole: str = ""
    documents: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    answered: bool = False
    listed: tuple[Item, ...] = ()
    place: int = -1
    by_rows: bool = False
    said: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """A question made whole.

    ``clauses``: where to look for its answer first, and for ``near`` there where that differs
    from the text; ``documents``: those it is asked of; ``topic``: the matter where it stays;
    ``kind``: "why" and "more" ask of a clause what no word of the plan is about; ``missing``:
    why there is nothing to look into; ``place``: of the list's item it means; ``leaning``: whether it needed what was said before; ``among``
    and ``without``: the only clauses that a list of measures may hold, and those it may not;
    ``told``: those that stand at its end.
    """

    text: str
    clauses: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    near: str = ""
    topic: str = ""
    kind: str = ""
    missing: str = ""
    place: int = -1
    leaning: bool = False
    among: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def onward(
    state: State, text: str, clauses: tuple[str, ...], near: str = "", kind: str = ""
) -> Followed:
    """A question about the same matter in the same documents."""
    return Followed(text, clauses, state.documents, near, state.topic, kind, leaning=True)


def names_matter(question: Question) -> bool:
    """Whether a question, or its beginning, names what it is about."""
    return bool(question.topic or question.organs or question.labels)


class Scope(Protocol):
    """Some documents, and how a question about them is read."""

    matcher: TopicMatcher
    knowledge: Knowledge

    def read(self, text: str) -> Question:
        """The question as understood."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What following a question needs: the documents asked, any other, the levels."""

    here: Scope
    of: Callable[[str], Scope]
    levels: Levels

    def scope(self, clause_id: str) -> Scope:
        """The document of a clause."""
        return self.of(clause_id.partition("#")[0])

    def clause(self, clause_id: str) -> Clause:
        """A clause that was spoken of."""
        return self.scope(clause_id).knowledge.clause(clause_id)

    def leads(self, clause_id: str) -> tuple[str, ...]:
        """The organs that lead a clause, by their canonical names."""
        knowledge = self.scope(clause_id).knowledge
        found = knowledge.attributions(knowledge.clause(clause_id), Role.LEAD)
        return tuple(each.canonical for each in found)


def remembered(
    ground: Ground, followed: Followed, question: Question, answer: Answer, before: State
) -> State:
    """The state after an answer to a question that was made whole."""
    if followed.missing:
        return before
    aside = question.intent in _ASIDE or question.intent.startswith("doc_")
    if aside and not question.topic and not question.organs:
        return before
    shown = answer.citations or answer.related
    clauses = tuple(dict.fromkeys(c.clause_id for c in shown if c.clause not in _PAGES))
    named = question.topic or question.organs or question.labels
    kept = followed.leaning and not named
    topic = followed.topic or question.topic or (before.topic if kept else "")
    if question.labels or (followed.clauses and not topic):
        where = followed.clauses or clauses
        topic = fold(ground.clause(where[0]).heading or "") if where else ""
    organs = tuple(name for names in question.organs for name in names)
    if not organs and clauses and (answer.citations or topic):
        organs = ground.leads(clauses[0])
    asked = asked_of(question.cues) or (before.asked if followed.leaning else ())
    state = State(
        topic=topic,
        organs=organs or (before.organs if kept else ()),
        asked=asked,
        whole=followed.text,
        documents=followed.documents,
        clauses=clauses or (before.clauses if kept else ()),
        answered=bool(answer.citations),
        said=tuple(each.span for each in answer.citations)
        + (before.said if clauses[:1] == before.clauses[:1] else ()),
    )
    named_now = _organs_named(ground, question, state)
    return _with_list(state, tuple(_items(answer)) or named_now, followed, before)


def _with_list(state: State, items: tuple[Item, ...], followed: Followed, before: State) -> State:
    """The state with the list shown; a question about an item keeps the list and its place."""
    walked = followed.leaning and before.listed and max(before.place, followed.place) >= 0
    of_item = (walked and items[:1] and items[0].organ) or (followed.place >= 0 and len(items) < 2)
    if items and not of_item:
        return replace(
            state, listed=items, by_rows=first("rows_counted", followed.text) is not None
        )
    if not followed.leaning:  # 第8条讲什么: it may be one of those listed
        mine = [p for p, each in enumerate(before.listed) if (each.clause_id,) == state.clauses]
        return _kept(state, before, mine[0]) if mine else state
    return _kept(state, before, followed.place if followed.place >= 0 else before.place)


def _kept(state: State, before: State, place: int) -> State:
    return replace(state, listed=before.listed, place=place, by_rows=before.by_rows)


def _organs_named(ground: Ground, question: Question, state: State) -> tuple[Item, ...]:
    """The organs that an answer names in the role asked, as a list of their own."""
    asked = [role for cue, role in _ROLES.items() if cue in question.cues]
    if not asked or not state.answered or len(state.clauses) != 1:
        return ()
    knowledge = ground.scope(state.clauses[0]).knowledge
    found = knowledge.attributions(ground.clause(state.clauses[0]), asked[0])
    names = dict.fromkeys(each.canonical for each in found)
    return tuple(Item(organ=name) for name in names) if len(names) > 1 else ()


def _items(answer: Answer) -> Iterator[Item]:
    table, cited = answer.table, list(answer.citations)
    if table is None:
        clauses = dict.fromkeys(c.clause_id for c in cited if c.clause not in _PAGES)
        yield from (Item(each) for each in clauses if len(clauses) > 1)
        return
    columns = {name: place for place, name in enumerate(table.columns)}
    for row in table.rows:
        if "单位" in columns:
            yield Item(organ=row[columns["单位"]])
        elif "条款" in columns:
            subject = columns.get("指标", columns.get("对象"))
            topic = row[subject] if subject is not None else ""
            year = row[columns["期限"]][:4] if "期限" in columns else ""
            clause_id = _cited(row[columns["条款"]], cited)
            yield Item(clause_id, topic, year=year if year.isdigit() else "")
        elif "部分" in columns:
            yield Item(_cited(row[columns["部分"]], cited))


def _cited(label: str, cited: list[Citation]) -> str:
    """The clause that a row of a table names; citations stand in the order of the rows."""
    found = next((each for each in cited if each.clause == label), None)
    return found.clause_id if found else ""


def sole_heading(ground: Ground, state: State) -> str:
    """The heading of the one clause that was told, where no matter was named; else empty."""
    told = set(state.clauses)
    return fold(ground.clause(state.clauses[0]).heading or "") if len(told) == 1 else ""
