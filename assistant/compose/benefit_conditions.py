"""Conditions and procedure of a benefit that clauses beside the grants set.

Each ask of ``_KINDS`` has questions in ``benefit_asks.toml`` and sentences in
``benefit_sentences.toml``; the nearest sentence answers, with yes or no before it where
that is wanted and the sentence says it.
"""

import re

from assistant.compose import allowances
from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_case import action_of
from assistant.compose.benefit_choice import Asked
from assistant.compose.benefit_denial import left_open
from assistant.compose.benefit_parts import in_parts
from assistant.compose.down_payment import agreement, worked_out
from assistant.compose.grant_reading import grants_of
from assistant.compose.interest_term import term
from assistant.draft import Draft, Evidence, Statement
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_KINDS = (
    "who",
    "family",
    "together",
    "resold",
    "review",
    "publicity",
    "correction",
    "total",
    "loan",
    "lapse",
    "incomplete",
    "account",
    "fraud",
    "change",
    "website",
    "consent",
    "ended",
)
_ALLOWING = ("family", "together")  # asks that a sentence answers by yes or no
_KIN = (  # how questions and plans name the same members of a family
    (re.compile("老婆|老公|妻|丈夫|爱人|配偶|媳妇"), re.compile("配偶|夫妻|亲属")),
    (re.compile("[爸妈父母]"), re.compile("父母|亲属")),
    (re.compile("儿子|女儿|子女|孩子|闺女"), re.compile("子女|亲属")),
)
_NAMED = re.compile("报废|置换|家电|数码|家装|农机|电动自行车|消费券|贴息")
_NEVER = re.compile("不得|不予|不可|不能|不享受|不再|不纳入|不属于|不视为|不算")
_AT_ONCE = re.compile("同时|叠加|重复|兼得|兼享|一并|冲突")
_NOT_WITH = re.compile("不(?:得|能|可)(?:再)?(?:与|和|同)(?P<other>[^，]{2,16}?)(?:同时|重复|叠加)")
_WHOLE = re.compile("全部|整个|总共|合计|全流程")
_BILLIONS = re.compile(r"(\d+(?:\.\d+)?)(亿|万)")
_OTHER_PART = re.compile("第[二三四五]批|全年|明年|后续|[二三四]季度")
_COUNTER = re.compile("窗口|线下|现场|大厅")
_SANCTIONS = re.compile("追缴|追回|追究|移交|取消|处罚|失信|退回")
_LEADS_TO_PAPERS = re.compile("(?:材料|资料|手续)(?:如下|有|包括)?：$")
_LIST_OF_PAPERS = re.compile("(?:材料|资料|手续)(?:清单|要求|目录)?$")


def conditions(asked: Asked) -> Draft | None:
    """The sentence that answers what is asked of conditions or procedure; None where none does."""
    if asked.case.wants("papers"):
        return _papers(asked)
    lasting = None if asked.sum_wanted else term(asked)
    if lasting is not None:
        return Draft("content", (lasting,))
    parts = in_parts(asked)
    if parts is not None:
        return parts
    for says in _KINDS:
        found = _nearest(asked, says) if asked.case.wants(says) else None
        if found is not None and says == "together" and not _names_both(asked, found):
            return left_open(asked, "方案没有写明这几种补贴能否同时享受。")
        other = _OTHER_PART.search(asked.case.text) if says == "total" else None
        if found is not None and other and other[0] not in found.sentence.text:
            return left_open(asked, f"方案没有写明{other[0]}资金的数额。")
        if found is not None:
            sum_ = worked_out(asked.case, found) if says == "loan" else None
            said = terms.spoken(found, _lead(asked, says, found))
            return Draft("content", (sum_, said) if sum_ else (said,))
    if asked.case.wants("consent"):
        return left_open(asked, "方案没有写明须有多少业主同意。")
    return None


def with_counter(asked: Asked, draft: Draft | None) -> Draft | None:
    """An answer on where to claim, with what its clause says of counters, if that is asked."""
    if draft is None or not _COUNTER.search(asked.case.text):
        return draft
    found = terms.nearest(asked.knowledge, asked.case, "counter", asked.share)
    if found is None:
        return draft
    return Draft(draft.intent, (*draft.statements, terms.spoken(found)))


