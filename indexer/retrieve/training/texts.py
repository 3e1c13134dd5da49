"""Training texts: the folder's news, sentence pairs, synonyms and plans, as they lie.

Nothing here is random: order and content depend on the files alone. Format and licence of
each source stand in the data folder's README.
"""

import csv
import gzip
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

_SENTENCE = re.compile(r"[^。！？；]+[。！？；]?")
_PREFIX = re.compile(r"^\S+ \S+，正文：")
_TAGGED = ("entailment", "1")
_CLOSE = 4.0  # of 5 in the STS sets: the same meaning
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[.．、])")


def read_news(data: Path) -> Iterator[str]:
    """One article after the other, without its date."""
    with gzip.open(data / "train" / "news.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            text = _PREFIX.sub("", line.strip())
            if len(text) > 40:
                yield text


def sentences(text: str) -> list[str]:
    """The sentences of a text, with their full stops."""
    return [each.strip() for each in _SENTENCE.findall(text) if each.strip()]


def read_pairs(data: Path) -> Iterator[tuple[str, str]]:
    """Sentence pairs that mean the same, from the labelled sets."""
    folder = data / "train" / "pairs"
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".tsv", ".csv"):
            yield from _pairs_of(path)


def _pairs_of(path: Path) -> Iterator[tuple[str, str]]:
    comma = path.suffix == ".csv" and "BQ" in str(path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines, delimiter="," if comma else "\t", quoting=csv.QUOTE_NONE)
        for row in rows:
            if len(row) == 4:  # a leading number (ATEC, PAWS-X, STS)
                row = row[1:]
            if len(row) == 3 and _same(row[2]):
                yield row[0].strip("\ufeff "), row[1].strip()


def _same(label: str) -> bool:
    if label in _TAGGED:
        return True
    try:
        return float(label) >= _CLOSE
    except ValueError:
        return False


def read_synonyms(data: Path) -> Iterator[tuple[str, str]]:
    """Words of one meaning (lines marked =), each with the first of its line."""
    path = data / "train" / "lexicons" / "chinese_dictionary" / "dict_synonym.txt"
    for line in path.read_text("utf-8").splitlines():
        code, _, rest = line.partition(" ")
        words = rest.split()
        if code.endswith("="):
            yield from itertools.pairwise(words)


def read_headed(data: Path) -> Iterator[tuple[str, str]]:
    """Headings of plans with the text that follows them; the home plan is left out."""
    for path in sorted((data / "plans").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            line = line.strip()
            if _HEADING.match(line):
                heading, _, body = _HEADING.sub("", line).partition("。")
                if 4 <= len(heading) <= 40 and len(body) > 20:
                    yield heading, body
