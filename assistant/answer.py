"""The path of a question: understood, composed from facts, cited, checked.

``Assistant.ask`` reads top to bottom. Composers make drafts; nothing reaches the user that
``citations.Citer`` has not checked.
"""

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from assistant import several
from assistant.compose import issuers
from assistant.compose.action_counts import set_out
from assistant.compose.comparison import Row, compare, comparison
from assistant.compose.issue_gap import issue_gap
from assistant.compose.verdict import (
    asks_figures,
    asks_gap,
    asks_more,
    asks_time,
    asks_verdict,
    verdict,
)
from assistant.dialogue import Turns
from assistant.dialogue_state import Followed, State
from assistant.dialogue_told import told_last
from assistant.draft import Draft
from assistant.hearing.hearing import Heard
from assistant.joining import beside, joined
from assistant.knowledge import Knowledge, Library
from assistant.named import Named
from assistant.question import Question
from assistant.reading import reading_of, slots_of
from assistant.scope import Scope
from indexer.model import Answer, Document
from indexer.parse.normalize import fold
from indexer.retrieve.scripts import simplified

_RESTS_ON = re.compile("(?:依据|根据|落实|贯彻|按照)的(?:是)?[^，。？]{0,4}[国省市]")
_HOW_MUCH = "，目标是多少"  # what each plan is asked where the gap between them is meant