def _nearest(asked: Asked, says: str) -> terms.Said | None:
    def score(text: str) -> float:
        whole = 1.0 if says == "review" and _WHOLE.search(text) else 0.0
        sanctions = len(set(_SANCTIONS.findall(text))) if says == "fraud" else 0
        sent_back = says == "lapse" and ("退货" in asked.case.text) == ("退货" in text)
        return asked.share(text) + whole + 0.3 * sanctions + 0.5 * sent_back

    return terms.nearest(asked.knowledge, asked.case, says, score)


def _lead(asked: Asked, says: str, found: terms.Said) -> str:
    text = found.sentence.text
    if says in _ALLOWING:
        if says == "family" and not _same_kin(asked, text):
            return ""
        of_both = _on_both(text, asked.case.text) or text
        return "不能，" if _NEVER.search(of_both) else "可以，"
    if says == "loan" and asked.yesno:
        return agreement(asked.case, found)
    supposed = _BILLIONS.search(asked.case.text)
    if says != "total" or supposed is None or not asked.yesno:
        return ""
    same = supposed.groups() in [hit.groups() for hit in _BILLIONS.finditer(text)]
    return "是的，" if same else "不对，"


def _on_both(text: str, asked: str) -> str:
    """The pieces of a sentence that say whether two benefits may be had at once.

    不得与工伤护理费同时享受 says nothing of two that are asked and are none of them.
    """
    pieces = [each for each in re.split("[，；]", text) if _AT_ONCE.search(each)]
    kept = []
    for each in pieces:
        other = _NOT_WITH.search(each)
        if other is None or other["other"] in asked:
            kept.append(each)
    return "，".join(kept)


def _same_kin(asked: Asked, text: str) -> bool:
    """Whether a sentence is about the member of the family that is asked about."""
    return any(mine.search(asked.case.text) and theirs.search(text) for mine, theirs in _KIN)


def _names_both(asked: Asked, found: terms.Said) -> bool:
    """Whether a sentence names every kind of benefit that the question names."""
    text, grants = found.sentence.text, grants_of(asked.knowledge)
    named = all(kind in text for kind in _NAMED.findall(asked.case.text))
    return named and allowances.all_in(text, asked.case.text, grants)


def _papers(asked: Asked) -> Draft | None:
    """The items of the section that lists the papers; the nearest one where there are several."""
    lists = [each for each in asked.knowledge.clauses() if _lists_papers(asked, each)]
    lists = [each for each in lists if not _of_other_act(asked, each)]
    if not lists:
        return None
    best = max(lists, key=lambda each: asked.share(fold(" ".join(each.path))))
    items = asked.knowledge.children(best)
    statements = [_item(each) for each in items]
    count = len(items)
    title = best.title.rstrip("。：…")
    head = Statement(f"{title}共{count}项：", (Evidence(best, best.own),), (float(count),))
    return Draft("content", (head, *statements))


def _of_other_act(asked: Asked, clause: Clause) -> bool:
    """Whether a clause is for cars scrapped where the case trades one in, or the other way."""
    named = action_of(fold(" ".join(clause.path)))
    return bool(asked.case.action and named) and asked.case.action != named


def _lists_papers(asked: Asked, clause: Clause) -> bool:
    title = fold(clause.title).rstrip("。：")
    leads = _LEADS_TO_PAPERS.search(fold(clause.text).rstrip())
    of_papers = _LIST_OF_PAPERS.search(title) is not None or leads is not None
    grouped = clause.kind in (ClauseKind.SECTION, ClauseKind.CHAPTER)
    items = asked.knowledge.children(clause)
    above = any(asked.knowledge.children(each) for each in items)
    listed = len(items) > 1 or any("；（二）" in fold(each.text) for each in items)
    return grouped and of_papers and listed and not above


def _item(clause: Clause) -> Statement:
    words = clause.text.replace("\n", "").strip()
    return Statement(f"- {words}", (Evidence(clause, clause.own),), row=True)
