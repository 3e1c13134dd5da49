r"""llama-index Documents -> one TextNode for each clause of the plan, with the tree between them.

Where its metadata names them, a document's ``doc_id``, ``title``, ``doc_number``, ``issuer``,
``level``, ``region`` and ``kind`` are taken from there, the rest is read from its text.

Example::

    from llama_index.core import Document
    from assistant.adapters import ClauseNodeParser

    text = "工作方案\n一、工作任务\n1.推进设备更新。（牵头单位：区财政局）\n"
    plan = Document(text=text, metadata={"doc_id": "plan"})
    nodes = ClauseNodeParser().get_nodes_from_documents([plan])
    assert [node.node_id for node in nodes] == ["plan#head", "plan#一", "plan#1"]
    assert nodes[2].parent_node.node_id == "plan#一"
    assert text[nodes[2].start_char_idx : nodes[2].end_char_idx] == nodes[2].text
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from llama_index.core.bridge.pydantic import Field
from llama_index.core.node_parser import NodeParser
from llama_index.core.node_parser.node_utils import default_id_func
from llama_index.core.schema import (
    BaseNode,
    MetadataMode,
    NodeRelationship,
    RelatedNodeInfo,
    TextNode,
)
from llama_index.core.schema import Document as LlamaDocument
from llama_index.core.utils import get_tqdm_iterable

from assistant.adapters.nodes import NOT_EMBEDDED, NOT_FOR_MODELS, metadata_of
from indexer.errors import WenceError
from indexer.lexicon import fingerprint
from indexer.model import CatalogEntry, Clause, Document, SourceText
from indexer.parse import VERSION, parse_document

_STATED = ("title", "doc_number", "issuer", "level", "region", "kind")


def _rules() -> str:
    return f"{VERSION}-{fingerprint()}"


class ClauseNodeParser(NodeParser):
    """Cuts plans into their clauses.

    A node's id is its clause_id, or what ``id_func`` makes, for stores that want UUIDs (Qdrant).
    A blank document gives no node. A plan must come whole: pages given as documents of their
    own are plans of their own.
    """

    # Part of llama-index's key of kept results: nodes made by other rules are not used again.
    rules: str = Field(default_factory=_rules, description="版本：条款解析规则")

    @classmethod
    def class_name(cls) -> str:
        """The name under which llama-index saves the parser."""
        return "ClauseNodeParser"

    def get_nodes_from_documents(
        self, documents: Sequence[LlamaDocument], show_progress: bool = False, **kwargs: Any
    ) -> list[BaseNode]:
        """The nodes of documents, in reading order.

        Raises:
            WenceError: what is given is no document, or two documents bear one id.
        """
        _check(documents)
        return list(super().get_nodes_from_documents(documents, show_progress, **kwargs))

    async def aget_nodes_from_documents(
        self, documents: Sequence[LlamaDocument], show_progress: bool = False, **kwargs: Any
    ) -> list[BaseNode]:
        """The same as ``get_nodes_from_documents``."""
        _check(documents)
        return list(await super().aget_nodes_from_documents(documents, show_progress, **kwargs))

    def _parse_nodes(
        self, nodes: Sequence[BaseNode], show_progress: bool = False, **kwargs: Any
    ) -> list[BaseNode]:
        shown = get_tqdm_iterable(nodes, show_progress, "正在解析条款")
        return [clause for node in shown for clause in self._clauses_of(node)]

    def _postprocess_parsed_nodes(
        self, nodes: list[BaseNode], parent_doc_map: dict[str, LlamaDocument]
    ) -> list[BaseNode]:
        """Leaves nodes as they are: they have all that the base class would look for.

        It would look for their text from the start of the document, and find an equal one.
        """
        return nodes

    def _clauses_of(self, given: BaseNode) -> list[BaseNode]:
        text = given.get_content(metadata_mode=MetadataMode.NONE)
        doc_id = _doc_id(given)
        stated = {key: str(given.metadata[key]) for key in _STATED if given.metadata.get(key)}
        entry = CatalogEntry(doc_id, Path(doc_id), **stated)  # type: ignore[arg-type]
        document = parse_document(SourceText(doc_id, text), entry)
        made = [self._node(clause, document, text, given) for clause in document.clauses]
        if self.id_func is not default_id_func:
            for place, node in enumerate(made):
                node.id_ = self.id_func(place, given)
        _relate(made, document.clauses, given, self.include_prev_next_rel)
        return list(made)

    def _node(self, clause: Clause, document: Document, text: str, given: BaseNode) -> TextNode:
        own = text[clause.own.start : clause.own.end]
        metadata = metadata_of(clause, document, own, clause.own, clause.page)
        inherited = dict(given.metadata) if self.include_metadata else {}
        # A page that the reader of the file knew is not undone by one that is not known here.
        known = {key: v for key, v in metadata.items() if v is not None or key not in inherited}
        return TextNode(
            id_=clause.clause_id,
            text=own,
            start_char_idx=clause.own.start,
            end_char_idx=clause.own.end,
            metadata=inherited | known,
            excluded_embed_metadata_keys=_joined(given.excluded_embed_metadata_keys, NOT_EMBEDDED),
            excluded_llm_metadata_keys=_joined(given.excluded_llm_metadata_keys, NOT_FOR_MODELS),
            metadata_template=given.metadata_template,
            metadata_separator=given.metadata_separator,
        )


def _joined(first: Sequence[str], second: Sequence[str]) -> list[str]:
    return list(dict.fromkeys((*first, *second)))


def _doc_id(given: BaseNode) -> str:
    return str(given.metadata.get("doc_id") or given.node_id)


def _check(documents: Sequence[Any]) -> None:
    seen: set[str] = set()
    for each in documents:
        if not isinstance(each, BaseNode):
            raise WenceError(
                f"ClauseNodeParser 要的是 llama-index 的 Document，收到的是 {type(each).__name__}。"
                "请写成 Document(text=全文)。"
            )
        doc_id = _doc_id(each)
        if doc_id in seen:
            raise WenceError(
                f"两份文件的编号都是 {doc_id}，条款编号会重复。请在 metadata 里给出不同的 doc_id。"
            )
        seen.add(doc_id)


def _relate(
    nodes: Sequence[TextNode], clauses: Sequence[Clause], given: BaseNode, in_order: bool
) -> None:
    """Links nodes to their document, parent, children and neighbours."""
    infos = [_info(node) for node in nodes]
    by_clause = {clause.clause_id: info for clause, info in zip(clauses, infos, strict=True)}
    children: dict[str, list[RelatedNodeInfo]] = {}
    for clause in clauses:
        if clause.parent_id:
            children.setdefault(clause.parent_id, []).append(by_clause[clause.clause_id])
    source = given.source_node or given.as_related_node_info()
    for place, (node, clause) in enumerate(zip(nodes, clauses, strict=True)):
        links: dict[NodeRelationship, Any] = {NodeRelationship.SOURCE: source}
        if clause.parent_id:
            links[NodeRelationship.PARENT] = by_clause[clause.parent_id]
        if clause.clause_id in children:
            links[NodeRelationship.CHILD] = children[clause.clause_id]
        if in_order and place:
            links[NodeRelationship.PREVIOUS] = infos[place - 1]
        if in_order and place + 1 < len(nodes):
            links[NodeRelationship.NEXT] = infos[place + 1]
        node.relationships = links


def _info(node: TextNode) -> RelatedNodeInfo:
    """A node as its neighbours name it: without its quote, which would be kept five times."""
    info = node.as_related_node_info()
    metadata = {key: value for key, value in info.metadata.items() if key != "quote"}
    return RelatedNodeInfo(
        node_id=info.node_id, node_type=info.node_type, metadata=metadata, hash=info.hash
    )
