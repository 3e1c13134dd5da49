"""Sentences dressed as real endpoints send them, so that what a check makes of the dress is measured, too."""

import random
import re
from collections.abc import Iterable, Iterator

_MARKER = re.compile(r"\[(\d+)\]")
_MARKERS = (
    "[{}]",
    "【{}】",
    "［{}］",
    "[^{}]",
    "[citation:{}]",
    "（见[{}]）",
    "【条款{}】",
    "[{}](#c{})",
)
_LINES = ("{}", "- {}", "1. {}", "> {}", "* **{}**", "**{}**", "根据提供的条款，{}", "答：{}")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_BEFORE = ("", "", "<think>{}</think>\n\n", "先想一想。{}\n</think>\n\n", "好的，以下是回答：\n\n")
_AFTER = (
    "",
    "\n\n参考资料：\n[1] 《方案》第一条\n",
    "\n以上信息仅供参考，如有疑问请咨询有关部门。",
)


def dressed(sentences: Iterable[str], thought: str, chance: random.Random) -> Iterator[str]:
    """The sentences, a line each, between what models write before and after them.

    Args:
        sentences: as they should be shown.
        thought: what is thought aloud, if anything is.
        chance: chooses the dress.
    """
    yield chance.choice(_BEFORE).replace("{}", thought)
    for sentence in sentences:
        form = chance.choice(_MARKERS)
        body = sentence.translate(_WIDE) if chance.random() < 0.25 else sentence
        body = "".join(
            form.replace("{}", part) if place % 2 else part
            for place, part in enumerate(_MARKER.split(body))
        )
        yield chance.choice(_LINES).replace("{}", body) + "\n"
    yield chance.choice(_AFTER)
