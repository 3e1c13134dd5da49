"""Whether an answer says only what its citations say, checked from the outside.

Nothing here is shared with ``assistant.citations``, so that an error of one does not hide in
the other. Every number, every organ of the corpus and every word between quotation marks has
to stand in the quotes or clauses that are cited (for a refusal: in those that it calls near),
to echo the question, to count what is shown or what the facts hold, or to be the result of a
sum that the answer shows and that is right.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from eval.arithmetic import NUMBER, sums_of
from eval.counts import Counts
from indexer.lexicon import load_rules
from indexer.library import Library
from indexer.model import Answer, Citation
from indexer.parse.numbering import parse_number
from indexer.parse.organs import canonical
from indexer.retrieve.scripts import simplified

_LEXICONS = Path(__file__).parent / "lexicons"
_SCALES = {"": 1.0, "万": 1e4, "亿": 1e8}
_NUMBER = re.compile(rf"(?P<number>{NUMBER})(?P<scale>[万亿]?)")
_HAN_YEAR = re.compile("[二两][〇零○Oo][〇零○一二三四五六七八九]{2}(?=年)")
_HAN_NUMBER = re.compile("[〇零一二三四五六七八九十百千]+")
_HAN_SCALE = re.compile("[一二三四五六七八九]?[十百千](?=[万亿])")  # 个/百万人
_TENTHS = re.compile(r"([\d一二两三四五六七八九])成")  # 首付2成
_AND_SOME = re.compile(
    "(?P<many>[一二两三四五六七八九十]+)万(?P<more>[一二三四五六七八九])(?!百|十)"
)
_HALF = re.compile(r"(\d+)(?:公里|万|个?小时|年|里|吨|亩|千?米)半")
_COUNTED = re.compile(r"\s*(?:项|条|个|份|家|处|种|类|部分)")
_DIFFERENCE = re.compile(rf"比[^。]*?(?:多|少|高|低|增加|减少|提高|降低)(?P<gap>{NUMBER})")
_NEXT = re.compile(r"第(?P<number>\d+)[\u4e00-\u9fff]{1,2}起")  # beyond a limit of one less
_TITLE_OR_ADDRESS = re.compile(r"https?://[\x21-\x7e]+")
_QUOTES = re.compile("[“”‘’「」『』\"']")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)年?")


class Grounding:
    """Checks answers over one library."""

    def __init__(self, library: Library) -> None:
        """Takes the library that the answers were drawn from."""
        self._library = library
        self._counts = Counts(library.documents)
        self._heads = {each.doc_id: each.clauses[0] for each in library.documents if each.clauses}

    def unsupported(self, answer: Answer) -> tuple[str, ...]:
        """The pieces of an answer that nothing supports, and the quotes that are not true."""
        cited = answer.citations or answer.related
        found = [f"引文：{each.quote}" for each in cited if not self._is_verbatim(each)]
        if answer.status == "not_found" and answer.citations:
            found.append("拒答带有引用")
        text = self._plain(answer)
        ground = "\n".join(self._said_by(each) for each in cited)
        asked = self._asked(answer)
        found += [f"数字：{each}" for each in self._numbers(answer, text, ground, asked)]
        found += [f"单位：{each}" for each in self._organs(text, ground + "\n" + asked)]
        named = "" if answer.citations else self._headings  # where a refusal found nothing
        found += [f"引号：{each}" for each in self._quoted(text, ground + named, asked)]
        return tuple(found)

    def _is_verbatim(self, citation: Citation) -> bool:
        source = self._library.source(citation.doc_id).text
        return source[citation.span.start : citation.span.end] == citation.quote

    def _said_by(self, citation: Citation) -> str:
        """All words of a citation: its quote and its clause, with and without layout."""
        clause = self._library.clause(citation.clause_id)
        texts = (citation.quote, clause.text)
        names = (*citation.path, clause.title, citation.title, citation.doc_number or "")
        pieces = [_even(each) for each in (*texts, *names, citation.clause)]
        # Section 13 is （十三）.
        pieces += [str(parse_number(each) or "") for each in _HAN_NUMBER.findall(citation.clause)]
        pieces += [each for text in texts for each in unicodedata.normalize("NFKC", text).split()]
        return "\n".join(pieces)

    def _plain(self, answer: Answer) -> str:
        """The text without markers, addresses, titles of documents that are held, own words."""
        text = re.sub(r"\[\d+\]", "", answer.text.replace("**", ""))
        text = _TITLE_OR_ADDRESS.sub(" ", text)
        text = "\n".join(_even(line) for line in text.split("\n"))
        for name in self._own_words:
            text = text.replace(name, " ")
        return text

    @cached_property
    def _own_words(self) -> list[str]:
        rules = load_rules("own_words", _LEXICONS)
        own = [f"“{form}”" for rule in rules for form in rule.forms]
        own += [f"《{_even(each.title)}》" for each in self._library.documents]
        return own

    def _asked(self, answer: Answer) -> str:
        """The question and how it was read: what a refusal may repeat."""
        read = [each for values in answer.slots.values() for each in values]
        return "\n".join(_even(simplified(each)) for each in (answer.question, *read))

    def _numbers(self, answer: Answer, text: str, ground: str, asked: str) -> Iterator[str]:
        held = _values(ground)
        held |= {float(hit[0]) for each in _han_years(ground) for hit in _NUMBER.finditer(each)}
        held |= {float(parse_number(each) or 0) for each in _HAN_SCALE.findall(ground)}
        held |= {
            10.0 * (parse_number(each.replace("两", "二")) or 0) for each in _TENTHS.findall(ground)
        }
        echoed = _values(asked) | _read_numbers(asked)
        counts = self._counts.of(answer, text)
        sums = list(sums_of(text))
        yield from (each.text for each in sums if not each.right)
        results = {value for each in sums if each.right for value in _values(each.result)}
        known = held | echoed | results
        derived = set(_derived(text, known))
        for hit in _NUMBER.finditer(text):
            value = _number(hit)
            counted = _COUNTED.match(text, hit.end()) and value in counts
            if not ({value, value * _SCALES[hit["scale"]]} & known or counted or value in derived):
                yield text[max(0, hit.start() - 4) : hit.end() + 2]

    @cached_property
    def _headings(self) -> str:
        clauses = (each for document in self._library.documents for each in document.clauses)
        return "\n" + "\n".join(_even(each.heading or "") for each in clauses)

    @cached_property
    def _organ(self) -> re.Pattern[str]:
        """Any organ of the corpus, the longest first."""
        names = {
            _even(name)
            for document in self._library.documents
            for each in document.attributions
            for name in (each.organ, each.canonical)
        }
        ordered = sorted((re.escape(each) for each in names if len(each) > 1), key=len)
        return re.compile("|".join(reversed(ordered)) or r"(?!)")

    def _organs(self, text: str, held: str) -> Iterator[str]:
        for name in dict.fromkeys(self._organ.findall(text)):
            # A refusal may call an organ as the plan does where the question uses its full name.
            if name not in held and canonical(name) not in held:
                yield name

    def _quoted(self, text: str, ground: str, asked: str) -> Iterator[str]:
        held, echo = _QUOTES.sub("", ground), _QUOTES.sub("", asked)
        for words in _between_marks(text):
            bare = _QUOTES.sub("", words)
            if bare in held or bare in echo:
                continue
            if not self._repeats(bare, echo):
                yield words

    def _repeats(self, words: str, asked: str) -> bool:
        """Whether words are of the question, parted where others were left out."""
        place = 0
        asked = asked.lower()
        for char in re.sub(r"[、,\s]", "", words).lower():
            place = asked.find(char, place) + 1
            if not place:
                return False
        return True


def _even(text: str) -> str:
    """A text without layout and variants of width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _number(hit: re.Match[str]) -> float:
    return float(hit["number"].replace(",", ""))


