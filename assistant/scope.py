"""Some documents of a library: how a question about them is read, and composed into a draft."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, lru_cache

from assistant.citations import Citer
from assistant.compose import (
    alone,
    by_duty,
    contacts,
    counted_against,
    divided,
    duties,
    first_read,
    labelled,
    led_with,
    left_to,
    mentions,
    metadata,
    named_duties,
    notice,
    organ_topic,
    parts,
    passages,
    ranking,
    role_gaps,
    roles,
    signatories,
    structure,
    targets,
    unsaid,
)
from assistant.compose import topic as topics_composer
from assistant.compose.few_duties import with_words
from assistant.compose.refusal import refuse
from assistant.compose.supposed_count import with_count
from assistant.compose.units import counts_no_measures
from assistant.compose.wording import attribution_evidence
from assistant.compose.year_sentences import goal_time
from assistant.dialogue_state import Followed
from assistant.draft import Draft, Statement
from assistant.framing import without_framing
from assistant.hearing.hearing import Hearing
from assistant.knowledge import Knowledge
from assistant.named import Named
from assistant.own_year import remark, with_own_year
from assistant.part_names import with_part_numbers
from assistant.question import Question, read_question
from assistant.remarks import without_remarks
from assistant.topics import TopicMatcher
from indexer.parse.normalize import fold

_READINGS = 64
_ME = "我是问策，只依据文件库中的方案作答。请直接问措施、单位、目标或期限，例如“农机报废更新由谁牵头”。"


class Scope:
    """What questions over the same documents share."""

    def __init__(self, knowledge: Knowledge, named: Named) -> None:
        self.knowledge, self._named = knowledge, named
        # A question, its parts and the state after it are read again and again.
        self._read = lru_cache(_READINGS)(self._read_once)
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
        return self._read(text)

    def _read_once(self, text: str) -> Question:
        question = self._read_as(with_own_year(text, self.knowledge.documents))
        return replace(question, text=text)

    def _read_as(self, text: str) -> Question:
        named = self._named
        organs, titles = self.knowledge.organs, self._titles
        text = with_part_numbers(without_remarks(text), self._parts)
        question = read_question(text, organs, titles, named.numbers, named.places)
        return without_framing(question, self.knowledge.known_words, titles)

    def citer(self) -> Citer:
        """A citer for one answer."""
        knowledge = self.knowledge
        several = len(knowledge.documents) > 1
        return Citer(knowledge.document, knowledge.source, knowledge.written_organs, several)

    def compose(self, question: Question) -> Draft:
        """The draft for a question; a notice may say what its intent alone does not find."""
        knowledge, matcher = self.knowledge, self.matcher
        settled = notice.first(knowledge, matcher, question)
        if settled is not None:
            return settled
        draft = notice.instead(knowledge, matcher, question, self._of_its_year(question))
        if draft.intent == "refusal" and (few := ranking.few_leads(knowledge, question)):
            return few
        return left_to.left_to(knowledge, matcher, question, draft)

    def _of_its_year(self, question: Question) -> Draft:
        """The draft for a question; 今年 is the year of the plan where that finds something."""
        draft = self._composed(question)
        if not draft.found and remark(question.text, self.knowledge.documents):
            return self._composed(self._read_as(question.text))  # no year is meant
        said = remark(question.text, self.knowledge.documents) if draft.found else ""
        return replace(draft, statements=(*draft.statements, Statement(said))) if said else draft

    def _composed(self, question: Question) -> Draft:
        """The draft for a question, by its intent."""
        listed = self._composers["duties"]
        told = by_duty.answered(self.knowledge, self.matcher, question, self.read, listed)
        if told is not None:
            return told
        settled = first_read.answered(self.knowledge, self.matcher, question)
        if settled is not None:
            return settled
        if question.intent in ("duties", "joint") and counts_no_measures(question):
            return refuse(self.knowledge, "方案没有写明这一项的数量。", (), question.intent)
        composer = self._composers.get(question.intent)
        if composer is not None:
            return with_count(question, composer(question))
        if question.intent.startswith("doc_"):
            draft = metadata.fact(self.knowledge, question)
            return signatories.beside(self.knowledge, question, draft)
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
            "structure": lambda q: divided.with_rows(knowledge, structure.structure(knowledge, q)),
            "plan": lambda q: structure.structure(knowledge, q),
            "mentions": lambda q: mentions.mentions(knowledge, matcher, q),
            "alone": lambda q: alone.alone(knowledge, q),
            "without": lambda q: role_gaps.without_organs(knowledge, q),
            "person": lambda q: unsaid.person(knowledge, matcher, q),
            "progress": lambda q: unsaid.progress(knowledge, matcher, q),
            "excluding": lambda q: roles.excluding(knowledge, q),
            "placed_first": lambda q: roles.placed_first(knowledge, q),
            "role_claim": lambda q: roles.role_claim(knowledge, q),
            "only_role": lambda q: roles.only_role(knowledge, q),
            "outnumbers": lambda q: counted_against.outnumbers(knowledge, q),
            "without_target": lambda q: counted_against.without_target(knowledge, q),
            "extreme": lambda q: ranking.extreme(knowledge, q),
            "count_organs": lambda q: ranking.organs(knowledge, q),
            "list_organs": lambda q: ranking.organs(knowledge, q),
            "shared": lambda q: ranking.shared(knowledge, q),
            "joint": lambda q: led_with.listed(knowledge, q) or duties.joint(knowledge, q),
            "duties": self._duties,
            "duties_on_topic": lambda q: self._duties(q, on_topic=True),
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
        return goal_time(knowledge, question, targets.listed(knowledge, question))

    def _duties(self, question: Question, *, on_topic: bool = False) -> Draft:
        """The tasks of an organ, all or on the topic; of few, what they say."""
        knowledge = self.knowledge
        if on_topic:
            draft = organ_topic.on_topic_of_organ(knowledge, self.matcher, question)
            return with_words(knowledge, question, draft)
        listed = named_duties.listed(knowledge, question)
        return listed or with_words(knowledge, question, duties.duties(knowledge, question))

    def _contact(self, question: Question) -> Draft:
        related = clause = None
        whom = contacts.asks_whom(question)
        if question.topic and (whom or question.asks("lead", "responsible", "cooperating")):
            matches = [m for m in self.matcher.match(question.topic) if m.stated]
            clause = topics_composer.best_clause(matches) if matches else None
            if clause is not None and self.knowledge.attributions(clause):
                related = duties.lead_statement(self.knowledge, clause)
        organs = tuple(n for o in question.organs for n in o)
        matter = contacts.matter_of(question)
        found = contacts.contact(
            self.knowledge, related, organs, lambda text: self.matcher.coverage(matter, text)
        )
        found = contacts.of_local(self.knowledge, question, found)
        found = contacts.published(self.knowledge, question, found)
        if related and whom:  # 该问哪个部门: who is in charge of the matter, then the telephone
            rest = tuple(each for each in found.statements if each != related)
            found = replace(found, statements=(related, *rest))
        if related and clause and question.asks("yesno"):  # 支持加装不？找谁问: what is said first
            said = passages.content(self.knowledge, clause, "content").statements[:1]
            found = replace(found, statements=(*said, *found.statements))
        return contacts.with_facts(self.knowledge, question, found)

    def _unknown_organ(self, question: Question) -> Draft:
        name = "、".join(question.unknown_organs)
        missing = f"方案中没有出现{name}，没有写明它的任务。"
        return refuse(self.knowledge, missing, beside=self._like(question))

    def _like(self, question: Question) -> tuple[Statement, ...]:
        """The organs of a like field, which are not the one asked: 水务局 for 水利局."""
        knowledge = self.knowledge
        names = [n for each in question.unknown_organs for n in knowledge.organs.like(each)]
        return tuple(
            Statement(
                f"名称相近的是{name}，与它不是同一个单位。",
                (attribution_evidence(knowledge, knowledge.duties((name,))[0]),),
            )
            for name in dict.fromkeys(names)
            if knowledge.duties((name,))
        )

    def _other_place(self, question: Question) -> Draft:
        names = "、".join(question.other_places)
        held = "、".join(dict.fromkeys(self._titles))
        return refuse(self.knowledge, f"文件库中没有{names}的方案，只有《{held}》。")
