"""What a plan says of a year in words that no target holds: 到2030年，形成智能开放的网络."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from assistant.citations import shown
from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, quoted, target_phrase
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from indexer.model import Clause, ClauseKind, Target
from indexer.parse.normalize import fold

_GOAL = "实现|建成|形成|达到|完成|基本|全面|覆盖|建立|显著|明显|提升|成为|力争|不低于|以上"
_UNTIL = re.compile(
    r"20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末)?(?:之?前|以前)|(?:到|至)20\d\d年"
)
_DONE = "完成|建成|实现|达到|制定|出台|建立"  # 2026年底前完成提标改造
_MOST = 6  # a plan that speaks of its year everywhere sets it as a frame, not as a target


def with_sentences(
    knowledge: Knowledge,
    question: Question,
    listed: Sequence[tuple[Clause, Target]],
    draft: Draft,
    within: Collection[Clause] | None = None,
) -> Draft:
    """The list of a year's targets with the sentences that set it others in words alone.

    Args:
        knowledge: what is known.
        question: names the years; where it asks for figures, so must the sentences.
        listed: the targets of the list.
        draft: the list.
        within: the clauses meant; all where None.
    """
    said = (
        Statement(f"{clause_name(clause)}写明：{said}", (evidence,))
        for clause, evidence, said in _of_years(knowledge, question, listed, within)
        if not question.asks("figures") or re.search(r"\d", re.sub(r"20\d\d年", "", said))
    )
    more = list(islice(said, _MOST + 1))
    if not more or len(more) > _MOST:
        return draft
    if not draft.found:
        return Draft("targets", tuple(more))
    return replace(draft, statements=(*draft.statements, *more))


def beside_years(knowledge: Knowledge, question: Question, draft: Draft) -> Draft:
    """A draft on a matter of several years with the sentence on those that no target is set for.

    2024年更新400辆，2025年至2027年结合财政状况更新: the second half is no target.
    """
    told = "".join(each.text for each in draft.statements)
    left = [year for year in question.years if year not in told]
    if not (draft.found and left and len(question.years) > 1):
        return draft
    said = [
        Statement(f"{clause_name(clause)}写明：{quoted(knowledge, evidence)}", (evidence,))
        for clause in dict.fromkeys(e.clause for each in draft.statements for e in each.evidence)
        for evidence, text in sentences_of(knowledge, clause)
        if any(f"{year}年" in text for year in left)
    ]
    return replace(draft, statements=(*draft.statements, *said[:1]))


def goal_time(knowledge: Knowledge, question: Question, draft: Draft) -> Draft:
    """The sentence of the part on goals that says until when, where no target does; else the draft."""
    if draft.found or not question.asks("when") or question.organs or question.years:
        return draft
    for clause in knowledge.clauses():
        if "目标" not in fold(clause.heading or ""):
            continue
        for evidence, text in sentences_of(knowledge, clause):
            if _UNTIL.search(text):
                said = quoted(knowledge, evidence)
                return Draft(
                    "targets", (Statement(f"{clause_name(clause)}写明：{said}", (evidence,)),)
                )
    return draft


def _of_years(
    knowledge: Knowledge,
    question: Question,
    listed: Sequence[tuple[Clause, Target]],
    within: Collection[Clause] | None,
) -> Iterator[tuple[Clause, Evidence, str]]:
    years = "|".join(question.years)
    until = re.compile(
        rf"(?:到|至|力争)(?:{years})年(?:底|末|前)*(?!\d)[^。]*?(?:{_GOAL})"
        rf"|(?:{years})年(?:底|末|\d{{1,2}}月(?:底|末)?)?之?前[^。；]{{0,8}}?(?:{_DONE})"
    )
    held = _by_document(listed)
    meant = None if within is None else {each.clause_id for each in within}
    for clause in knowledge.clauses():
        if meant is not None and clause.clause_id not in meant:
            continue
        if clause.kind is ClauseKind.HEAD or not until.search(knowledge.folded(clause)):
            continue
        for evidence, text in sentences_of(knowledge, clause):
            if not until.search(text):
                continue
            source = knowledge.source(clause.doc_id).text
            inside = [
                target_phrase(target)
                for target in held.get(clause.doc_id, ())
                if target.span.start < evidence.span.end and evidence.span.start < target.span.end
            ]
            if not inside or _leaves_out(text, " ".join(inside), until):
                yield clause, evidence, shown(source[evidence.span.start : evidence.span.end])


def _by_document(listed: Sequence[tuple[Clause, Target]]) -> dict[str, list[Target]]:
    found: dict[str, list[Target]] = defaultdict(list)
    for clause, target in listed:
        found[clause.doc_id].append(target)
    return found


def _leaves_out(sentence: str, listed: str, until: re.Pattern[str]) -> bool:
    """Whether a sentence states a share that no target listed of it names."""
    own = [
        piece
        for piece in sentence.split("；")
        if until.search(piece) or not re.search(r"(?:到|至)20\d\d年", piece)
    ]
    return any(share not in listed for share in re.findall(r"\d+(?:\.\d+)?%", "；".join(own)))
