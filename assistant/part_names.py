"""Parts of a plan that a question names by their headings: 高品质供给升级那一章 is 第四部分."""

import re
from collections.abc import Sequence

from assistant.topics import bigrams
from indexer.parse.normalize import fold
from indexer.parse.numbering import to_han
from indexer.retrieve.scripts import simplified

_NUMBERED = re.compile(
    r"(?P<part>第(?:[一二三四五六七八九十]{1,3}|\d)(?:章|大?部分))[“”\"']?"
    r"(?P<name>[\u4e00-\u9fff]{2,14}?)[“”\"']?(?=(?:那|这)(?:一?部分|块|里|章)|里|中|的|，|当中|$)"
    r"(?:那|这)?(?:一?部分|块|章)?"
)
_NAMED = re.compile(
    r"(?:(?<=[，。：？“])|^|(?<=[在从]))[“”\"']?(?P<name>[\u4e00-\u9fff]{3,16}?)[“”\"']?"
    r"(?:那|这)?一?(?:章|大?部分(?=[里中的，一总共定设]|有|$)|板块|大块)"
)
_SAME, _LIKE = 0.75, 0.5  # share of the name's bigrams that its heading holds

Parts = Sequence[tuple[str, str]]


def with_part_numbers(text: str, parts: Parts) -> str:
    """A question with the number of each part that it names by its heading.

    Args:
        text: the question.
        parts: labels and folded headings of the parts that hold measures.
    """
    if not re.search("[章块]|部分", text):
        return text
    folded = fold(simplified(text))
    headings = dict(parts)

    def numbered(hit: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", hit["part"])
        label = to_han(int(digits)) if digits else re.sub("[第章大部分]", "", hit["part"])
        held = _held(hit["name"], headings.get(label, ""))
        return hit["part"] if held >= _LIKE else hit[0]

    def named(hit: re.Match[str]) -> str:
        fits = [label for label, heading in parts if _held(hit["name"], heading) >= _SAME]
        return f"第{fits[0]}部分" if len(fits) == 1 else hit[0]

    changed = _NAMED.sub(named, _NUMBERED.sub(numbered, folded))
    return text if changed == folded else changed


def _held(name: str, heading: str) -> float:
    pairs = bigrams(name)
    return sum(pair in heading for pair in pairs) / (len(pairs) or 1)
