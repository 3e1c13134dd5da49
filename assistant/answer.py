"""The path of a question: understood, composed from facts, cited, checked.

``Assistant.ask`` reads top to bottom. Composers make drafts; nothing reaches the user that
``citations.Citer`` has not checked.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from assistant.citations import Citer
from assistant.compose import duties, metadata, passages, ranking, targets
from assistant.compose import topic as topics_composer
from assistant.compose.refusal import refuse
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge, Library
from assistant.places import Places
from assistant.question import Question, read_question
from assistant.topics import TopicMatcher
from indexer.model import Answer, Clause
from indexer.parse.normalize import fold

_ME = "我是问策，只依据文件库中的方案作答。请直接问措施、单位、目标或期限，例如“农机报废更新由谁牵头”。"


class Assistant:
    """Answers questions over a library."""

    def __init__(self, library: Library) -> None:
        """Takes an open library."""
        self._library = library
        self._scopes: dict[str | None, _Scope] = {}

    def ask(self, text: str, doc_id: str | None = None) -> Answer:
        """The cited answer to one question, or an honest refusal.

        Args:
            text: the question, in Chinese, simplified or traditional.
            doc_id: limits the answer to one document.
        """
        started = time.perf_counter()
        scope = self._scope(doc_id)
        question = scope.read(text)
        if doc_id is None and len(question.documents) == 1:
            scope = self._scope(question.documents[0])
            question = scope.read(text)
        draft = scope.compose(question)
        answer = scope.citer().answer(text, draft)
        return replace(
            answer,
            reading=_reading(question),
            slots=_slots(question),
            elapsed_ms=round((time.perf_counter() - started) * 1000, 2),
        )

    def _scope(self, doc_id: str | None) -> "_Scope":
        if doc_id not in self._scopes:
            self._scopes[doc_id] = _Scope(Knowledge(self._library, doc_id))
        return self._scopes[doc_id]


class _Scope:
    """What questions over the same documents share."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.matcher = TopicMatcher(knowledge)

    @cached_property
    def _titles(self) -> list[str]:
        return [document.title for document in self.knowledge.documents]

    @cached_property
    def _numbers(self) -> dict[str, list[str]]:
        """doc_ids by document number; two documents can bear the same one."""
        found: dict[str, list[str]] = {}
        for document in self.knowledge.documents:
            if document.doc_number:
                found.setdefault(fold(document.doc_number), []).append(document.doc_id)
        return found

    @cached_property
    def _places(self) -> Places:
        documents, clauses = self.knowledge.documents, self.knowledge.clauses()
        named = [each.text for each in clauses]
        named += [
            word for each in documents for word in (each.title, each.issuer, each.region) if word
        ]
        return Places(fold(text) for text in named)

    def read(self, text: str) -> Question:
        """The question as understood."""
        return read_question(text, self.knowledge.organs, self._titles, self._numbers, self._places)

    def citer(self) -> Citer:
        """A citer for one answer."""
        knowledge = self.knowledge
        return Citer(knowledge.document, knowledge.source, knowledge.written_organs)

    def compose(self, question: Question) -> Draft:
        """The draft for a question, by its intent."""
        composer = self._composers.get(question.intent)
        if composer is not None:
            return composer(question)
        if question.intent.startswith("doc_"):
            return metadata.fact(self.knowledge, question)
        return refuse(self.knowledge, "没有读出要问的事项。请写明措施、单位、目标或期限。")

    @cached_property
    def _composers(self) -> dict[str, Callable[[Question], Draft]]:
        knowledge, matcher = self.knowledge, self.matcher
        return {
            "small_talk": lambda q: Draft("small_talk", (Statement(_ME),), found=False),
            "contact": self._contact,
            "doc_parents": lambda q: metadata.parents(knowledge),
            "structure": lambda q: metadata.structure(knowledge, q),
            "plan": lambda q: metadata.structure(knowledge, q),
            "without": lambda q: duties.without_organs(knowledge, q),
            "extreme": lambda q: ranking.extreme(knowledge, q),
            "count_organs": lambda q: ranking.organs(knowledge, q),
            "list_organs": lambda q: ranking.organs(knowledge, q),
            "shared": lambda q: ranking.shared(knowledge, q),
            "joint": lambda q: duties.joint(knowledge, q),
            "duties": lambda q: duties.duties(knowledge, q),
            "duties_on_topic": lambda q: topics_composer.on_topic_of_organ(knowledge, matcher, q),
            "organ_targets": lambda q: targets.listed(knowledge, q),
            "targets": lambda q: targets.listed(knowledge, q),
            "role_check": self._role_check,
            "unknown_organ": self._unknown_organ,
            "other_place": self._other_place,
            "unknown_document": lambda q: metadata.unknown_document(knowledge, q),
            "clause": self._clause,
            "topic": lambda q: topics_composer.answer_topic(knowledge, matcher, q),
        }

    def _contact(self, question: Question) -> Draft:
        related = None
        if question.topic:
            matches = [m for m in self.matcher.match(question.topic) if m.stated]
            clause = topics_composer.best_clause(matches) if matches else None
            if clause is not None and self.knowledge.attributions(clause):
                related = duties.lead_statement(self.knowledge, clause)
        return metadata.contact(self.knowledge, related)

    def _role_check(self, question: Question) -> Draft:
        if not question.labels:
            return topics_composer.checked(self.knowledge, self.matcher, question)
        clauses = self._labelled(question)
        if not clauses:
            return self._no_such_clause(question)
        return duties.role_check(self.knowledge, question, clauses[0])

    def _unknown_organ(self, question: Question) -> Draft:
        name = "、".join(question.unknown_organs)
        return refuse(self.knowledge, f"方案中没有出现{name}，没有写明它的任务。")

    def _other_place(self, question: Question) -> Draft:
        names = "、".join(question.other_places)
        held = "、".join(dict.fromkeys(self._titles))
        return refuse(self.knowledge, f"文件库中没有{names}的方案，只有《{held}》。")

    def _labelled(self, question: Question) -> list[Clause]:
        return [c for label in question.labels for c in self.knowledge.labelled(label)]

    def _no_such_clause(self, question: Question) -> Draft:
        measures = self.knowledge.measures()
        asked = "、".join(_called(label) for label in question.labels)
        return refuse(self.knowledge, f"方案共有{len(measures)}项措施，没有{asked}。")

    def _clause(self, question: Question) -> Draft:
        knowledge = self.knowledge
        clauses = self._labelled(question)
        if not clauses:
            return self._no_such_clause(question)
        clause = clauses[0]
        below = knowledge.measures_under(clause)
        if below and not knowledge.attributions(clause):
            return passages.part(knowledge, clause, below, "clause")
        drafts = [self._asked_of(each, question) for each in clauses]
        return Draft(
            "clause",
            tuple(s for draft in drafts for s in draft.statements),
            found=any(draft.found for draft in drafts),
        )

    def _asked_of(self, clause: Clause, question: Question) -> Draft:
        knowledge = self.knowledge
        if question.asks("amount", "procedure"):
            return refuse(knowledge, "这一条没有规定具体金额和办理流程。", [clause], "clause")
        if question.asks("responsible") and not question.asks("lead"):
            return Draft("clause", (duties.responsible_statement(knowledge, clause),))
        if question.asks("cooperating"):
            return Draft("clause", (duties.cooperating_statement(knowledge, clause),))
        if question.asks("lead"):
            return Draft("clause", (duties.lead_statement(knowledge, clause),))
        if question.asks("value", "when", "target") and knowledge.targets(clause):
            found = [(clause, target) for target in knowledge.targets(clause)]
            return Draft("clause", tuple(targets.target_statements(found)))
        return passages.content(knowledge, clause, "clause")


