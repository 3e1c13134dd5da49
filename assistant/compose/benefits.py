"""What a plan grants, for a citizen's case: amount or rate, cap, worked out for a price.

Order: the case is read; questions beside the amount (who pays, until when) take a sentence of
the plan; else the grants that fit are chosen, and what speaks against the rest is said.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose import benefit_terms as terms
from assistant.compose.arithmetic import Offer, cap_words, piece_limit, plain, worked, yuan
from assistant.compose.benefit_case import Case, read_case
from assistant.compose.grants import Fit, Grant, covers_goods, fit, grants_of, sentences
from assistant.compose.refusal import refuse
from assistant.compose.wording import clause_name
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatcher
from indexer.model import Benefit, Clause, Table
from indexer.parse.normalize import fold

_TIE = 0.15  # grants that fit this much less than the best one are left out
_MEANT = 0.2  # a grant that is out of question, but so much nearer, is the one meant
_ABOUT = 0.5  # coverage from which a grant is about a topic without goods
_MANY = 3  # offers from which a table is shown
_ASKED = ("amount", "cap", "pieces", "claim", "topup", "eligible")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_NOT_TOPIC = re.compile("政府|能给|[能可]以?|一共|总共|补贴?|我们?|省里|市里|区里|多少|最多|最高|一年")
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
            return terms.payer(knowledge, case, self._share) or self._refused_payer()
        if case.wants("again"):
            found = terms.again(knowledge, case, self._share)
            if found is not None:
                return found
        if case.wants("deadline"):
            yesno = case.wants("claim", "eligible") or self._question.asks("yesno")
            found = terms.deadline(knowledge, case, self._share, yesno)
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
        found = []
        for grant in grants:
            about = self._share(_around(grant))
            if about >= _ABOUT:
                score = 0.5 * about + 0.5 * self._share(grant.own)
                found.append(Fit(grant, score))
        return found

    def _amounts(self, fits: list[Fit]) -> Draft | None:
        case = self._case
        possible = [each for each in fits if not each.conflicts]
        out = [each for each in fits if each.conflicts]
        best = max((each.score for each in possible), default=0.0)
        nearest = max(out, key=lambda f: (f.score - 0.1 * len(f.conflicts)), default=None)
        yesno = case.wants("eligible", "claim") or self._question.asks("yesno")
        if nearest and (not possible or (yesno and nearest.score > best + _MEANT)):
            return self._denied(nearest) if yesno else self._refused(nearest)
        if not possible:
            asked = case.wants("amount", "cap", "claim") or self._question.asks("amount")
            return self._refused(None) if asked else None
        chosen = [each.grant for each in possible if each.score >= best - _TIE]
        return self._granted(_offers(chosen, case))

    def _granted(self, offers: list[Offer]) -> Draft:
        case = self._case
        statements = [*self._first(offers), *self._rules(offers)]
        if case.wants("topup"):
            statements += self._sentence(offers, "topup")
        if len(offers) <= _MANY:
            return Draft("amount", tuple(statements))
        rows = tuple(
            (o.base.benefit.subject, standard(o.base.benefit), cap(o.base.benefit), o.base.clause.label)
            for o in offers
        )
        return Draft("amount", tuple(statements), Table(("对象", "标准", "上限", "条款"), rows))

    def _first(self, offers: list[Offer]) -> list[Statement]:
        """The answer in one sentence, where there is one case or one number of pieces."""
        case = self._case
        if case.wants("pieces") and not case.wants("amount", "cap", "claim"):
            return self._pieces(offers)
        if len(offers) > 1:
            agreed = self._agreement(offers)
            count = f"补贴标准共**{len(offers)}项**，全部列出：" if len(offers) > _MANY else ""
            return [Statement(text) for text in (agreed.rstrip("，"), count) if text]
        return [_result(offers[0], case, self._lead(offers))]

    def _rules(self, offers: list[Offer]) -> list[Statement]:
        many = len(offers) > _MANY
        found = []
        for offer in offers:
            sum_ = worked(offer, self._case) if len(offers) > 1 else None
            said = _said(offer) + (f"；按此计算，{sum_.steps}" if sum_ else "")
            text = f"{'- ' if many else ''}{clause_name(offer.base.clause)}规定：{said}。"
            found.append(Statement(text, _evidence(offer), sum_.derived if sum_ else (), row=many))
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
                each
                for o in offers
                for each in (o.amount, o.cap)
                if each is not None
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

    def _refused_payer(self) -> Draft:
        missing = "方案没有写明各级财政各出多少。"
        return refuse(self._knowledge, missing, self._nearest(), "payer")

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


def _result(offer: Offer, case: Case, lead: str) -> Statement:
    """可补800元：4000元×20%=800元，未超过每件2000元的上限."""
    sum_ = worked(offer, case)
    evidence = _evidence(offer)
    if sum_ is not None:
        money = yuan if sum_.result >= 1e4 else plain
        text = f"{lead}可补贴**{money(sum_.result)}**：{sum_.steps}。"
        return Statement(text, evidence, (*sum_.derived, sum_.result, sum_.result / 1e4))
    limit = f"，上限为{cap_words(offer)}" if offer.cap is not None else ""
    if offer.amount is not None:
        return Statement(f"{lead}补贴**{yuan(offer.amount)}**{limit}。", evidence, _both(offer.amount))
    if offer.rate is not None:
        rates = "+".join(f"{each:g}%" for each in offer.rates)
        total = f"（{rates}）" if len(offer.rates) > 1 else ""
        text = f"{lead}补贴比例为**{offer.rate:g}%**{total}{limit}。"
        return Statement(text, evidence, (offer.rate, *_both(offer.cap)))
    return Statement(f"{lead}最高补贴**{cap_words(offer)}**。", evidence, _both(offer.cap))


def _both(value: float | None) -> tuple[float, ...]:
    """A sum in yuan and in ten thousands, as the plan may write either."""
    return () if value is None else (value, value / 1e4)


def _said(offer: Offer) -> str:
    """The words of the grants; the cap beside them where another sentence sets it."""
    grants = (offer.base, *offer.extras)
    words = "；".join(each.own.rstrip("，。；") for each in grants)
    limit = cap_words(offer)
    bare = limit.lstrip("每单件台类次辆人户套个名位张项")
    return f"{words}，上限为{limit}" if limit and bare not in words else words


def _evidence(offer: Offer) -> tuple[Evidence, ...]:
    """The grants' places; the whole clause, too, where the cap stands apart."""
    found = tuple(each.evidence for each in (offer.base, *offer.extras))
    limit = cap_words(offer).lstrip("每单件台类次辆人户套个名位张项")
    if limit and limit not in offer.base.own:
        return (*found, Evidence(offer.base.clause, offer.base.clause.own))
    return found


def standard(case: Benefit) -> str:
    """15%, 2万元, or a dash where only a cap is set."""
    return f"{case.rate:g}%" if case.rate is not None else _money(case.amount)


def cap(case: Benefit) -> str:
    """The cap in words, or a dash."""
    return _money(case.cap)


def _money(value: float | None) -> str:
    return "—" if value is None else yuan(value)
