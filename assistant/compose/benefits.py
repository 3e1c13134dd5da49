"""What a plan grants, for a citizen's case: amount or rate, cap, worked out for a price.

Order: the case is read; questions beside the amount (who pays, until when) take a sentence of
the plan; else the grants that fit are chosen, and what speaks against the rest is said.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose import benefit_terms as terms
from assistant.compose.arithmetic import Offer, piece_limit, worked
from assistant.compose.benefit_case import Case, asks_of, read_case
from assistant.compose.benefit_wording import evidence_of, result, said_of, table_of
from assistant.compose.goods import covers_goods
from assistant.compose.grants import (
    Fit,
    Grant,
    conflicts_of,
    fit,
    grants_of,
    sentences,
)
from assistant.compose.refusal import refuse
from assistant.compose.wording import clause_name
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatcher
from indexer.lexicon import load_rules
from indexer.model import Clause
from indexer.parse.normalize import fold

_TIE = 0.15  # grants that fit this much less than the best one are left out
_MEANT = 0.2  # a grant that is out of question, but so much nearer, is the one meant
_ABOUT = 0.5  # coverage from which a grant is about a topic without goods
_PARTLY, _SAID = 0.33, 0.6  # the same, where its own words mean as much in other words
_MANY = 3  # offers from which a table is shown
_CLAIMING = re.compile("(?:补贴|补助|券|优惠|申领|申请|领)(?![^，。？]*(?:完成|达到|建成|实现))")
_OF_BENEFIT = re.compile("[补奖领券]|贴息|优惠|便宜|资助|立减|换新")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_NOT_TOPIC = re.compile(
    "政府|能给|[能可]以?|一共|总共|补贴?|我们?|省里|市里|区里|多少|最多|最高|一年"
)
_ACTIONS = {"scrap": "报废旧的", "trade": "旧的不报废（转让、置换）"}


def answered(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The answer to a question about a benefit; None where the question is about none.

    Args:
        knowledge: the documents; without any benefit in them, nothing is answered here.
        matcher: says how much of a topic a text holds.
        question: as read.
    """
    case = read_case(question.folded)
    wanted = case.asks or question.asks("amount", "procedure")
    grants = grants_of(knowledge) if wanted and not case.wants("counted") else []
    if not grants:
        return None
    return _Answering(knowledge, matcher, question, case).draft(grants)


def counted(question: Question) -> bool:
    """Whether a question wants the number of things to be supported, which is a target."""
    return "counted" in asks_of(question.folded)


