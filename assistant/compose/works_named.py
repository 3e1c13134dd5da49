"""Works of which each has a cap of its own: 旧房整体装修, 厨房或卫生间局部改造."""

import re

from assistant.compose.grants import Grant

_ROOM = re.compile("厨房|卫生间|浴室|阳台")  # works are called by it: 只改厨房
_LEAST = 4  # characters of a name of works


def works_in(text: str, grant: Grant) -> bool:
    """Whether a question names the works that a cap is for, by their name or by their room."""
    works = grant.benefit.subject
    if len(works) < _LEAST or not grant.own.startswith(f"{works}，"):
        return False
    return works in text or bool(set(_ROOM.findall(works)) & set(_ROOM.findall(text)))
