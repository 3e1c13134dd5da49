"""Names of goods with a character of the same sound instead: 空挑 is 空调, 洗一机 is 洗衣机.

People name few things so often in questions about benefits, so that a fragment which sounds like
one of these names, and is no word itself, is surely one; beside a slip of two characters nothing
else need be sure.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path

from assistant.hearing.sounds import blurred, is_han, readings
from indexer.lexicon import load_rules

_LEXICONS = Path(__file__).parent.parent / "lexicons"
_SHORT = 3  # characters of a name of which but one may be wrong


def meant(
    text: str,
    start: int,
    end: int,
    cut: Callable[[str], Sequence[str]],
    says: Callable[[str], bool],
    fixed: frozenset[str],
) -> str | None:
    """The one name of goods that a fragment of a text sounds like; None where it says something.

    Args:
        text: a run of Chinese characters.
        start: where the fragment begins.
        end: where it ends.
        cut: parts a text into the words of the language.
        says: whether the corpus says a word.
        fixed: characters that tell things apart; inside a name they tell nothing.
    """
    piece = text[start:end]
    names = [
        name
        for name in _by_sound().get(_sound(piece), ())
        if _fits(piece, name, fixed) and (len(name) >= _SHORT or says(name))
    ]
    if len(names) != 1 or says(piece):
        return None
    changed = {start + at for at in _changed(piece, names[0])}
    if len(piece) < _SHORT:  # 去哪家店: what stays of a short name must be free, too
        changed = set(range(start, end))
    words = [set(place) for place in _long_words(cut(text)) if changed & set(place)]
    inside = all(word < set(range(start, end)) for word in words)
    return names[0] if inside else None


def _fits(piece: str, name: str, fixed: frozenset[str]) -> bool:
    """Whether few enough characters differ, and none that tells things apart at an edge."""
    changed = _changed(piece, name)
    edge = (0, len(name) - 1)
    most = 1 if len(name) <= _SHORT else 2
    return 0 < len(changed) <= most and not any(
        at in edge and (piece[at] in fixed or name[at] in fixed) for at in changed
    )


def _changed(piece: str, name: str) -> list[int]:
    return [at for at, char in enumerate(name) if piece[at] != char]


def _long_words(words: Sequence[str]) -> Iterator[range]:
    """Where the words of two characters or more stand."""
    begin = 0
    for word in words:
        if len(word) > 1:
            yield range(begin, begin + len(word))
        begin += len(word)


@cache
def _by_sound() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The names of goods by each of their sounds, as those hear it who part few sounds."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for rule in load_rules("goods", _LEXICONS):
        for form in rule.forms:
            if len(form) > 1 and all(map(is_han, form)):
                for sound in product(*({blurred(each) for each in readings(c)} for c in form)):
                    found[sound] = (*found.get(sound, ()), form)
    return found


def _sound(text: str) -> tuple[str, ...]:
    return tuple(blurred(next(iter(readings(char)), "")) for char in text)
