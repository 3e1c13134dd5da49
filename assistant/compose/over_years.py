"""What a target of each year comes to over several years: 每年30个, 三年一共多少个."""

from collections.abc import Sequence

from assistant.compose.wording import clause_name, target_evidence
from assistant.draft import Statement
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Clause, Target
from indexer.parse.numbering import parse_number

_COUNTING = Patterns("counting", LEXICONS)
_EACH_YEAR = "每年"
_BOUNDS = {">=": "至少", ">": "超过", "<=": "至多", "<": "少于", "~": "约"}


def over_years(question: Question, found: Sequence[tuple[Clause, Target]]) -> list[Statement]:
    """The nearest target of each year, added up over the years asked; none where none is asked."""
    hit = _COUNTING["over_years"].search(question.folded)
    years = parse_number(hit["number"].replace("两", "二")) if hit else None
    for clause, target in found if years else ():
        if target.recurrence != _EACH_YEAR or target.value is None or target.unit in (None, "%"):
            continue
        total = round(target.value * (years or 1), 6)
        bound = _BOUNDS.get(target.comparator, "")
        sum_ = f"{target.value:g}{target.unit}×{years}={total:.12g}{target.unit}"
        text = f"{clause_name(clause)}定的是每年的数，按它算{years}年{bound}{total:.12g}{target.unit}（{sum_}）。"
        return [Statement(text, (target_evidence(clause, target),), (float(years or 1), total))]
    return []