class Assistant:
    """Answers questions over a library."""

    def __init__(self, library: Library) -> None:
        """Takes an open library."""
        self._library = library
        self._scopes: dict[tuple[str, ...] | None, Scope] = {}

    def ask(self, text: str, doc_id: str | None = None, state: State | None = None) -> Answer:
        """The cited answer to one question, or an honest refusal.

        Args:
            text: the question, in Chinese, simplified or traditional.
            doc_id: limits the answer to one document.
            state: what was spoken of before; see ``state_after``.
        """
        started = time.perf_counter()
        heard = self._heard(text, doc_id)
        question, draft, scope = self._drafted(heard.text, doc_id, state)
        parts = self._parts(text, heard, doc_id)
        if len(parts) > 1:
            each = self._each(parts, doc_id, state)
            draft, scope = self._completed(draft, scope, each, parts[0])
        answer = scope.citer().answer(text, scope.hearing.told(heard, draft))
        return replace(
            answer,
            reading=heard.note(reading_of(question)),
            slots=slots_of(question),
            elapsed_ms=round((time.perf_counter() - started) * 1000, 2),
        )

    def _parts(self, text: str, heard: Heard, doc_id: str | None) -> Sequence[str]:
        """The parts of a question, in Chinese."""
        if heard.english is None:
            return several.parts_of(fold(simplified(heard.text)))
        return [self._heard(part, doc_id).text for part in several.english_parts(text)]

    def _drafted(
        self, text: str, doc_id: str | None, state: State | None
    ) -> tuple[Question, Draft, Scope]:
        """The draft of a question with one matter, made whole by what was said before."""
        whole, question = self._turns.followed(text, doc_id, state)
        near = self._turns.look_into(whole, question, doc_id, state)
        if near is None:
            question, draft, scope = self._anywhere(question, whole, doc_id)
            if (whole.among or whole.without) and question.intent in ("duties", "joint"):
                limited = scope.limited(question, whole)
                draft = limited if limited.found else draft
            draft = told_last(draft, whole.told) if whole.told else draft
            near = None if draft.found else self._turns.look_back(whole, question, doc_id, state)
        if near is not None:
            draft, scope = near.draft, self._scope((near.doc_id,))
        return question, draft, scope

    def _each(
        self, parts: Sequence[str], doc_id: str | None, state: State | None
    ) -> Iterator[tuple[Draft, Scope]]:
        """The draft of each part of a question, asked after the one before it."""
        before: tuple[str, Draft, Scope] | None = None
        for part in parts:
            if before is not None:
                asked, draft, scope = before
                state = self._turns.state_after(scope.citer().answer(asked, draft), state, doc_id)
            _, draft, scope = self._drafted(part, doc_id, state)
            before = part, draft, scope
            yield draft, scope

    def _completed(
        self, whole: Draft, scope: Scope, parts: Iterable[tuple[Draft, Scope]], first: str
    ) -> tuple[Draft, Scope]:
        """A draft with what only the parts of its question found, and the documents of all."""
        drafts: list[Draft] = []
        scopes: list[Scope] = []
        if several.settled(whole):
            return whole, scope
        for part, of_part in parts:
            drafts.append(part)
            scopes.append(of_part)
            if several.settled(whole, drafts[0], first):
                return whole, scope
        draft = several.completed(whole, drafts, first)
        held = [{each.doc_id for each in one.knowledge.documents} for one in (scope, *scopes)]
        if draft is whole or all(each <= held[0] for each in held):
            return draft, scope
        return draft, self._scope(tuple(sorted(set().union(*held))))

    def _anywhere(
        self, question: Question, whole: Followed, doc_id: str | None
    ) -> tuple[Question, Draft, Scope]:
        """The draft of the documents meant, or of all full texts."""
        meant = (doc_id,) if doc_id else self._turns.documents(whole, question)
        scope = self._scope(meant or None)
        if not meant:
            return question, scope.compose(question), scope
        question, draft = self._for_each(meant, whole.text)
        nearer = None if doc_id else self._nearer(meant, question, draft)
        return question, nearer or draft, scope if nearer is None else self._scope(None)

    def state_after(
        self, answer: Answer, before: State | None = None, doc_id: str | None = None
    ) -> State:
        """What is spoken of after an answer; the organs that lead its clause stand for 它."""
        heard = self._heard(answer.question, doc_id)
        return self._turns.state_after(heard.asked(answer), before, doc_id)

    def _heard(self, text: str, doc_id: str | None) -> Heard:
        return self._scope((doc_id,) if doc_id else None).hearing.heard(text)

    @cached_property
    def _turns(self) -> Turns:
        return Turns(self._scope, self._library.levels, self._meant)

    def _meant(self, question: Question) -> tuple[str, ...]:
        """The documents named by number, level or place; () for the full texts."""
        levels = self._library.levels
        if question.asks("parents") and _RESTS_ON.search(question.unnamed):
            return ()  # 它依据的省里那份: a parent is spoken of, not asked
        if question.asks("doc_issuer") and (rest := issuers.beside_issuer(question.unnamed)):
            return levels.meant(rest)  # 这份是省里发的吧: whose plan it is, is what is asked
        meant = self._of_supposed_number(question)
        meant = meant or question.documents or levels.meant(question.unnamed)
        text = levels.without_set_apart(question.unnamed)
        beside = (levels.compares(text) and len(meant) < 2) or levels.names_own(text)
        if not set(meant) & set(levels.plain) and meant and beside:
            meant = (*levels.plain, *meant)
        return () if meant == levels.plain else meant

    def _of_supposed_number(self, question: Question) -> tuple[str, ...]:
        """The documents that a question supposes to bear a number: 章丘这份的文号是济政发…吗."""
        supposed = question.supposes and question.asks("doc_number") and question.documents
        if not supposed:
            return ()
        levels, text = self._library.levels, question.unnamed
        own = levels.names_own(text) or question.asks("plan")
        return levels.meant(text) or (levels.plain if own else ())

    def _nearer(self, meant: tuple[str, ...], question: Question, draft: Draft) -> Draft | None:
        """What the full texts say of a matter that a digest, named in passing, leaves out.

        市里给补贴吗 may mean this place, too; a figure or a date is never taken from another level.
        """
        digests = self._library.levels.digests
        figures = question.years or question.asks("value", "target", "when")
        if draft.found or question.documents or figures or not set(meant) <= digests:
            return None
        scope = self._scope(None)
        found = scope.compose(scope.read(question.text))
        named = [self._library.document(each) for each in meant]
        return beside(found, named) if found.found else None

    def _for_each(self, meant: tuple[str, ...], text: str) -> tuple[Question, Draft]:
        """One answer from each document, under its name where there are several."""
        levels, folded = self._library.levels, fold(simplified(text))
        topic = levels.without(folded)
        plans = [(self._library.document(each), self._scope((each,)).knowledge) for each in meant]
        if (dated := issue_gap(folded, plans)) is not None:
            return self._scope(tuple(meant)).read(text), dated
        if len(meant) > 1 and asks_verdict(folded):
            said = [topic] if asks_time(folded) else [topic + _HOW_MUCH, topic]
            weighed = (self._weighed(meant, each, folded) for each in said)
            if found := next((each for each in weighed if each is not None), None):
                return found
        figures = asks_gap(folded) or (len(meant) > 1 and asks_figures(folded))
        question, drafts = self._one_by_one(meant, topic + (_HOW_MUCH if figures else ""))
        if len(meant) < 2 or not levels.compares(folded) or not question.topic:
            return question, joined(drafts)
        told = [
            (doc, set_out(self._scope((doc.doc_id,)).knowledge, folded) or draft)
            for doc, draft in drafts
        ]
        if told != drafts:
            return question, joined(told)
        rows = self._rows(question.topic, meant)
        if not any(row.target for row in rows) and any(draft.found for _, draft in drafts):
            return question, joined(drafts)  # headings side by side say nothing of the matter
        return question, comparison(question.topic, rows)

    def _one_by_one(
        self, meant: Sequence[str], text: str
    ) -> tuple[Question, list[tuple[Document, Draft]]]:
        """What each document says to a text, and how it reads."""
        drafts = []
        for each in meant:
            scope = self._scope((each,))
            question = scope.read(text)
            drafts.append((self._library.document(each), scope.compose(question)))
        return question, drafts

    def _weighed(
        self, meant: Sequence[str], text: str, folded: str
    ) -> tuple[Question, Draft] | None:
        """How the targets of two plans stand to each other, with both; None where they do not."""
        question, drafts = self._one_by_one(meant, text)
        shown = [(doc, draft, self._scope((doc.doc_id,)).knowledge) for doc, draft in drafts]
        before = self._library.levels.meant(folded.partition("比")[0])
        first = before[0] if len(before) == 1 else ""
        found = verdict(replace(question, folded=folded), shown, first) if question.topic else ()
        if not found:
            return None
        draft = joined(drafts)
        if asks_more(folded) and question.topic:
            draft = comparison(question.topic, self._rows(question.topic, meant))
        return question, replace(draft, statements=(*found, *draft.statements))

    def compare(self, topic: str) -> tuple[list[Row], Answer]:
        """A topic in every document of the library, from the highest level down."""
        everything = tuple(each.doc_id for each in self._library.documents)
        rows = self._rows(topic, everything)
        return rows, self._scope(everything).citer().answer(topic, comparison(topic, rows))

    def _rows(self, topic: str, doc_ids: Sequence[str]) -> list[Row]:
        scopes = [self._scope((each,)) for each in doc_ids]
        return compare(topic, [(scope.knowledge, scope.matcher) for scope in scopes])

    def _scope(self, doc_ids: tuple[str, ...] | None) -> Scope:
        if doc_ids not in self._scopes:
            self._scopes[doc_ids] = Scope(Knowledge(self._library, doc_ids), self._named)
        return self._scopes[doc_ids]

    @cached_property
    def _named(self) -> Named:
        return Named(self._library.documents)
