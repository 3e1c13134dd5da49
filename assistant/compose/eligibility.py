"""Whether a case meets the conditions that a plan sets: 旧车在老婆名下, 在外地买, 第二次申请.

Conditions are data: a case is read by ``eligibility_cases.toml``, the plan's sentences by
``eligibility_conditions.toml``; where both speak of one facet, the sentence allows the case,
forbids it, or is what decides. Days are compared in ``eligible_days``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_case import action_of
from assistant.compose.benefit_choice import Asked
from assistant.compose.eligible_days import days_against
from assistant.compose.eligible_figures import figures_against
from assistant.compose.eligible_limits import limits_against
from assistant.compose.goods import covers_goods, names_goods
from assistant.compose.grants import sentences
from assistant.compose.traits import LEXICONS
from assistant.draft import Statement
from assistant.knowledge import Knowledge
from assistant.places import place_names, provinces
from indexer.lexicon import Rule, load_rules
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_ANYWHERE = ("外", "省外", "市外", "境外", "老家", "隔壁", "别的", "其他")
_NEVER = -2.0
_LEADS = {"no": "不能享受，", "yes": "可以，", "": "能否享受由这一条件决定，"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition with what it makes of a case: no, yes, or empty where it decides."""

    verdict: str
    said: terms.Said
    lead: str = ""

    @property
    def statement(self) -> Statement:
        """The verdict with the plan's sentence."""
        return terms.spoken(self.said, self.lead or _LEADS[self.verdict])


def judged(asked: Asked) -> list[Judged]:
    """What the plan's conditions say of the case; those that rule it out come first, and alone."""
    found = [each for each in (_judged(asked, *one) for one in _facets(asked)) if each]
    found += [Judged(*each) for each in (*days_against(asked), *limits_against(asked))]
    found += [Judged(*each) for each in figures_against(asked)]
    against = [each for each in found if each.verdict == "no"]
    return against or found


def unsaid(asked: Asked) -> str:
    """What the case turns on and the plan has no sentence for; empty where there is none."""
    names = (str(rule.fields.get("unsaid", "")) for rule, _ in _facets(asked))
    return next((each for each in names if each), "")


def _facets(asked: Asked) -> Iterator[tuple[Rule, str]]:
    """The facets that the case names, with the place that it speaks of."""
    spoken = set()
    for rule in load_rules("eligibility_cases", LEXICONS):
        for hit in rule.pattern.finditer(asked.case.text) if rule.pattern else ():
            where = hit.groupdict().get("where")
            elsewhere = where is None or _elsewhere(asked.knowledge, where)
            before = re.split("[，。？；]", asked.case.text[: hit.start()])[-1]
            unless = str(rule.fields.get("unless", ""))
            if unless and re.search(unless, f"{before}{hit[0]}"):
                continue
            if elsewhere and rule.fields["facet"] not in spoken:
                spoken.add(rule.fields["facet"])
                yield rule, where or ""


def _elsewhere(knowledge: Knowledge, where: str) -> bool:
    """Whether a place lies outside what the plan is for."""
    if where.startswith(_ANYWHERE):
        return True
    name = where.rstrip("省市县")
    own = "".join(f"{d.region or ''}{d.title}{d.issuer or ''}" for d in knowledge.documents)
    if name not in place_names() or name in own or provinces().get(name, name) in own:
        return False
    # 在四川买 says too little of a plan of 成都.
    return all(province != name or city not in own for city, province in provinces().items())


def _judged(asked: Asked, case: Rule, where: str) -> Judged | None:
    facet, value = case.fields["facet"], case.fields["value"]
    for rule in load_rules("eligibility_conditions", LEXICONS):
        if rule.fields["facet"] != facet:
            continue
        found = _nearest(asked, rule, str(case.fields.get("names", "")))
        if found is not None:
            no, yes = (rule.fields.get(key, ()) for key in ("forbids", "allows"))
            verdict = "no" if value in no else "yes" if value in yes else ""
            return Judged(verdict, found, str(case.fields.get(verdict, "")) if verdict else "")
    return None


def _nearest(asked: Asked, rule: Rule, names: str) -> terms.Said | None:
    """The sentence that sets the condition, for the action of the case where it names one."""
    found = [
        terms.Said(clause, each, _near(asked, clause, each.text, rule))
        for clause in _clauses(asked.knowledge)
        for each in sentences(asked.knowledge, clause)
        if names in each.text and rule.matches(each.text)
    ]
    best = max(found, key=lambda each: each.score, default=None)
    return best if best is not None and best.score >= 0 else None


def _clauses(knowledge: Knowledge) -> Sequence[Clause]:
    return [each for each in knowledge.clauses() if each.kind is not ClauseKind.HEAD]


def _near(asked: Asked, clause: Clause, text: str, rule: Rule) -> float:
    title = fold(" ".join(clause.path))
    if _of_other_goods(asked, text) or _of_other_goods(asked, f"{title}{fold(clause.text)}"):
        return _NEVER
    either = "报废" in text and "置换" in text
    action, named = asked.case.action, action_of(title) or ("" if either else action_of(text))
    near = asked.share(f"{title}{text}")
    if action and named and rule.fields["facet"] != "both":  # which speaks of either action
        near += 0.5 if action == named else _NEVER
    return near


def _of_other_goods(asked: Asked, text: str) -> bool:
    """Whether a text speaks of goods, and of none of the case's."""
    goods = asked.case.goods
    spoken = any(covers_goods(text, each) or (each.group and each.group in text) for each in goods)
    return bool(goods) and not spoken and names_goods(text)
