"""Sums that a plan leaves to others, or sets in words alone: 具体补助标准由县住建局会同县财政局另行制定.

Such a sentence is what the plan says of the sum asked: that it is not set here, and who sets it.
The sum itself is not stated, so the answer is a refusal that says so (contract: ``not_found``);
a sum that a question supposes is corrected by it.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.compose.benefit_case import read_case
from assistant.compose.benefit_denial import INSTEAD
from assistant.compose.benefit_left_out import sets_apart
from assistant.compose.goods import Goods, covers_kind, names_strong, weak_names
from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns, load_rules
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

LEFT_OPEN = "方案没有定出金额，"
_WORDS = Patterns("left_to", LEXICONS)
_OF_SUMS = ("amount", "benefit", "target", "topic")
_ABOUT = 0.6  # coverage of a topic by the sentence that names the document which sets the sum
_WHO = re.compile("谁|哪一?[家个](?:单位|部门|局|委)")
_WHICH = re.compile("(?:哪|几)[几些]?(?:类|种|个车型)")
_KINDS = ("emission", "size", "fuel", "axles")  # what tells vehicles apart
_LOAN = re.compile("贷")
_OF_LOAN = re.compile("贷|首付|头款|首款|利率|贴息|融资")
_LEAVES = ("leaves", "by_others")
_GRANT = re.compile("补贴|补助|奖补|奖励")
_NEAREST = 3  # matched clauses that are looked through where no goods are named


def left_to(knowledge: Knowledge, matcher: TopicMatcher, question: Question, draft: Draft) -> Draft:
    """The sentence that leaves a sum to others, where a draft found none; else the draft."""
    if _WORDS["asks_who_sets"].search(question.folded) and draft.found:
        told = _left(knowledge, matcher, question, _goods(question, strong=True))
        return draft if told is None or _cites(draft, told) else told
    if question.other_places or draft.intent not in _OF_SUMS:
        return draft
    if (vague := _vaguely_set(knowledge, matcher, question, draft)) is not None:
        return vague
    if (open_ := _unfigured(knowledge, matcher, question, draft)) is not None:
        return open_
    goods = _goods(question)
    of_tier = not goods and any(INSTEAD in each.text for each in draft.statements[:1])
    if draft.found or of_tier:  # 轻度失能 is no tier of the plan
        headed = _of_its_heading(knowledge, matcher, question, draft)
        return headed or _of_its_own(knowledge, question, draft) or draft
    if not (question.asks("amount") or _WORDS["asks_sum"].search(question.folded)):
        return draft
    strong = _goods(question, strong=True)
    told = _left(knowledge, matcher, question, strong)
    if told is None and goods != strong:
        told = _left(knowledge, matcher, question, goods)
    return told or draft


def _cites(draft: Draft, told: Draft) -> bool:
    """Whether a draft stands on a clause of another one."""
    clauses = [each.clause for said in told.statements for each in said.evidence]
    return any(each.clause in clauses for said in draft.statements for each in said.evidence)


def _left(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, goods: Sequence[Goods]
) -> Draft | None:
    """The sentence that leaves to others the sum for goods, or for the topic."""
    for clause in _about(knowledge, matcher, question, goods):
        for evidence, text in sentences_of(knowledge, clause):
            named = _WORDS["by_title"].search(text) is not None
            named = named and matcher.coverage(question.topic, text) >= _ABOUT
            leaves = named or any(_WORDS[each].search(text) for each in _LEAVES)
            if _LOAN.search(text) and not _OF_LOAN.search(question.folded):
                continue  # the share paid down of a loan is no grant
            fits = _for(text, clause, goods) if goods else not _for_others(question, text)
            if leaves and fits:
                said = f"{clause_name(clause)}写明：{quoted(knowledge, evidence)}"
                told = (Statement(f"{LEFT_OPEN}{said}", (evidence,)),)
                # 补贴标准谁来定 is answered by it.
                asked = question.asks("yesno", "lead") or _WHO.search(question.folded) is not None
                return Draft("amount", told, found=asked)
    return None


def _of_its_heading(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, draft: Draft
) -> Draft | None:
    """The sentence that leaves the sum open in a clause headed by the goods, where others are told.

    家装“焕新”补贴多少 is no matter of what those are given who buy a flat or fit out a shop.
    """
    goods = _goods(question, strong=True)
    if not goods or draft.intent != "amount" or not draft.found:
        return None
    told = _left(knowledge, matcher, question, goods)
    if told is None or _cites(draft, told):
        return None
    grants = _GRANT.search(fold(told.statements[0].text.removeprefix(LEFT_OPEN))) is not None
    headed = grants and _headed(told, goods) and not _headed(draft, goods)
    return told if headed else None


def _headed(draft: Draft, goods: Sequence[Goods]) -> bool:
    """Whether a clause that a draft stands on has the goods in a heading, its own or one above."""
    headings = [fold(" ".join(e.clause.path)) for s in draft.statements for e in s.evidence]
    return any(covers_kind(heading, each) for heading in headings for each in goods)


def _of_its_own(knowledge: Knowledge, question: Question, draft: Draft) -> Draft | None:
    """The sentence that leaves open the sum for just the case asked, which the rest does not name.

    中职学生的助学金标准另行制定, beside a standard for other pupils.
    """
    if draft.intent not in ("amount", "benefit") or question.asks("yesno", "lead"):
        return None
    cited = {each.clause.clause_id for said in draft.statements for each in said.evidence}
    for clause_id in sorted(cited & knowledge.saying(_WORDS["leaves"])):
        clause = knowledge.clause(clause_id)
        said = list(sentences_of(knowledge, clause))
        for evidence, text in said:
            hit = _WORDS["leaves"].search(text)
            rest = "".join(each for _, each in said if each != text) + fold(clause.heading or "")
            if hit and sets_apart(knowledge, question.folded, text[: hit.start()], rest):
                words = f"{LEFT_OPEN}{clause_name(clause)}写明：{quoted(knowledge, evidence)}"
                return Draft("amount", (Statement(words, (evidence,)),), found=False)
    return None


def _vaguely_set(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, draft: Draft
) -> Draft | None:
    """The sentence that has the very thing asked set, but no figure: 合理确定汽车贷款期限."""
    asked = [
        re.compile(str(rule.fields["said"]))
        for rule in load_rules("left_to", LEXICONS)
        if "said" in rule.fields and rule.matches(question.folded)
    ]
    told = "".join(each.text for each in draft.statements) if draft.found else ""
    if not asked or not question.topic or any(each.search(told) for each in (*asked, _LOAN)):
        return None
    matches = matcher.match(f"{question.topic} 贷款")[:_NEAREST]
    for clause in (match.clause for match in matches if match.stated):
        for evidence, text in sentences_of(knowledge, clause):
            pieces = [p for p in re.split("[，；。]", text) if _WORDS["vague"].search(p)]
            if any(said.search(piece) for said in asked for piece in pieces):
                said_so = f"{clause_name(clause)}只写明：{quoted(knowledge, evidence)}"
                told_so = (Statement(f"没有写明具体数值，{said_so}", (evidence,)),)
                return Draft("target", told_so, found=question.asks("yesno"))
    return None


def _unfigured(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, draft: Draft
) -> Draft | None:
    """The sentence that grants something for just the case asked, and names no sum: 给予定额补贴.

    Who asks for the kinds that have it, too (哪几类车能补), is answered by it.
    """
    case = read_case(question.folded)
    kinds = [each.words for each in (*case.old, *case.new) if each.facet in _KINDS]
    if draft.found or not kinds or not question.asks("amount") or not question.topic:
        return None
    for match in matcher.match(question.topic)[:_NEAREST]:
        for evidence, text in sentences_of(knowledge, match.clause) if match.stated else ():
            if _WORDS["unfigured"].search(text) and all(each in text for each in kinds):
                said = f"{LEFT_OPEN}{clause_name(match.clause)}写明：{quoted(knowledge, evidence)}"
                kinds_asked = _WHICH.search(question.folded) is not None
                return Draft("amount", (Statement(said, (evidence,)),), found=kinds_asked)
    return None


def _goods(question: Question, strong: bool = False) -> list[Goods]:
    """The goods asked of; ``strong`` leaves out those of a weak name in any case."""
    goods, weak = read_case(question.folded).goods, weak_names()
    return [each for each in goods if each.name not in weak] or ([] if strong else list(goods))


def _for_others(question: Question, text: str) -> bool:
    """Whether a question speaks of a car by a weak name alone, and a sentence of other goods."""
    return bool(read_case(question.folded).goods) and names_strong(text) and "车" not in text


def _about(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, goods: Sequence[Goods]
) -> Iterator[Clause]:
    """The clauses that name the goods asked; without goods, those that state the topic."""
    matches = matcher.match(question.topic) if question.topic else []
    for match in matches if goods else matches[:_NEAREST]:
        text = fold(match.clause.text)
        named = any(covers_kind(text, each) for each in goods) if goods else match.stated
        if named and match.clause.kind is not ClauseKind.HEAD:
            yield match.clause


def _for(text: str, clause: Clause, goods: Sequence[Goods]) -> bool:
    """Whether a sentence speaks of the goods, or of none in a clause that is headed by them."""
    if any(covers_kind(text, each) for each in goods):
        return True
    headed = any(covers_kind(fold(clause.heading or ""), each) for each in goods)
    return headed and not names_strong(text)
