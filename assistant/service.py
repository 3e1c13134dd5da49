"""What the faces ask of Wence, over the library that is served."""

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from assistant.answer import Assistant
from assistant.compose.comparison import Row as Compared
from assistant.dialogue import State
from assistant.facts import Row, measures_of, targets_of
from assistant.generation.breaker import Breaker
from assistant.generation.model import LanguageModel
from assistant.generation.telling import Teller
from assistant.part_library import PartLibrary
from indexer.doubts import doubts_of
from indexer.errors import StoreError
from indexer.library import Library
from indexer.model import Answer, Clause, Document, SourceText, Span


class Service:
    """One open library and its assistants; exchanged as a whole when the corpus changes."""

    def __init__(
        self,
        library: Library,
        reopen: Callable[[], Library] | None = None,
        model: LanguageModel | None = None,
    ) -> None:
        """Takes an open library, what opens it anew after a change, and who tells its answers."""
        self._model = model
        self._breaker = Breaker()
        self._reopen = reopen
        self._opened = self._open(library)
        self._turn = threading.Lock()
        self.version = 0  # of what is served; counts the exchanges

    def _open(self, library: Library) -> "_Opened":
        teller = Teller(self._model, library, self._breaker) if self._model else None
        return _Opened(library, teller)

    @property
    def library(self) -> Library:
        """The library that is served now."""
        return self._opened.library

    def reload(self) -> None:
        """Serves the corpus as it is now; who is being answered keeps the former one.

        Raises:
            WenceError: the corpus cannot be opened; the former one is served on.
        """
        if self._reopen is None:
            return
        with self._turn:
            self._opened = self._open(self._reopen())
            self.version += 1

    @property
    def measures(self) -> list[Row]:
        """All measures of the full texts, as the exports give them."""
        return self._opened.measures

    @property
    def targets(self) -> list[Row]:
        """All targets of the full texts, each with the organs that lead its clause."""
        return self._opened.targets

    def doubts(self, doc_id: str) -> tuple[str, ...]:
        """Doubtful places of a document, one line each."""
        return self._opened.doubts(doc_id)

    def assistant(self, level: str | None = None) -> Assistant:
        """What answers over all documents, or over those of a level.

        Raises:
            StoreError: no document is of this level.
        """
        return self._opened.assistant(level)

    def answer(
        self,
        question: str,
        state: State | None = None,
        doc_id: str | None = None,
        level: str | None = None,
        history: Sequence[str] = (),
    ) -> Answer:
        """The rules' answer to a question, after what was spoken of and asked before."""
        assistant, teller = self.assistant(level), self._opened.teller
        answer = assistant.ask(question, doc_id, state)
        if teller is None:
            return answer
        return teller.restated(answer, assistant, doc_id, state, history)

    def ask(
        self,
        question: str,
        state: State,
        doc_id: str | None = None,
        level: str | None = None,
        history: Sequence[str] = (),
    ) -> tuple[Answer, State]:
        """The rules' answer to a question, and what is spoken of after it."""
        answer = self.answer(question, state, doc_id, level, history)
        return answer, self.assistant(level).state_after(answer, state, doc_id)

    @property
    def tells(self) -> bool:
        """Whether a language model tells the answers."""
        return self._opened.teller is not None

    def told(self, answer: Answer) -> Iterator[Answer]:
        """A rules' answer as the language model tells it, growing; itself where there is none."""
        teller = self._opened.teller
        return iter((answer,)) if teller is None else teller.told(answer)

    def told_whole(self, answer: Answer) -> Answer:
        """The same, once it is whole."""
        *_, last = self.told(answer)
        return last

    def compare(self, topic: str) -> list[Compared]:
        """A topic in every document, from the highest level down."""
        return self.assistant().compare(topic)[0]

    def clause(self, clause_id: str) -> Clause:
        """A clause by id."""
        return self.library.clause(clause_id)

    def document(self, doc_id: str) -> Document:
        """A document by id."""
        return self.library.document(doc_id)

    def source(self, doc_id: str) -> SourceText:
        """The source text of a document."""
        return self.library.source(doc_id)

    def has_picture(self, doc_id: str, span: Span) -> bool:
        """Whether the page on which a span begins can be shown as a picture."""
        return self.library.pdf_page(doc_id, span.start) is not None

    def siblings(self, clause_id: str) -> list[Clause]:
        """The clauses of the same parent, itself among them, in reading order."""
        clause = self.clause(clause_id)
        return [
            each
            for each in self.document(clause.doc_id).clauses
            if each.parent_id == clause.parent_id and each.depth == clause.depth
        ]

    def title(self) -> str:
        """The title of the corpus: that of its first document."""
        return self.library.documents[0].title

    def figures(self) -> dict[str, int]:
        """How many documents, measures and targets there are; digests are counted apart."""
        documents = self.library.originals
        return {
            "documents": len(documents),
            "measures": sum(1 for each in documents for _ in each.measures()),
            "targets": sum(len(each.targets) for each in documents),
            "digests": len(self.library.documents) - len(documents),
        }


class _Opened:
    """A library with its assistants: one for all documents, one for each level asked for."""

    def __init__(self, library: Library, teller: Teller | None) -> None:
        self.library, self.teller = library, teller
        self._levels: dict[str, Assistant] = {}
        self._doubts: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _whole(self) -> Assistant:
        return Assistant(self.library)

    @cached_property
    def measures(self) -> list[Row]:
        return measures_of(self.library)

    @cached_property
    def targets(self) -> list[Row]:
        return targets_of(self.library)

    def doubts(self, doc_id: str) -> tuple[str, ...]:
        if doc_id not in self._doubts:
            document, source = self.library.document(doc_id), self.library.source(doc_id)
            self._doubts[doc_id] = doubts_of(document, source)
        return self._doubts[doc_id]

    def assistant(self, level: str | None) -> Assistant:
        if level is None:
            return self._whole
        if level not in self._levels:
            kept = {each.doc_id for each in self.library.documents if each.level == level}
            if not kept:
                raise StoreError(f"文件库中没有{level}级的文件。层级写作国、省、市、区。")
            self._levels[level] = Assistant(PartLibrary(self.library, kept))
        return self._levels[level]
