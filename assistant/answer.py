"""The path of a question: understood, composed from facts, cited, checked.

``Assistant.ask`` reads top to bottom. Composers make drafts; nothing reaches the user that
``citations.Citer`` has not checked.
"""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from assistant.citations import Citer
from assistant.compose import (
    duties,
    first_read,
    labelled,
    mentions,
    metadata,
    organ_topic,
    parts,
    ranking,
    roles,
    targets,
    unsaid,
)
from assistant.compose import topic as topics_composer
from assistant.compose.comparison import Row, compare, comparison
from assistant.compose.refusal import refuse
from assistant.compose.verdict import asks_gap, asks_verdict, verdict
from assistant.dialogue import Turns
from assistant.dialogue_state import Followed, State
from assistant.draft import Draft, Statement
from assistant.framing import without_framing
from assistant.hearing.hearing import Heard, Hearing
from assistant.joining import beside, joined
from assistant.knowledge import Knowledge, Library
from assistant.named import Named
from assistant.part_names import with_part_numbers
from assistant.question import Question, read_question
from assistant.reading import reading_of, slots_of
from assistant.topics import TopicMatcher
from indexer.model import Answer
from indexer.parse.normalize import fold
from indexer.retrieve.scripts import simplified

_RESTS_ON = re.compile("(?:依据|根据|落实|贯彻|按照)的(?:是)?[^，。？]{0,4}[国省市]")
_HOW_MUCH = "，目标是多少"  # what each plan is asked where the gap between them is meant
_ME = "我是问策，只依据文件库中的方案作答。请直接问措施、单位、目标或期限，例如“农机报废更新由谁牵头”。"


class Assistant:
    """Answers questions over a library."""

    def __init__(self, library: Library) -> None:
        """Takes an open library."""
        self._library = library
        self._scopes: dict[tuple[str, ...] | None, _Scope] = {}

    def ask(self, text: str, doc_id: str | None = None, state: State | None = None) -> Answer:
        """The cited answer to one question, or an honest refusal.

        Args:
            text: the question, in Chinese, simplified or traditional.
            doc_id: limits the answer to one document.
            state: what was spoken of before; see ``state_after``.
        """
        started = time.perf_counter()
        heard = self._heard(text, doc_id)
        whole, question = self._turns.followed(heard.text, doc_id, state)
        near = self._turns.look_into(whole, question, doc_id, state)
        if near is None:
            question, draft, scope = self._anywhere(question, whole, doc_id)
            if (whole.among or whole.without) and question.intent in ("duties", "joint"):
                limited = scope.limited(question, whole)
                draft = limited if limited.found else draft
            near = None if draft.found else self._turns.look_back(whole, question, doc_id, state)
        if near is not None:
            draft, scope = near.draft, self._scope((near.doc_id,))
        answer = scope.citer().answer(text, scope.hearing.told(heard, draft))
        return replace(
            answer,
            reading=heard.note(reading_of(question)),
            slots=slots_of(question),
            elapsed_ms=round((time.perf_counter() - started) * 1000, 2),
        )

    def _anywhere(
        self, question: Question, whole: Followed, doc_id: str | None
    ) -> tuple[Question, Draft, "_Scope"]:
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
        meant = question.documents or levels.meant(question.unnamed)
        text = levels.without_set_apart(question.unnamed)
        beside = (levels.compares(text) and len(meant) < 2) or levels.names_own(text)
        if not set(meant) & set(levels.plain) and meant and beside:
            meant = (*levels.plain, *meant)
        return () if meant == levels.plain else meant

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
        topic = levels.without(folded) + (_HOW_MUCH if asks_gap(folded) else "")
        read = [(self._scope((each,)), self._library.document(each)) for each in meant]
        drafts = []
        for scope, document in read:
            question = scope.read(topic)
            drafts.append((document, scope.compose(question)))
        if len(meant) > 1 and asks_verdict(folded):
            shown = [
                (doc, draft, scope.knowledge)
                for (scope, doc), (_, draft) in zip(read, drafts, strict=True)
            ]
            if found := verdict(replace(question, folded=folded), shown):
                draft = joined(drafts)
                return question, replace(draft, statements=(*found, *draft.statements))
        if len(meant) > 1 and levels.compares(folded) and question.topic:
            return question, comparison(question.topic, self._rows(question.topic, meant))
        return question, joined(drafts)

    def compare(self, topic: str) -> tuple[list[Row], Answer]:
        """A topic in every document of the library, from the highest level down."""
        everything = tuple(each.doc_id for each in self._library.documents)
        rows = self._rows(topic, everything)
        return rows, self._scope(everything).citer().answer(topic, comparison(topic, rows))

    def _rows(self, topic: str, doc_ids: Sequence[str]) -> list[Row]:
        scopes = [self._scope((each,)) for each in doc_ids]
        return compare(topic, [(scope.knowledge, scope.matcher) for scope in scopes])

    def _scope(self, doc_ids: tuple[str, ...] | None) -> "_Scope":
        if doc_ids not in self._scopes:
            self._scopes[doc_ids] = _Scope(Knowledge(self._library, doc_ids), self._named)
        return self._scopes[doc_ids]

    @cached_property
    def _named(self) -> Named:
        return Named(self._library.documents)