class _Answering:
    """One question over the grants of some documents."""

    def __init__(
        self, knowledge: Knowledge, matcher: TopicMatcher, question: Question, case: Case
    ) -> None:
        self._knowledge, self._matcher = knowledge, matcher
        self._question, self._case = question, case
        self._topic = _NOT_TOPIC.sub(" ", question.topic).strip() or question.topic

    def draft(self, grants: list[Grant]) -> Draft | None:
        """The answer, or None."""
        case, knowledge = self._case, self._knowledge
        if case.wants("payer"):
            return terms.payer(knowledge, case, self._share) or self._refusal(
                "方案没有写明各级财政各出多少。"
            )
        if case.wants("again"):
            missing = "方案没有写明已经享受过补贴的能否再次享受。"
            return terms.again(knowledge, case, self._share) or self._refusal(missing)
        if case.wants("kept"):
            missing = "方案没有写明旧的须在本人名下多久。"
            return terms.kept(knowledge, case, self._share) or self._refusal(missing)
        if case.wants("deadline"):
            yesno = case.wants("claim", "eligible") or self._question.asks("yesno")
            found = terms.deadline(knowledge, case, self._share, yesno)
            if found is None and _CLAIMING.search(case.text):
                found = self._refusal("方案没有写明补贴的截止时间。")
            if found is not None or not case.wants("amount", "cap"):
                return found
        fits = self._fits(grants)
        if self._question.asks("procedure") and not case.wants("amount", "cap", "pieces"):
            clauses = {f.grant.clause.clause_id: f.grant.clause for f in fits}
            return terms.procedure(knowledge, case, self._share, clauses.values())
        return self._amounts(fits)

    def _share(self, text: str) -> float:
        return self._matcher.coverage(self._topic, text) if self._topic else 0.0

    def _fits(self, grants: list[Grant]) -> list[Fit]:
        """The grants for the goods of the case, or about its topic, with how well they fit."""
        if self._case.goods:
            found = [each for each in (fit(self._case, grant) for grant in grants) if each]
            return [
                replace(each, score=each.score + 0.3 * self._share(_around(each.grant)))
                for each in found
            ]
        idle = {form for rule in load_rules("stopwords") for form in rule.forms}
        said = self._knowledge.closeness.measure(self._topic, idle)
        found = []
        for grant in grants:
            about, own = self._share(_around(grant)), said(grant.own)
            if about >= _ABOUT or (about >= _PARTLY and own >= _SAID):
                score = (about + max(self._share(grant.own), own)) / 2
                found.append(Fit(grant, score, conflicts_of(self._case, grant)))
        return found

    def _amounts(self, fits: list[Fit]) -> Draft | None:
        case = self._case
        possible = [each for each in fits if not each.conflicts]
        out = [each for each in fits if each.conflicts]
        best = max((each.score for each in possible), default=0.0)
        nearest = max(out, key=lambda f: f.score - 0.1 * len(f.conflicts), default=None)
        yesno = case.wants("eligible", "claim") or self._question.asks("yesno")
        if nearest and (not possible or (yesno and nearest.score > best + _MEANT)):
            return self._denied(nearest) if yesno else self._refused(nearest)
        if not possible:
            named = case.goods and _OF_BENEFIT.search(case.text)
            asked = self._question.asks("amount") or (
                named and case.wants("amount", "cap", "claim")
            )
            return self._refused(None) if asked else None
        chosen = [each.grant for each in possible if each.score >= best - _TIE]
        return self._granted(_offers(chosen, case))

    def _granted(self, offers: list[Offer]) -> Draft:
        case = self._case
        statements = self._first(offers)
        if not case.wants("pieces") or case.wants("amount", "cap", "claim"):
            statements += self._rules(offers)
        if case.wants("topup"):
            statements += self._sentence(offers, "topup")
        if self._question.asks("when"):
            statements += self._whole_sentences(offers)
        if len(offers) <= _MANY:
            return Draft("amount", tuple(statements))
        return Draft("amount", tuple(statements), table_of(offers))

    def _first(self, offers: list[Offer]) -> list[Statement]:
        """The answer in one sentence, where there is one case or one number of pieces."""
        case = self._case
        if case.wants("pieces") and not case.wants("amount", "cap", "claim"):
            return self._pieces(offers)
        if len(offers) > 1:
            agreed = self._agreement(offers)
            count = f"补贴标准共**{len(offers)}项**，全部列出：" if len(offers) > _MANY else ""
            return [Statement(text) for text in (agreed.rstrip("，"), count) if text]
        return [result(offers[0], case, self._lead(offers))]

    def _rules(self, offers: list[Offer]) -> list[Statement]:
        many = len(offers) > _MANY
        found = []
        for offer in offers:
            sum_ = worked(offer, self._case) if len(offers) > 1 else None
            said = said_of(offer) + (f"；按此计算，{sum_.steps}" if sum_ else "")
            text = f"{'- ' if many else ''}{clause_name(offer.base.clause)}规定：{said}。"
            found.append(
                Statement(text, evidence_of(offer), sum_.derived if sum_ else (), row=many)
            )
        unique = {each.text: each for each in found}
        return list(unique.values())

    def _pieces(self, offers: list[Offer]) -> list[Statement]:
        """How many pieces a person may have; the sentence that says so."""
        case = self._case
        for offer in offers:
            limit = piece_limit(offer.base, case)
            found = self._sentence([offer], "pieces")
            if limit and found:
                over = case.pieces > limit.value
                lead = ("不能，" if over else "可以，") if case.pieces > 1 else ""
                text = f"{lead}每人最多补贴**{limit.value}{limit.unit}**。"
                return [Statement(text, found[0].evidence, (float(limit.value),)), *found]
            if found:
                return found
        return [Statement("方案没有写明每人可以补贴的件数。")]

    def _sentence(self, offers: list[Offer], says: str) -> list[Statement]:
        clauses = {offer.base.clause.clause_id: offer.base.clause for offer in offers}
        found = terms.said(
            self._knowledge, self._case, says, lambda text: 1.0, tuple(clauses.values())
        )
        return [terms.spoken(found)] if found else []

    def _whole_sentences(self, offers: list[Offer]) -> list[Statement]:
        """What stands beside the amount in its sentence: 期限最长3年."""
        found = []
        for each in offers:
            words = each.base.own.rstrip("，。；")
            basis = self._basis(each.base.clause, words)
            found += self._quoted(each.base.clause, basis)
        return list(dict.fromkeys(found))

    def _lead(self, offers: list[Offer]) -> str:
        if self._case.wants("claim") or self._case.claimed_rate is not None:
            return self._agreement(offers)
        return "可以，以符合条款所列条件为准：" if self._case.wants("eligible") else ""

    def _agreement(self, offers: list[Offer]) -> str:
        """Whether a supposed sum or rate is what comes of the plan; empty where none is."""
        case = self._case
        yesno = case.wants("claim") or self._question.asks("yesno")
        if not yesno or (case.claimed is None and case.claimed_rate is None):
            return ""
        sums = [worked(offer, case) for offer in offers]
        if case.claimed is not None:
            known = {s.result for s in sums if s} or {
                each for o in offers for each in (o.amount, o.cap) if each is not None
            }
            return "是的，" if case.claimed in known else "不对，"
        rates = {each for o in offers for each in (o.rate, *o.rates)}
        return "是的，" if case.claimed_rate in rates else "不对，"

    def _denied(self, nearest: Fit) -> Draft:
        """No, and the words of the plan that say so."""
        clause = nearest.grant.clause
        mine, theirs = nearest.conflicts[0]
        if theirs.facet == "action":
            reason = f"这一条补贴的是{_ACTIONS[theirs.words]}"
        else:
            reason = f"方案规定的是“{theirs.words}”，与“{mine.words}”不符"
        basis = self._basis(clause, theirs.words) or (nearest.grant.evidence,)
        numbers = tuple(float(each) for each in _NUMBERS.findall(mine.words))
        first = Statement(f"不能享受，{reason}。", basis, numbers)
        return Draft("amount", (first, *self._quoted(clause, basis)))

    def _basis(self, clause: Clause, words: str) -> tuple[Evidence, ...]:
        """The sentence of the clause that holds the words."""
        return tuple(
            each.evidence for each in sentences(self._knowledge, clause) if words in each.text
        )[:1]

    def _quoted(self, clause: Clause, basis: Sequence[Evidence]) -> list[Statement]:
        said = [s for s in sentences(self._knowledge, clause) if s.evidence in basis]
        words = "".join(each.text for each in said).replace("\n", "")
        if not words:
            return []
        return [Statement(f"{clause_name(clause)}规定：{words}", tuple(basis))]

    def _refused(self, nearest: Fit | None) -> Draft:
        """No amount for this case: what the nearest rule is for instead."""
        names = "、".join(each.name for each in self._case.goods) or self._question.topic
        missing = f"方案没有为“{names}”规定补贴金额或比例。"
        if nearest is None:
            return refuse(self._knowledge, missing, self._nearest(), "amount")
        mine, theirs = nearest.conflicts[0]
        if theirs.facet == "action":
            missing = f"方案没有为这种情况规定补贴，相近的一条补贴的是{_ACTIONS[theirs.words]}。"
        else:
            missing = f"方案没有为“{mine.words}”的情况规定补贴，写明的是“{theirs.words}”。"
        return refuse(self._knowledge, missing, [nearest.grant.clause], "amount")

    def _refusal(self, missing: str) -> Draft:
        return refuse(self._knowledge, missing, self._nearest(), "benefit")

    def _nearest(self) -> list[Clause]:
        """The clauses that speak of the goods, else of the topic."""
        matches = self._matcher.match(self._question.topic) if self._question.topic else []
        naming = [
            m.clause
            for m in matches
            if any(covers_goods(fold(m.clause.text), each) for each in self._case.goods)
        ]
        return naming or [m.clause for m in matches if m.stated]


def _around(grant: Grant) -> str:
    return f"{fold(' '.join(grant.clause.path))}{grant.before}{grant.own}"


def _offers(chosen: list[Grant], case: Case) -> list[Offer]:
    """What is granted together: a rate with what comes on top of it, where the class is known."""
    if not case.knows("grade"):
        return [Offer(each) for each in chosen]
    bases = [each for each in chosen if not each.extra]
    extras = [each for each in chosen if each.extra]
    if not bases:
        return [Offer(each) for each in extras]
    return [
        Offer(base, tuple(e for e in extras if e.paragraph == base.paragraph)) for base in bases
    ]
