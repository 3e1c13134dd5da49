"""What the page and other faces ask of Wence, over one open library."""

from assistant.answer import Assistant
from assistant.compose.comparison import Row
from assistant.dialogue import State
from indexer.build import Library
from indexer.model import Answer, Clause, Document, SourceText


class PageService:
    """Answers, clauses in their chapter, and the figures of the header."""

    def __init__(self, library: Library) -> None:
        """Takes an open library; loads what the first question needs."""
        self.library = library
        self._assistant = Assistant(library)

    def ask(self, question: str, state: State, doc_id: str | None = None) -> tuple[Answer, State]:
        """The cited answer to a question, and what is spoken of after it."""
        answer = self._assistant.ask(question, doc_id, state)
        return answer, self._assistant.state_after(answer, state, doc_id)

    def compare(self, topic: str) -> list[Row]:
        """A topic in every document, from the highest level down."""
        return self._assistant.compare(topic)[0]

    def clause(self, clause_id: str) -> Clause:
        """A clause by id."""
        return self.library.clause(clause_id)

    def document(self, doc_id: str) -> Document:
        """A document by id."""
        return self.library.document(doc_id)

    def source(self, doc_id: str) -> SourceText:
        """The source text of a document."""
        return self.library.source(doc_id)

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

    def overview(self) -> str:
        """1 份文件 · 60 项措施 · 28 项目标; digests are counted apart."""
        documents = self.library.originals
        digests = len(self.library.documents) - len(documents)
        beside = f" · 另有要点摘编 {digests} 份" if digests else ""
        measures = sum(1 for each in documents for _ in each.measures())
        targets = sum(len(each.targets) for each in documents)
        return f"{len(documents)} 份文件 · {measures} 项措施 · {targets} 项目标{beside}"
