"""Documents into the corpus and out of it, as the page does it: checked, reported, reloaded."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.service import Service
from assistant.settings import Settings
from assistant.web.render import status
from assistant.web.signing_in import Gate
from assistant.web.words import Words
from indexer.collection import Added, add_files, remove_document
from indexer.errors import WenceError

LARGEST_MB = 50
_DOUBTS = 5  # shown of one document


class Changing:
    """What staff does to the documents; each step asks again whether it may."""

    def __init__(self, service: Service, settings: Settings, words: Words, gate: Gate) -> None:
        """Takes the service that is reloaded, and where the documents lie."""
        self._service, self._corpus = service, settings.corpus
        self._words, self._gate = words, gate

    def added(self, signed: str, files: list[str] | None) -> Iterator[tuple[str, Any]]:
        """The report, file by file, while uploaded files are taken in."""
        words = self._words
        if not self._gate.lets(signed):
            yield status(words("library.staff_only")), gr.skip()
            return
        paths = [Path(each) for each in files or []]
        if not paths:
            yield status(words("library.nothing")), gr.skip()
            return
        lines: list[str] = []
        taken = 0
        try:
            for number, path in enumerate(paths, start=1):
                yield _progress(words, path, number, len(paths)) + _list(lines), gr.skip()
                if path.stat().st_size > LARGEST_MB * 1_000_000:
                    lines.append(escape(words("library.large", name=path.name, size=LARGEST_MB)))
                    continue
                for each in add_files(self._corpus, [path]):
                    lines += self._report(each)
                    taken += each.document is not None
            if taken:
                yield status(words("library.indexing")) + _list(lines), gr.skip()
                self._service.reload()
        except WenceError as error:
            lines.append(escape(str(error)))
        total = words("library.total", taken=taken, left=len(paths) - taken)
        yield status(total) + _list(lines), None

    def removed(self, signed: str, doc_id: str | None) -> tuple[str, Any]:
        """What came of taking a document out."""
        words, hidden = self._words, gr.Row(visible=False)
        if not self._gate.lets(signed):
            return status(words("library.staff_only")), hidden
        documents = {each.doc_id: each for each in self._service.library.documents}
        if doc_id not in documents:
            return "", hidden
        if len(documents) == 1:
            return status(words("library.last")), hidden
        try:
            remove_document(self._corpus, doc_id)
            self._service.reload()
        except WenceError as error:
            return status(str(error)), hidden
        return status(words("library.removed", title=documents[doc_id].title)), hidden

    def _report(self, added: Added) -> list[str]:
        """What was read of one file; its place on the server is nobody's business."""
        words, document = self._words, added.document
        if document is None:
            problem = added.problem.replace(str(added.file), added.file.name)
            return [escape(words("library.refused", problem=problem))]
        line = words(
            "library.added",
            title=document.title,
            kind=added.kind,
            clauses=len(document.clauses),
            measures=sum(1 for _ in document.measures()),
            organs=len(document.attributions),
            targets=len(document.targets),
            benefits=len(document.benefits),
        )
        doubts = (words("library.doubtful", doubt=each) for each in added.doubts[:_DOUBTS])
        return [escape(each) for each in (line, *doubts)]


def _progress(words: Words, path: Path, number: int, total: int) -> str:
    label = escape(words("library.reading", name=path.name, n=number, total=total))
    bar = f'<progress max="{total}" value="{number - 1}"></progress>'
    return f'<label role="status">{label} {bar}</label>'


def _list(lines: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{each}</li>' for each in lines)}</ul>" if lines else ""
