"""Several things of a benefit's procedure asked at once: 审核几天、公示几天、多久到账."""

import re

from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_case import action_of
from assistant.compose.benefit_choice import Asked
from assistant.draft import Draft, Statement
from indexer.parse.normalize import fold

_PARTS = {  # ask: the sentences that answer it, and what is said where there are none
    "where": ("procedure", "在哪里申报"),
    "deadline": ("deadline", "申报的截止时间"),
    "review": ("review", "审核要多久"),
    "publicity": ("publicity", "公示几天"),
    "payout": ("payout", "补贴多久到账"),
}
_CLAIM = re.compile("申报|申领|申请|受理|提交")
_OF_CLAIM = re.compile("申报|申领|申请|材料|审核|到账|[补奖领券]")


def in_parts(asked: Asked) -> Draft | None:
    """Each part of a question that has several; None where it has one, or the plan has none."""
    wanted = [ask for ask in _PARTS if asked.case.wants(ask)]
    if len(wanted) < 2 or not _OF_CLAIM.search(asked.case.text):
        return None
    found: dict[str, Statement] = {}
    missing = []
    for ask in wanted:
        says, name = _PARTS[ask]
        said = _best(asked, says)
        if said is None:
            missing.append(name)
        else:
            found.setdefault(said.sentence.text, terms.spoken(said))
    if not found:
        return None
    left = [Statement(f"方案没有写明{'、'.join(missing)}。")] if missing else []
    return Draft("deadline", (*found.values(), *left))


def _best(asked: Asked, says: str) -> terms.Said | None:
    """The sentence that answers a part; what it says of claiming counts, not its heading."""
    action = asked.case.action
    found = []
    for clause, each in terms.sentences_of(asked.knowledge, says, ()):
        if says == "deadline" and terms.about_owning(each.text):
            continue
        named = action_of(fold(" ".join(clause.path))) or action_of(each.text)
        score = asked.share(each.text) + (1.0 if _CLAIM.search(each.text) else 0.0)
        found.append(
            terms.Said(clause, each, score - 2.0 * bool(action and named not in ("", action)))
        )
    return max(found, key=lambda each: each.score, default=None)
