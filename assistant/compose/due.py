"""Until when a measure is to be done, as its table or the line of its organs says; lists with it."""

import re
from dataclasses import dataclass, replace

from assistant.compose.row_words import deadline_of_row
from assistant.compose.wording import (
    attribution_evidence,
    body,
    clause_name,
    quoted,
    sentence_with,
    target_evidence,
    target_phrase,
    whole,
)
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_ROWS = Patterns("row_columns", LEXICONS)
_UNTIL = re.compile(r"(?:20\d\d年|长期|持续)[^\t|（），；]{0,12}$")
_DATE = re.compile(r"(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月|(?P<half>上半年))?")


@dataclass(frozen=True, slots=True)
class Limit:
    """What is said of when a measure is to be done, and where."""

    until: str
    evidence: Evidence
    name: str = "完成时限"

    @property
    def key(self) -> str:
        """Year and month to compare by: 2025-12 of 2025年底; empty where it names no year."""
        return month_of(self.until)


def month_of(until: str) -> str:
    """2025-06 of 2025年6月底前 or 2025年上半年, 2025-12 of 2025年底; empty without a year."""
    dates = list(_DATE.finditer(until))
    if not dates:
        return ""
    month = dates[-1]["month"] or ("6" if dates[-1]["half"] else "12")
    return f"{dates[-1]['year']}-{month.zfill(2)}"


def limit_of(knowledge: Knowledge, clause: Clause) -> Limit | None:
    """The 完成时限 of a clause: of its row, or beside its organs; None where none is written."""
    if clause.kind is ClauseKind.ROW:
        until = deadline_of_row(clause)
        return Limit(until, whole(clause)) if until else None
    row = attribution_evidence(knowledge, clause)
    kin = {each.clause_id for each in (*knowledge.ancestors(clause), *knowledge.children(clause))}
    apart = row.clause != clause and row.clause.clause_id not in kin
    if apart:  # a row of a table of duties says until when
        cell = _UNTIL.search(quoted(knowledge, row))
        return Limit(cell[0].strip(), row) if cell else None
    for name in ("limit_of_measure", "limit_behind"):
        found = sentence_with(knowledge, clause, _ROWS[name].pattern)
        hit = _ROWS[name].search(fold(quoted(knowledge, found))) if found else None
        if found and hit:
            return Limit(hit["value"].strip(), found)
    return _scheduled(knowledge, clause)


def _scheduled(knowledge: Knowledge, clause: Clause) -> Limit | None:
    """What an item 进度安排 says, below a measure or beside its other items."""
    above = next(knowledge.ancestors(clause), None)
    beside = knowledge.children(above) if above and knowledge.attributions(above) else []
    for item in (*knowledge.children(clause), *beside):
        if _ROWS["schedule"].search(fold(item.heading or "")):
            said = _ROWS["schedule"].sub("", body(item, knowledge)).lstrip("：").rstrip("。")
            name = fold(item.heading or "").partition("：")[0]
            return Limit(said, whole(item), name)
    return None


def limit_statement(knowledge: Knowledge, clause: Clause) -> Statement | None:
    """Until when a clause is to be done, in a sentence."""
    limit = limit_of(knowledge, clause)
    if limit is None:
        return None
    cited: tuple[Evidence, ...] = (limit.evidence,)
    if limit.evidence.clause != clause and clause.kind is not ClauseKind.MEASURE:
        clause = knowledge.attributed(clause)  # its item 进度安排 is told of the whole
        cited = (*cited, whole(clause))
    text = f"{clause_name(clause)}的{limit.name}是**{limit.until}**。"
    return Statement(text, cited)


def with_limits(knowledge: Knowledge, draft: Draft, latest: bool = True) -> Draft:
    """A list of measures with when each is due, and the latest of those times."""
    limits: list[Limit] = []
    statements: list[Statement] = []
    for each in draft.statements:
        if not each.row or not each.evidence:
            statements.append(each)
            continue
        mine = _limits(knowledge, each.evidence[0].clause)
        limits += mine
        said = "；".join(limit.until for limit in mine) or "没有写明完成期限"
        cited = tuple(dict.fromkeys((*each.evidence, *(limit.evidence for limit in mine))))
        statements.append(replace(each, text=f"{each.text}：{said}", evidence=cited))
    last = _latest(limits) if latest and any(each.row for each in statements) else ()
    return replace(draft, statements=(*statements, *last))


def _limits(knowledge: Knowledge, clause: Clause) -> list[Limit]:
    """The 完成时限 of a clause, else the times of its targets."""
    limit = limit_of(knowledge, clause)
    if limit is not None:
        return [Limit(f"{limit.name}{limit.until}", limit.evidence)]
    found: dict[str, Limit] = {}
    for target in knowledge.targets(clause):
        if target.deadline:
            phrase = target_phrase(target)
            found.setdefault(phrase, Limit(phrase, target_evidence(clause, target)))
    return list(found.values())


def _latest(limits: list[Limit]) -> tuple[Statement, ...]:
    dated = [each for each in limits if each.key]
    if not limits:
        return (Statement("方案没有为这些措施写明完成期限。"),)
    if not dated:
        return ()
    last = max(dated, key=lambda each: each.key)
    year, month = last.key.split("-")
    date = _DATE.findall(last.until)[-1]
    said = f"{year}年{int(month)}月" if date[1] else f"{year}年{date[2]}"
    return (Statement(f"其中写明的期限，最晚的是**{said}**。", (last.evidence,)),)