class _Scope:
    """What questions over the same documents share."""

    def __init__(self, knowledge: Knowledge, named: Named) -> None:
        self.knowledge, self._named = knowledge, named
        self.matcher = TopicMatcher(knowledge)
        self.hearing = Hearing(knowledge, self.read)

    @cached_property
    def _titles(self) -> list[str]:
        return [document.title for document in self.knowledge.documents]

    @cached_property
    def _parts(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (clause.label, fold(clause.heading))
            for clause in self.knowledge.clauses()
            if clause.depth == 0 and clause.heading and self.knowledge.measures_under(clause)
        )

    def read(self, text: str) -> Question:
        """The question as understood."""
        named = self._named
        organs, titles = self.knowledge.organs, self._titles
        text = with_part_numbers(text, self._parts)
        question = read_question(text, organs, titles, named.numbers, named.places)
        return without_framing(question, self.knowledge.known_words, titles)

    def citer(self) -> Citer:
        """A citer for one answer."""
        knowledge = self.knowledge
        several = len(knowledge.documents) > 1
        return Citer(knowledge.document, knowledge.source, knowledge.written_organs, several)

    def compose(self, question: Question) -> Draft:
        """The draft for a question, by its intent."""
        settled = first_read.answered(self.knowledge, self.matcher, question)
        if settled is not None:
            return settled
        composer = self._composers.get(question.intent)
        if composer is not None:
            return composer(question)
        if question.intent.startswith("doc_"):
            return metadata.fact(self.knowledge, question)
        return refuse(self.knowledge, "没有读出要问的事项。请写明措施、单位、目标或期限。")

    def limited(self, question: Question, whole: Followed) -> Draft:
        """The measures of the organs asked, of those alone that a turn may speak of."""
        kept = [
            each
            for each in self.knowledge.clauses()
            if (not whole.among or each.clause_id in whole.among)
            and each.clause_id not in whole.without
        ]
        listing = duties.joint if question.intent == "joint" else duties.duties
        return listing(self.knowledge, question, kept)

    @cached_property
    def _composers(self) -> dict[str, Callable[[Question], Draft]]:
        knowledge, matcher = self.knowledge, self.matcher
        return {
            "small_talk": lambda q: Draft("small_talk", (Statement(_ME),), found=False),
            "contact": self._contact,
            "doc_parents": lambda q: metadata.parents(knowledge, q),
            "horizon": lambda q: metadata.horizon(knowledge, q),
            "structure": lambda q: metadata.structure(knowledge, q),
            "plan": lambda q: metadata.structure(knowledge, q),
            "mentions": lambda q: mentions.mentions(knowledge, matcher, q),
            "without": lambda q: duties.without_organs(knowledge, q),
            "person": lambda q: unsaid.person(knowledge, matcher, q),
            "progress": lambda q: unsaid.progress(knowledge, matcher, q),
            "excluding": lambda q: roles.excluding(knowledge, q),
            "placed_first": lambda q: roles.placed_first(knowledge, q),
            "role_claim": lambda q: roles.role_claim(knowledge, q),
            "only_role": lambda q: roles.only_role(knowledge, q),
            "extreme": lambda q: ranking.extreme(knowledge, q),
            "count_organs": lambda q: ranking.organs(knowledge, q),
            "list_organs": lambda q: ranking.organs(knowledge, q),
            "shared": lambda q: ranking.shared(knowledge, q),
            "joint": lambda q: duties.joint(knowledge, q),
            "duties": lambda q: duties.duties(knowledge, q),
            "duties_on_topic": lambda q: organ_topic.on_topic_of_organ(knowledge, matcher, q),
            "organ_targets": self._targets,
            "targets": self._targets,
            "role_check": lambda q: labelled.role_check(knowledge, matcher, q),
            "unknown_organ": self._unknown_organ,
            "other_place": self._other_place,
            "unknown_document": lambda q: metadata.unknown_document(knowledge, q),
            "clause": lambda q: labelled.answer(knowledge, matcher, q),
            "topic": lambda q: topics_composer.answer_topic(knowledge, matcher, q),
        }

    def _targets(self, question: Question) -> Draft:
        """The targets asked; the tasks of an organ in the list for a year, where there is one."""
        knowledge = self.knowledge
        rows = parts.of_years(knowledge, question) if question.organs else []
        mine = set(knowledge.duties(question.organs[0])) if rows else set()
        if mine & set(rows) and re.search("任务|工作|[干做]", question.folded):
            return duties.duties(knowledge, question, rows)
        return targets.listed(knowledge, question)

    def _contact(self, question: Question) -> Draft:
        related = None
        if question.topic and question.asks("lead", "responsible", "cooperating"):
            matches = [m for m in self.matcher.match(question.topic) if m.stated]
            clause = topics_composer.best_clause(matches) if matches else None
            if clause is not None and self.knowledge.attributions(clause):
                related = duties.lead_statement(self.knowledge, clause)
        return metadata.contact(
            self.knowledge, related, tuple(n for o in question.organs for n in o)
        )

    def _unknown_organ(self, question: Question) -> Draft:
        name = "、".join(question.unknown_organs)
        return refuse(self.knowledge, f"方案中没有出现{name}，没有写明它的任务。")

    def _other_place(self, question: Question) -> Draft:
        names = "、".join(question.other_places)
        held = "、".join(dict.fromkeys(self._titles))
        return refuse(self.knowledge, f"文件库中没有{names}的方案，只有《{held}》。")
