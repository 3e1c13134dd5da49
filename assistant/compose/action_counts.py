"""How many actions a plan sets out, and which is the last: 一共部署了几大行动，最后一个是哪个."""

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.compose.part_counts import named_part
from assistant.compose.sentences import sentences_of
from assistant.compose.structure import structure
from assistant.compose.wording import clause_name, whole
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold
from indexer.parse.numbering import parse_number

_COUNTING = Patterns("counting", LEXICONS)
_KINDS = ("行动", "工程", "计划", "任务")
_FEWEST_KINDS = 2
_LEAST, _MOST_OTHERS = 3, 1  # siblings called so, and those that are not


def actions(knowledge: Knowledge, question: Question) -> Draft | None:
    """The parts or sections called 行动 with their count; None where that is not asked.

    A number of them that is taken for granted is confirmed or corrected: 是六大工程吧.
    """
    draft = _actions(knowledge, question)
    supposed = _COUNTING["supposed_actions"].search(question.folded)
    if supposed is None or question.organs:
        return draft
    draft = draft or _said_so(knowledge, _KINDS)
    if draft is None:
        return None
    number = parse_number(supposed["number"])
    told = draft.statements[0].text.replace("**", "")
    counted = (parse_number(hit["number"]) for hit in _counted(supposed["kind"]).finditer(told))
    verdict = Statement("是的。" if number in counted else "不对。")
    return replace(draft, statements=(verdict, *draft.statements))


def _counted(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<number>[二三四五六七八九十]{{1,2}}|\d{{1,2}})大(?:专项)?{kind}")


def _actions(knowledge: Knowledge, question: Question) -> Draft | None:
    asked = _COUNTING["actions"].search(question.folded)
    if asked is None or question.organs or question.years:
        return None
    if any(not label.startswith("最后") for label in question.labels):
        return None
    if _COUNTING["no_actions"].search(question.folded):
        return None
    if (said := _several_kinds(knowledge, question)) is not None:
        return said
    part = named_part(knowledge, question.folded)
    inside = part is not None and not fold(part.heading or "").endswith(asked["kind"])
    found = _siblings(knowledge, asked["kind"], part if inside else None)
    kinds = {hit["kind"] for hit in _COUNTING["actions"].finditer(question.folded)}
    if not found and (said := _said_so(knowledge, kinds)) is not None:
        return said
    if not found:  # a plan that calls nothing so is told by its parts
        plain = _COUNTING["plain_actions"].fullmatch(question.topic)
        return structure(knowledge, question) if plain else None
    above = next(iter(knowledge.ancestors(found[0])), None)
    where = clause_name(above) if above is not None else "方案"
    cited = (whole(above),) if above is not None else tuple(whole(each) for each in found)
    first = Statement(
        f"{where}部署了**{len(found)}大{asked['kind']}**，全部列出：", cited, (len(found),)
    )
    lines = [Statement(f"- {clause_name(each)}", (whole(each),), row=True) for each in found]
    ends = (("first_action", "第一个", found[0]), ("last_action", "最后一个", found[-1]))
    wanted = [
        Statement(f"{word}是{clause_name(each)}。", (whole(each),))
        for name, word, each in ends
        if _COUNTING[name].search(question.folded)
    ]
    return Draft("structure", (first, *lines, *wanted))


def _several_kinds(knowledge: Knowledge, question: Question) -> Draft | None:
    """The sentence that counts all the kinds asked: 4大行动、11个工程、20项具体任务."""
    kinds = dict.fromkeys(hit["kind"] for hit in _COUNTING["kinds"].finditer(question.folded))
    if len(kinds) < _FEWEST_KINDS:
        return None
    for clause in knowledge.clauses():
        for evidence, text in sentences_of(knowledge, clause):
            counted = {hit["kind"] for hit in _COUNTING["kinds_counted"].finditer(text)}
            if set(kinds) <= counted:
                said = f"{clause_name(clause)}写明：{text.strip()}"
                return Draft("structure", (Statement(said, (evidence,)),))
    return None


def _said_so(knowledge: Knowledge, kinds: Iterable[str]) -> Draft | None:
    """The sentence that counts one of the kinds: 部署甲、乙、丙三大工程."""
    for clause in knowledge.clauses():
        for evidence, text in sentences_of(knowledge, clause):
            if any(hit["kind"] in kinds for hit in _COUNTING["actions_counted"].finditer(text)):
                said = f"{clause_name(clause)}写明：{text.strip()}"
                return Draft("structure", (Statement(said, (evidence,)),))
    return None


def set_out(knowledge: Knowledge, folded: str) -> Draft | None:
    """The sentence of a plan for a question that names the actions of several: 四大行动和六大工程."""
    kinds = {hit["kind"] for hit in _COUNTING["actions_counted"].finditer(folded)}
    return _said_so(knowledge, kinds) if kinds else None


def _siblings(knowledge: Knowledge, kind: str, part: Clause | None = None) -> list[Clause]:
    """The clauses side by side whose headings end in a word; the largest group, or the part's."""
    groups: dict[tuple[str, str | None], list[Clause]] = {}
    sizes: dict[tuple[str, str | None], int] = {}
    for clause in knowledge.clauses():
        if clause.kind not in (ClauseKind.CHAPTER, ClauseKind.SECTION):
            continue
        above = next(iter(knowledge.ancestors(clause)), None)
        if part is not None and above != part:
            continue
        key = (clause.doc_id, above.clause_id if above else None)
        sizes[key] = sizes.get(key, 0) + 1
        if fold(clause.heading or "").rstrip("。").endswith(kind):
            groups.setdefault(key, []).append(clause)
    fits = [
        found
        for key, found in groups.items()
        if len(found) >= (_LEAST if part is None else 1)
        if key[1] is None or sizes[key] - len(found) <= _MOST_OTHERS
    ]
    return max(fits, key=len, default=[])
