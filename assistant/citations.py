"""Draft -> Answer: numbered, verbatim quotes, and every statement checked against them.

A statement is shown only if each of its numbers, years and organs stands in a clause that it
cites (or is a count of what it shows), and each quote equals the source at its span. A
statement that fails gives way to the words that it stands on.
"""

import re
from collections.abc import Callable, Sequence

from assistant.draft import Draft, Evidence, Statement
from indexer.model import Answer, Citation, Clause, Document, SourceText
from indexer.parse.normalize import fold, squeeze
from indexer.parse.numbering import article_of

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ENGLISH = re.compile("[a-z]{2} [a-z]{2}")
_ROW_NUMBER = re.compile(r"(^|[：；])(?:\s*\|\s*\d{1,3}\s*\||\d{1,3}\t)")
_CELLS = re.compile(r"\s*[|\t](?:[\s|:-]*[|\t])?\s*")
_BEFORE_ROW = re.compile(r"(?<=[^\n；。])\n+(?=[^\n]*[\t|])")
_BEHIND_ROW = re.compile(r"([\t|][^\n]*)\n")
_SENTENCE_END = re.compile(r"([。；：.:]?)$")


class Citer:
    """Makes and checks the citations of one answer."""

    def __init__(
        self,
        document: Callable[[str], Document],
        source: Callable[[str], SourceText],
        organs: Sequence[str],
        several: bool = False,
    ) -> None:
        """Takes the ways to documents and sources, and the organ names of the corpus.

        With ``several`` documents an answer names the one that each statement stands on.
        """
        self._several = several
        self._document = document
        self._source = source
        self._organs = sorted(set(organs), key=len, reverse=True)
        self._markers: dict[Evidence, int] = {}

    def answer(self, question: str, draft: Draft) -> Answer:
        """The answer that the draft supports."""
        kept = [each if self._holds(each) else self._verbatim(each) for each in draft.statements]
        lines = [(each, self._marked(each)) for each in self._with_titles(kept, draft.named)]
        text = "\n".join(line for _, line in lines)
        summary = "\n".join(line for each, line in lines if not each.row)
        citations = tuple(self._cite(ev, number) for ev, number in self._markers.items())
        found = draft.found and bool(citations)
        nearest = {each.clause_id for each in citations}
        related = citations + tuple(
            self._cite(each, len(self._markers) + place)
            for place, each in enumerate(draft.related, start=1)
            if each.clause.clause_id not in nearest
        )
        return Answer(
            question=question,
            status="answered" if found else "not_found",
            intent=draft.intent,
            text=text,
            citations=citations if found else (),
            related=related if not found else (),
            table=draft.table if found else None,
            summary=summary,
        )

    def _verbatim(self, statement: Statement) -> Statement:
        """What a statement stands on, in the words of the source, where its own do not hold."""
        quotes = [
            shown(self._source(ev.clause.doc_id).text[ev.span.start : ev.span.end])
            for ev in statement.evidence
        ]
        lead = "The text says: " if _ENGLISH.search(statement.text) else "原文是："
        return Statement(f"{lead}{'；'.join(quotes)}", statement.evidence, row=statement.row)

    def _with_titles(self, statements: Sequence[Statement], named: bool) -> list[Statement]:
        """Statements of several documents under the title of each."""
        spoken = dict.fromkeys(ev.clause.doc_id for each in statements for ev in each.evidence[:1])
        if named or not spoken or not self._several:
            return list(statements)
        found: list[Statement] = []
        current = None
        for each in statements:
            doc_id = each.evidence[0].clause.doc_id if each.evidence else current
            if doc_id != current:
                title = fold(self._document(doc_id).title) if doc_id else ""
                found.append(Statement(f"**《{title}》**：", row=each.row))
                current = doc_id
            found.append(each)
        return found

    def _holds(self, statement: Statement) -> bool:
        """Whether numbers and organs of a statement stand in what it cites."""
        if not statement.evidence:
            return True
        ground = "\n".join(self._ground(each.clause) for each in statement.evidence)
        text = fold(statement.text)
        numbers = {float(each) for each in _NUMBER.findall(ground)}
        numbers |= {float(each) for each in statement.derived}
        if any(float(each) not in numbers for each in _NUMBER.findall(text)):
            return False
        rest = text
        for organ in self._organs:
            if organ in rest:
                if organ not in ground:
                    return False
                rest = rest.replace(organ, " ")
        return True

    def _ground(self, clause: Clause) -> str:
        document = self._document(clause.doc_id)
        label = f"{clause.label} " if clause.label.isdigit() else ""
        meta = f"{document.title} {document.doc_number or ''}"
        said = rows_apart(clause.text)
        return fold(f"{label}{meta} {' '.join(clause.path)} {said}").replace("\n", "")

    def _marked(self, statement: Statement) -> str:
        """The statement with its markers before the closing mark."""
        markers = "".join(f"[{self._number(each)}]" for each in statement.evidence)
        text = _cells_apart(statement.text)
        if not markers:
            return text
        return _SENTENCE_END.sub(lambda end: markers + end[1], text, count=1)

    def _number(self, evidence: Evidence) -> int:
        return self._markers.setdefault(evidence, len(self._markers) + 1)

    def _cite(self, evidence: Evidence, marker: int) -> Citation:
        clause = evidence.clause
        document = self._document(clause.doc_id)
        source = self._source(clause.doc_id)
        return Citation(
            marker=marker,
            clause_id=clause.clause_id,
            doc_id=clause.doc_id,
            doc_number=document.doc_number,
            title=document.title,
            clause=article_of(clause) or clause.label,  # as the law is quoted
            path=clause.path,
            quote=source.text[evidence.span.start : evidence.span.end],
            span=evidence.span,
            page=source.page_of(evidence.span.start),
            kind=document.kind,
        )


def shown(quote: str) -> str:
    """A quote as an answer shows it: one line, variants of width folded, cells parted by ；."""
    return _cells_apart(fold(squeeze(rows_apart(quote))))


def rows_apart(text: str) -> str:
    """A text whose rows of cells end in ；, so that joining its lines joins no two rows."""
    if "|" not in text and "\t" not in text:
        return text
    return _BEHIND_ROW.sub(r"\1；", _BEFORE_ROW.sub("；", text))


def _cells_apart(text: str) -> str:
    """A row of a table as words: its number gone, its cells parted by ；."""
    if "|" not in text and "\t" not in text:
        return text
    parted = _CELLS.sub("；", _ROW_NUMBER.sub(r"\1", text))
    return re.sub("([：；。，]|^)；+", r"\1", parted).strip("；")
