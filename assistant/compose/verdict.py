"""How the targets of two plans stand to each other: as a number, or whether they agree."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.wording import target_evidence
from assistant.draft import Draft, Evidence, Statement
from assistant.joining import called
from assistant.knowledge import Knowledge
from assistant.question import Question
from indexer.model import Clause, Document, Target

_GAP = re.compile("[高低多少](?:出)?(?:了)?(?:几|多少)|差(?:几|多少)")
_AGREE = re.compile("一致|一样|相同|同步|对得上|差别|差异|不同|出入|有别|两样")
_MORE = re.compile(
    "(?:谁|哪(?:一?[级个家边份]))(?:的|定得|要求)*更?[高低多少严松大小]"
    "|比[^，。？]{1,14}?更?[高低多少严松大小](?=一?[些点]|[吗么吧不，。？]|$)|[高多大严]还是[低少小松]"
)
_SUPPOSED = re.compile(
    "比[^，。？]{1,14}?更?(?P<way>[高低多少严松大小])(?=一?[些点]|[吗么吧不，。？]|$)"
)
_YES_OR_NO = re.compile("[吗么吧]|是不是|是否|对不对|[高低多少严松]不")
_LESS = "低少松小"
_SET_SO = re.compile(
    "(?:[^数质力]量|率|比例|规模|占比|比重)(?:的?目标)?[，的]?[^？]{0,16}(?:怎么|如何|怎样)(?:定|规定|要求|设|写)"
)
_WHEN = re.compile("时限|期限|年限|时间|年份|哪一?年|什么时候|几时")
_SHARES = ("%", "个百分点")

Found = tuple[Document, Clause, Target]


def asks_gap(text: str) -> bool:
    """Whether a question over several plans wants to know how far apart they are."""
    return bool(_GAP.search(text))


def asks_figures(text: str) -> bool:
    """Whether it is asked how plans set an indicator: 回收量，省和区分别怎么定的."""
    return bool(_SET_SO.search(text))


def asks_time(text: str) -> bool:
    """Whether it is the times of the targets that are set against each other."""
    return bool(_WHEN.search(text))


def asks_more(text: str) -> bool:
    """Whether it is asked which plan demands more."""
    return bool(_MORE.search(text)) and not asks_gap(text)


def asks_verdict(text: str) -> bool:
    """Whether a question over several plans wants to know how they stand to each other."""
    return asks_gap(text) or bool(_AGREE.search(text) or _MORE.search(text))


def verdict(
    question: Question, drafts: Sequence[tuple[Document, Draft, Knowledge]], named: str = ""
) -> tuple[Statement, ...]:
    """The sentence that sets the targets of two plans against each other; none where it cannot.

    ``named`` is the plan that is supposed to ask for more, or for less, than the other.
    """
    pairs = [_shown(document, draft, knowledge) for document, draft, knowledge in drafts]
    if len(pairs) != 2 or not all(pairs):
        return ()
    first, second = _alike(*pairs)
    if first is None or second is None:
        return ()
    if _GAP.search(question.folded):
        return _gap(first, second)
    if _MORE.search(question.folded):
        return _more(question, first, second, named)
    return _agreement(question, first, second)


def _shown(document: Document, draft: Draft, knowledge: Knowledge) -> list[Found]:
    """The targets that a draft shows."""
    return [
        (document, evidence.clause, target)
        for statement in draft.statements
        for evidence in statement.evidence
        for target in knowledge.targets(evidence.clause)
        if target.span == evidence.span
    ]


def _alike(first: Sequence[Found], second: Sequence[Found]) -> tuple[Found | None, Found | None]:
    """The two that count in one unit; the first of each where none do."""
    for one in first:
        for other in second:
            if one[2].unit == other[2].unit and one[2].value is not None:
                return one, other
    return first[0], second[0]


def _gap(one: Found, other: Found) -> tuple[Statement, ...]:
    first, second = one[2], other[2]
    if first.value is None or second.value is None or first.unit != second.unit:
        return ()
    gap = round(first.value - second.value, 6)
    counted = "个百分点" if first.unit in _SHARES else first.unit or ""
    names = (called(one[0]), called(other[0]))
    if gap < 0:
        names = (names[1], names[0])
    text = f"{names[0]}比{names[1]}高{abs(gap):g}{counted}。"
    if gap == 0:
        text = f"{names[0]}与{names[1]}的目标值一致。"
    return (Statement(text, _evidence(one, other), derived=(abs(gap),)),)


def _more(question: Question, one: Found, other: Found, named: str) -> tuple[Statement, ...]:
    """Which of two shares of one year is the higher, and whether that was supposed.

    Numbers of things of a district and of a province are not weighed against each other.
    """
    if one[2].deadline != other[2].deadline or one[2].unit not in _SHARES:
        return ()
    said = _gap(one, other)
    supposed = _SUPPOSED.search(question.folded)
    if not said or supposed is None or not _YES_OR_NO.search(question.folded):
        return said
    gap = (one[2].value or 0) - (other[2].value or 0)
    gap = gap if one[0].doc_id == named else -gap
    right = gap < 0 if supposed["way"] in _LESS else gap > 0
    return (replace(said[0], text=f"{'是的' if right else '不是'}，{said[0].text}"),)


def _agreement(question: Question, one: Found, other: Found) -> tuple[Statement, ...]:
    first, second = one[2], other[2]
    if _WHEN.search(question.folded):
        if not first.deadline or not second.deadline:
            return ()
        years = (first.deadline[:4], second.deadline[:4])
        said = f"都是{years[0]}年" if years[0] == years[1] else f"分别是{years[0]}年、{years[1]}年"
        agree, what = first.deadline == second.deadline, "时限"
    elif first.value is None or second.value is None:
        return ()  # aims in words are told side by side
    else:
        said = ""
        what = "目标"
        agree = (first.value, first.unit, first.deadline) == (
            second.value,
            second.unit,
            second.deadline,
        )
    text = f"{what}{'一致' if agree else '不一致'}{f'，{said}' if said else ''}。"
    return (Statement(text, _evidence(one, other)),)


def _evidence(one: Found, other: Found) -> tuple[Evidence, ...]:
    return (target_evidence(*one[1:]), target_evidence(*other[1:]))
