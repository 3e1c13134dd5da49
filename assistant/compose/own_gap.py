"""How far the asker's present numbers are from the targets, and what two periods come to."""

import re
from collections.abc import Sequence

from assistant.compose.own_number import OWN, SCALES, Own, applied, own_numbers
from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, target_evidence, target_phrase
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.model import Clause, Target
from indexer.parse.normalize import fold

_GAP = re.compile(
    "(?:还|相)?差(?:着|了)?(?:多少|几)|缺口|(?:还|再)(?:得|要|需要?|应|须)?(?:建成?|完成|更新|改造|新增|增加|补|努力|提高)?(?:多少|几)"
)
_HAVE = re.compile("假如|如果|要是|现在|目前|已经?|现有|手头|当前|眼下")
_TOGETHER = re.compile("合计|一共|总共|加起来|共计|合起来|两段")
_PERIOD = re.compile("十[三四五六]五|20\\d\\d|◎|期间|两[段期个]")
_NOUN = 0.4  # coverage of what the asker counts by the words of a target


def reckoned(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: Sequence[TopicMatch]
) -> Draft | None:
    """A norm or a target reckoned with numbers of the question; None where there is none."""
    if _GAP.search(question.folded) and _HAVE.search(question.folded):
        return gap(knowledge, matcher, question)
    return together(knowledge, matcher, question, matches) or applied(knowledge, matcher, question)


def gap(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """12万个-9.5万个=2.5万个 for each number of the asker's that a target counts."""
    statements = [
        statement
        for own in own_numbers(question.folded)
        if own.unit
        for statement in _short_of(knowledge, matcher, question, own)
    ]
    return Draft("target", tuple(statements)) if statements else None


def _short_of(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, own: Own
) -> list[Statement]:
    fits = [
        (matcher.coverage(own.noun, target_phrase(target)), clause, target)
        for clause, target in knowledge.all_targets()
        if target.value_normalized is not None
        and _counted(target) == own.unit
        and (not question.years or (target.deadline or "")[:4] in question.years)
    ]
    share, clause, target = max(fits, key=lambda each: each[0], default=(0.0, None, None))
    if clause is None or target is None or share < _NOUN:
        return []
    wanted = target.value_normalized or 0.0
    scale = "万" if own.scale == "万" or (target.unit or "").startswith("万") else ""
    shown = [each / SCALES[scale] for each in (wanted, own.whole, abs(wanted - own.whole))]
    numbers = [f"{round(each, 6):.10g}{scale}{own.unit}" for each in shown]
    words = f"{clause_name(clause)}：{target_phrase(target)}"
    if wanted <= own.whole:
        text = f"{words}；{numbers[1]}已经达到这个数。"
    else:
        least = "至少" if target.comparator in (">=", ">") else ""
        text = f"{words}；{numbers[0]}-{numbers[1]}={numbers[2]}，{least}还差{numbers[2]}。"
    evidence = (target_evidence(clause, target),)
    return [Statement(text, evidence, (*shown, wanted, own.value, own.whole))]


def _counted(target: Target) -> str:
    """The unit of a target without its scale."""
    return re.sub("[（(].*", "", (target.unit or "").lstrip("万亿"))


def together(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: Sequence[TopicMatch]
) -> Draft | None:
    """3000万平方米+2000万平方米=5000万平方米: the figures of two periods in one sentence."""
    periods = set(_PERIOD.findall(question.unnamed)) | set(question.years)
    if not _TOGETHER.search(question.folded) or len(periods) < 2:
        return None
    for match in matches[:3]:
        for clause, target in _best_first(knowledge, matcher, question, match.clause):
            found = _both(knowledge, clause, target)
            if found is not None:
                return Draft("target", tuple(found))
    return None


def _best_first(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, clause: Clause
) -> list[tuple[Clause, Target]]:
    covered = [
        (matcher.coverage(question.topic, target_phrase(target)), place, target)
        for place, target in enumerate(knowledge.targets(clause))
    ]
    return [(clause, target) for share, _, target in sorted(covered, key=lambda e: -e[0]) if share]


def _both(knowledge: Knowledge, clause: Clause, target: Target) -> list[Statement] | None:
    """The statement of two figures in the target's unit that one sentence names, and of their sum."""
    for evidence, text in sentences_of(knowledge, clause):
        inside = evidence.span.start <= target.span.start and target.span.end <= evidence.span.end
        if not inside or not re.search("再|另|还", text):
            continue
        figures = [each for each in _figures(text) if each.unit and each.unit == _counted(target)]
        if len(figures) != 2 or figures[0].scale != figures[1].scale:
            return None
        first, second = figures
        total = first.value + second.value
        unit = f"{first.scale}{first.unit}"
        said = fold(text).strip("。； ")
        words = f"{clause_name(clause)}写明：{said}；两段合计"
        step = f"{first.written}+{second.written}={total:.10g}{unit}。"
        return [Statement(words + step, (evidence,), (total,))]
    return None


def _figures(text: str) -> list[Own]:
    return [
        Own(float(hit["value"]), hit["scale"], hit["unit"] or "", "") for hit in OWN.finditer(text)
    ]
