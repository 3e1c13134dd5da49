"""Where the closing words of a plan begin, below its last clause."""

import re

from indexer.lexicon import load_rules

_ORGANS_ABOVE = re.compile(r"(?:牵头|责任|负责|配合|单位)(?:[^。\n]*）|：[^。\n]*)。?\s*$")


_ORGAN = "政府|国务院|办公厅|办公室|委员会|领导小组|指挥部|[省市县区]委|局|厅|部|委"
_SIGNED = re.compile(
    rf"\n(?:附件：[^\n]*\n+(?: *\d{{1,2}}[.．、][^\n]*\n+)*)?"
    rf"(?:[^\n。；，：]{{2,60}}(?:{_ORGAN})[ 　]*\n+){{1,12}}20\d\d年\d{{1,2}}月\d{{1,2}}日(?:印发)?\s*$"
)


def signature_start(folded: str, last: int) -> int | None:
    """Where the list of annexes, the signing organs and the day begin, below the last clause."""
    signed = _SIGNED.search(folded, last)
    return signed.start() + 1 if signed else None


def tail_start(folded: str, last: int) -> int | None:
    """Where closing words begin below the last clause.

    What speaks of the whole plan by name does so anywhere; other words do where the organs of
    the last clause stand above them.
    """
    place = folded.find("\n", last) + 1
    while place > 0:
        end = folded.find("\n", place)
        paragraph = folded[place : end if end >= 0 else None]
        if place == folded.find("\n", last) + 1 and "。" not in folded[last:place]:
            place = end + 1  # what a heading alone stands above belongs to it
            continue
        closes = {rule.id for rule in load_rules("closing") if rule.matches(paragraph)}
        if "takes_effect" in closes or (closes and _ORGANS_ABOVE.search(folded, last, place)):
            return place
        place = end + 1
    return None