def _values(text: str) -> set[float]:
    """The numbers of a text, as written and with their scale."""
    found = set()
    for hit in _NUMBER.finditer(text):
        found |= {_number(hit), _number(hit) * _SCALES[hit["scale"]]}
        found |= {float(part) for part in hit["number"].split(",")}
    return found


def _han_years(text: str) -> Iterator[str]:
    for hit in _HAN_YEAR.finditer(text):
        year = parse_number(hit[0].replace("两", "二"))
        if year:
            yield str(year)


def _read_numbers(asked: str) -> set[float]:
    """Numbers of a question that an answer may write otherwise: 第十六条, 27年, 两台."""
    found = {2000.0 + int(hit[1]) for hit in _SHORT_YEAR.finditer(asked)}
    found |= {int(each) + 0.5 for each in _HALF.findall(asked)}
    found |= {
        10000.0 * (parse_number(hit["many"].replace("两", "二")) or 0)
        + 1000.0 * (parse_number(hit["more"]) or 0)
        for hit in _AND_SOME.finditer(asked)
    }
    asked = asked.replace("两", "二")
    for hit in _HAN_NUMBER.finditer(asked):
        value = parse_number(hit[0])
        scale = _SCALES.get(asked[hit.end() : hit.end() + 1], 1.0)  # 租金两万
        found |= {float(value), value * scale} if value is not None else set()
    return found


def _derived(text: str, known: set[float]) -> Iterator[float]:
    """Differences between figures that the answer shows, and the first beyond a limit."""
    shown = sorted(_values(text) & known)
    for hit in _DIFFERENCE.finditer(text):
        gap = float(hit["gap"].replace(",", ""))
        if any(abs(abs(a - b) - gap) < 1e-6 for a in shown for b in shown):
            yield gap
    for hit in _NEXT.finditer(text):
        if float(hit["number"]) - 1 in known:
            yield float(hit["number"])


def _between_marks(text: str) -> Iterator[str]:
    """What stands between the outermost “” or 「」, line by line; an open mark ends with its line."""
    for line in text.split("\n"):
        depth, begin = 0, 0
        for place, char in enumerate(line):
            if char in "“「":
                begin = place + 1 if depth == 0 else begin
                depth += 1
            elif char in "”」" and depth:
                depth -= 1
                if depth == 0 and place > begin:
                    yield line[begin:place]