def _called(label: str) -> str:
    """第61条, 第九部分, （三十）."""
    if label.startswith("（"):
        return label
    return f"第{label}条" if label.isdigit() else f"第{label}部分"


_WORDS = {
    "lead": "牵头单位",
    "responsible": "责任单位",
    "cooperating": "配合单位",
    "when": "期限",
    "value": "数值",
    "amount": "金额",
    "procedure": "办理",
    "list": "清单",
    "count": "数量",
    "content": "内容",
    "define": "含义",
    "yesno": "是否",
    "most": "最多",
    "least": "最少",
    "target": "目标",
    "shared": "单位数",
    "contact": "联系方式",
    "doc_number": "文号",
    "doc_date": "日期",
    "doc_issuer": "发文机关",
    "parents": "依据",
    "structure": "结构",
    "duty": "任务",
}


def _reading(question: Question) -> str:
    """How a question was read, for people: 牵头单位 · 农机报废更新."""
    asked = [word for cue, word in _WORDS.items() if cue in question.cues]
    slots = [
        " + ".join(asked),
        question.topic,
        *("、".join(names) for names in question.organs),
        *question.labels,
        *(f"{year}年" for year in question.years),
    ]
    return " · ".join(each for each in slots if each)


def _slots(question: Question) -> dict[str, list[str]]:
    slots = {
        "topic": [question.topic] if question.topic else [],
        "organs": [name for names in question.organs for name in names],
        "unknown_organs": list(question.unknown_organs),
        "other_places": list(question.other_places),
        "documents": [*question.documents, *question.unknown_documents],
        "clauses": list(question.labels),
        "years": list(question.years),
        "asks": sorted(question.cues),
    }
    return {name: values for name, values in slots.items() if values}
