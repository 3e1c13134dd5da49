"""Document -> passages: each clause that has text, under its heading path.

A passage is found by its words (sparse) and by the windows of its text (dense): one for the
heading, one for each sentence. Every window cites the clause that it came from.
"""

import re
from collections.abc import Iterable, Iterator

from indexer.model import Attribution, Clause, Document, Passage
from indexer.parse.normalize import fold

PLACE_BITS = 20  # clauses of one document: up to a million
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；\n]?")
_BRACKET = re.compile("[（）]")
_LABEL = re.compile(
    r"^(?:第?[一二三四五六七八九十百零]+[章节条]?[、.\s]|（[一二三四五六七八九十百\d]+）|\d+[.、])\s*"
)
_SHORT, _LONG = 12, 160  # characters of a window
_STEP = 120  # a sentence beyond the longest window is read in overlapping steps
_OPENING = 16  # a bracket of organs says whose they are within so many characters


def to_passages(document: Document, number: int) -> list[Passage]:
    """The passages of the document that bears ``number`` in the store.

    A heading without text of its own is no passage: the clauses under it bear it in their path.
    """
    organs: dict[str, list[Attribution]] = {}
    parents = {each.parent_id for each in document.clauses}
    for each in document.attributions:
        organs.setdefault(each.clause_id, []).append(each)
    return [
        to_passage(clause, organs.get(clause.clause_id, ()), number << PLACE_BITS | place)
        for place, clause in enumerate(document.clauses)
        if clause.text and not (clause.clause_id in parents and _bare(clause))
    ]


def _bare(clause: Clause) -> bool:
    return clause.text.replace("\n", "").strip("。；") == (clause.heading or "").strip("。；")


def document_of(number: int) -> int:
    """The number of the document that a passage belongs to."""
    return number >> PLACE_BITS


def place_of(number: int) -> int:
    """The place of a passage's clause in its document."""
    return number & ((1 << PLACE_BITS) - 1)


def to_passage(clause: Clause, named: Iterable[Attribution], number: int) -> Passage:
    """The passage of a clause with the organs that it names."""
    named = list(named)
    text = fold(clause.text)
    written = [fold(each.organ) for each in named]
    return Passage(
        number=number,
        clause_id=clause.clause_id,
        doc_id=clause.doc_id,
        text=text,
        heading=fold(clause.title),
        path=clause.path[:-1],
        span=clause.own,
        body=without_organs(text, written),
        organs=tuple(dict.fromkeys(each.canonical for each in named)),
    )


def without_organs(text: str, organs: Iterable[str]) -> str:
    """``text`` without the brackets, or the line, that name its organs."""
    for organ in organs:
        for hit in re.finditer(re.escape(organ), text):
            start = text.rfind("（", max(0, hit.start() - _OPENING), hit.start())
            end = _closing(text, start) if start >= 0 else -1
            if end > hit.start():
                text = text[:start] + text[end:]
                break
    return text


def _closing(text: str, start: int) -> int:
    """Behind the bracket that closes the one at ``start``; -1 where none does."""
    depth = 0
    for bracket in _BRACKET.finditer(text, start):
        depth += 1 if bracket[0] == "（" else -1
        if depth == 0:
            return bracket.end()
    return -1


def heading_of(passage: Passage) -> str:
    """The heading without its number."""
    return _LABEL.sub("", passage.heading)


def sentences(passage: Passage) -> list[str]:
    """The sentences of the body; short ones join the one before."""
    found: list[str] = []
    for hit in _SENTENCE.finditer(passage.body):
        sentence = hit[0].strip()
        if found and (len(sentence) < _SHORT or len(found[-1]) < _SHORT):
            found[-1] += sentence
        elif sentence:
            found.append(sentence)
    return found


def windows(passage: Passage) -> list[str]:
    """What is encoded: the heading, then the sentences, long ones in overlapping steps."""
    heading = heading_of(passage)
    found = [heading] if heading else []
    for sentence in sentences(passage):
        found += _steps(sentence)
    return found or [passage.text]


def _steps(sentence: str) -> Iterator[str]:
    if len(sentence) <= _LONG:
        yield sentence
        return
    for start in range(0, len(sentence) - (_LONG - _STEP), _STEP):
        yield sentence[start : start + _LONG]
