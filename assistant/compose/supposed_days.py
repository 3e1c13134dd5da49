"""Whether a step takes as many days as a question supposes: 审核时限是30个工作日对不对."""

import re

from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_choice import Asked
from assistant.compose.traits import LEXICONS
from assistant.draft import Draft
from indexer.lexicon import load_rules

_DAYS = re.compile(
    r"(?P<number>\d+)个?(?P<unit>工作日|自然日|日|天)(?!前|起)(?<!月\d日)(?<!月\d\d日)"
)
_WANTS_VERDICT = re.compile("[吗吧么]|对不对|是不是|是否|对否|没错")
_PLAIN = ("日", "天", "自然日")


def days_checked(asked: Asked) -> Draft | None:
    """The sentence on the step, with yes or no before it; None where no days are supposed."""
    text = asked.case.text
    if not _WANTS_VERDICT.search(text):
        return None
    for rule in load_rules("supposed_days", LEXICONS):
        hit = rule.pattern.search(text) if rule.pattern else None
        found = (
            terms.nearest(asked.knowledge, asked.case, str(rule.fields["says"]), asked.share)
            if hit
            else None
        )
        if hit and found and (supposed := _DAYS.search(hit[0])):
            verdict = _verdict(supposed, found.sentence.text)
            return Draft("content", (terms.spoken(found, verdict),)) if verdict else None
    return None


def _verdict(supposed: re.Match[str], said: str) -> str:
    """Yes or no; empty where the sentence has no days, or the same number of another kind."""
    days = [(hit["number"], _kind(hit)) for hit in _DAYS.finditer(said)]
    if (supposed["number"], _kind(supposed)) in days:
        return "是的，"
    if not days or supposed["number"] in (number for number, _ in days):
        return ""
    return "不对，"


def _kind(hit: re.Match[str]) -> str:
    return "天" if hit["unit"] in _PLAIN else hit["unit"]
