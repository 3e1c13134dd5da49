"""Which organs a question names: full names, short forms, old names, slips of typing.

A short form of a Chinese organ keeps characters of the name in order (工信局 of
区工业信息化和科技局, 经开区管委会 of 明水经济技术开发区管理委员会), so a mention is resolved, in
this order, by: the name itself; the colloquial names of ``organs.toml``; a subsequence of
exactly one organ's name; the name with one character wrong, or typed by its sound.
Several fits: none.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from assistant.organ_fields import OrganFields, field_of
from assistant.organ_likeness import is_short_form, nearly, sound_of, sounds_like
from indexer.lexicon import Forms, Patterns, load_rules
from indexer.parse.organs import canonical, without_level

_LEXICONS = Path(__file__).parent / "lexicons"
_MENTIONS = Patterns("organ_mentions", _LEXICONS)
_LEVELS = "区市省县"  # 市教育局 is not the 教育局 of a 区
_LONGEST = 22
# 北京市税务局 is 市税务局 to those of the place, and 北京市商务局 is the plan's 市商务局.
_OF_PLACE = re.compile(
    "(?![省市区县州旗])[\u4e00-\u9fff]{2,3}(?=[省市区县州旗][\u4e00-\u9fff]{2,})"
)
_TWO_SIGNS = re.compile("[省市区县州旗]([\u4e00-\u9fff][委办])$")  # 区教委, as people say 教委
_SHORT_FORMS = 4096  # pieces of questions whose organs are kept
_TEXTS = 256  # questions whose organs are kept: what is asked is read in several ways
_LATIN = re.compile("[A-Za-z]{6,}")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_FUZZY_FROM = 6  # a name of fewer characters is not recognised through a slip


@dataclass(frozen=True, slots=True)
class Mention:
    """An organ named in a question; ``names`` are canonical, empty: not in the corpus."""

    start: int
    end: int
    text: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class OrganNames:
    """All organs of a corpus, and the ways to name them."""

    canonical: tuple[str, ...]
    headings: str = ""

    @classmethod
    def from_names(cls, names: Iterable[str], headings: Iterable[str] = ()) -> "OrganNames":
        """From names as written or canonical; repeated ones count once.

        ``headings`` of clauses tell 财政 in 加大财政支持力度 from the organ 财政.
        """
        unique = tuple(dict.fromkeys(canonical(name) for name in names))
        return cls(unique, "\n".join(headings))

    @cached_property
    def _exact(self) -> dict[str, tuple[str, ...]]:
        """Every alias that names an organ outright."""
        aliases: dict[str, list[str]] = {}

        def add(alias: str, name: str) -> None:
            if len(alias) >= 2 and name not in aliases.setdefault(alias, []):
                aliases[alias].append(name)

        colloquial = [r for r in load_rules("organs") if r.fields["kind"] == "colloquial"]
        for name in self.canonical:
            bare = without_level(name)
            of_place = _OF_PLACE.match(name)
            local = name[of_place.end() :] if of_place else name
            for alias in (name, bare, local, re.sub("（.*?）", "", name)):
                add(alias, name)
            if short := _TWO_SIGNS.match(name):
                add(short[1], name)
            for rule in colloquial:
                full = str(rule.fields["full"])
                if full in name or full.replace("和", "") in name:
                    level = name[: len(name) - len(bare)]
                    for form in rule.forms:
                        if form in rule.fields.get("apart", ()) and field_of(form) not in name:
                            continue
                        add(form, name)
                        add(level + form, name)
        return {alias: tuple(names) for alias, names in aliases.items()}

    @property
    def aliases(self) -> Iterable[str]:
        """Every name that means an organ outright."""
        return self._exact.keys()

    @cached_property
    def _bare(self) -> list[tuple[str, str]]:
        """Each name with itself, its level left out."""
        return [(name, without_level(name)) for name in self.canonical]

    @cached_property
    def _aliases_held(self) -> Forms:
        return Forms(self._exact)

    @cached_property
    def _fuzzy(self) -> list[tuple[str, tuple[tuple[str, frozenset[str]], ...]]]:
        """Each name with the aliases that are known through a slip, and their characters."""
        return [
            (
                name,
                tuple((each, frozenset(each)) for each in (name, bare) if len(each) >= _FUZZY_FROM),
            )
            for name, bare in self._bare
        ]

    @cached_property
    def _fields(self) -> OrganFields:
        return OrganFields(self._exact, self.headings)

    @cached_property
    def _find(self) -> Callable[[str], tuple[Mention, ...]]:
        return lru_cache(_TEXTS)(self._find_now)

    @cached_property
    def _short_form(self) -> Callable[[str], tuple[str, ...] | None]:
        return lru_cache(_SHORT_FORMS)(self._abbreviated)

    def find(self, text: str) -> list[Mention]:
        """Mentions in a folded question, left to right, the longest first at each place."""
        return list(self._find(text))

    def _find_now(self, text: str) -> tuple[Mention, ...]:
        found = self._slips(text) or self._homophones(text) or self._by_sound(text)
        fields = {at: Mention(at, end, text[at:end], n) for at, end, n in self._fields.find(text)}
        place = 0
        while place < len(text):
            mention = next((m for m in found if m.start <= place < m.end), None)
            if mention is None:
                mention = self._at(text, place) or fields.get(place)
                found += [mention] if mention else []
            place = mention.end if mention else place + 1
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _at(self, text: str, place: int) -> Mention | None:
        for end in range(min(len(text), place + _LONGEST), place + 1, -1):
            piece = text[place:end]
            names = self._exact.get(piece)
            if names is None and piece.endswith(_ends()):
                names = self._short_form(piece)
            if names and text.endswith("国家", 0, place):
                return None
            if names and place and text[place - 1] in _LEVELS:
                names = tuple(name for name in names if name[0] in (text[place - 1], piece[0]))
            if names and not self._in_heading(text, place, end):
                return Mention(place, end, piece, names)
        return None

    def _in_heading(self, text: str, start: int, end: int) -> bool:
        """Whether a name without an organ's ending is but a part of a heading's words."""
        if text[start:end].endswith(_ends()):
            return False
        around = (text[max(0, start - 2) : end], text[start : end + 2])
        return any(len(each) >= end - start + 2 and each in self.headings for each in around)

    def _abbreviated(self, piece: str) -> tuple[str, ...] | None:
        """Organs whose name holds the characters of ``piece`` in order."""
        if len(piece) < 3 or piece[0] in "和与" or _MENTIONS["no_organ"].search(piece):
            return None
        level = piece[0] if without_level(piece) != piece or piece[0] in _LEVELS else ""
        core = re.sub("[和与]", "", piece[len(level) :] if level else piece)
        if len(core) < 3:
            return None
        fits = [
            name
            for name, bare in self._bare
            if name.startswith(level) and is_short_form(core, bare)
        ]
        return tuple(fits) if len(fits) == 1 else None

    def _slips(self, text: str) -> list[Mention]:
        """A full name with one character wrong, missing or too many."""
        found: dict[tuple[int, int], Mention] = {}
        several: set[tuple[int, int]] = set()
        held = frozenset(text)
        for name, aliases in self._fuzzy:
            for alias, chars in aliases:
                if len(chars - held) > 1 or alias in text:
                    continue
                place = nearly(text, alias)
                if place and not self._is_another(text[slice(*place)], name):
                    mention = Mention(*place, text[slice(*place)], (name,))
                    if found.setdefault(place, mention).names != mention.names:
                        several.add(place)
                    break
        return [mention for place, mention in found.items() if place not in several]

    def _is_another(self, slip: str, name: str) -> bool:
        """Whether what nearly is the name of an organ ends in the whole name of another one."""
        ends = (slip[at:] for at in range(1, len(slip) - 2))
        return any(name not in self._exact.get(end, (name,)) for end in ends)

    def _homophones(self, text: str) -> list[Mention]:
        """An organ typed with characters of the same sound: 区财整局 for 区财政局."""
        if self._aliases_held.held(text):
            return []
        for piece in self.unknown(text):
            sound = sound_of(piece)
            names = {n for n in self.canonical if len(n) == len(piece) and sound_of(n) == sound}
            names = names or self._by_whole_sound.get(sound, set())
            if len(names) == 1:
                start = text.index(piece)
                return [Mention(start, start + len(piece), piece, tuple(names))]
        return []

    @cached_property
    def _by_whole_sound(self) -> dict[tuple[str, ...], set[str]]:
        """The names that each sound of a name, or of what people call it, may mean."""
        found: dict[tuple[str, ...], set[str]] = {}
        for alias, names in self._exact.items():
            if alias.endswith(_ends()):
                found.setdefault(sound_of(alias), set()).update(names)
        return found

    def _by_sound(self, text: str) -> list[Mention]:
        """Organs typed in Latin letters beside Chinese words: fagaiju牵头哪些."""
        found = []
        for hit in _LATIN.finditer(text) if _CHINESE.search(text) else ():
            names = [
                name for name, bare in self._bare if sounds_like(hit[0].lower(), sound_of(bare))
            ]
            if len(names) == 1:
                found.append(Mention(hit.start(), hit.end(), hit[0], tuple(names)))
        return found

    def like(self, unknown: str) -> list[str]:
        """The organs whose field people may mean by the name of one that the corpus lacks."""
        fulls = [
            str(rule.fields["full"])
            for rule in load_rules("organs")
            if any(unknown.endswith(form) for form in rule.fields.get("apart", ()))
        ]
        return [name for name in self.canonical if any(full in name for full in fulls)]

    def unknown(self, text: str) -> list[str]:
        """Names that look like organs and are none of the corpus: 区气象局."""
        found = []
        for hit in _MENTIONS["looks_like_one"].finditer(text):
            before = text[max(0, hit.start() - 8) : hit.start()]
            level = max(before.rfind(char) for char in _LEVELS)
            name = (before[level:] if level >= 0 else before[-2:]) + hit[0]
            plain = re.fullmatch("[\u4e00-\u9fff]{3,}", name)
            if (
                plain
                and not _MENTIONS["no_organ"].search(name)
                and not _MENTIONS["asks"].search(name)
            ):
                found.append(name)
        return found


@cache
def _ends() -> tuple[str, ...]:
    """What the name of an organ ends in."""
    return next(rule.forms for rule in load_rules("organ_mentions", _LEXICONS) if rule.id == "ends")
