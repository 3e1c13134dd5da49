"""Documents of llama-index -> clauses, and texts -> vectors: what each node and vector is."""

import pickle
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from llama_index.core import Document
from llama_index.core.schema import MetadataMode, TextNode

from assistant.adapters import ClauseNodeParser, WenceEmbedding
from indexer.build import Library
from indexer.errors import WenceError
from tests.conftest import HOME
from tests.finishing import finished

KEYS = {"clause_id", "path", "page", "quote"} | {"doc_id", "doc_number", "title", "start", "end"}
TWICE = "工作方案\n一、设备更新\n1.加强领导。\n二、以旧换新\n1.加强领导。\n2.加强领导。\n"


@pytest.fixture(scope="module")
def nodes(library: Library) -> list[TextNode]:
    """The clauses of the home plan, as llama-index gets them from its text."""
    return clauses_of(Document(text=library.source(HOME).text, id_=HOME))


def clauses_of(*documents: Document, **options: Any) -> list[TextNode]:
    found = ClauseNodeParser(**options).get_nodes_from_documents(list(documents))
    assert all(isinstance(each, TextNode) for each in found)
    return found  # type: ignore[return-value]


def test_each_clause_of_the_tree_is_a_node_with_its_words(
    nodes: list[TextNode], library: Library
) -> None:
    text, clauses = library.source(HOME).text, library.document(HOME).clauses
    assert [each.node_id for each in nodes] == [each.clause_id for each in clauses]
    for node in nodes:
        assert text[node.start_char_idx : node.end_char_idx] == node.text == node.metadata["quote"]
        assert node.metadata.keys() >= KEYS


def test_nodes_know_their_parents_children_neighbours_and_document(nodes: list[TextNode]) -> None:
    by_id = {each.node_id: each for each in nodes}
    for before, after in pairwise(nodes):
        assert before.next_node is not None
        assert before.next_node.node_id == after.node_id
        assert after.prev_node is not None
        assert after.prev_node.node_id == before.node_id
    for node in nodes:
        assert node.ref_doc_id == HOME
        for child in node.child_nodes or []:
            parent = by_id[child.node_id].parent_node
            assert parent is not None
            assert parent.node_id == node.node_id
            assert "quote" not in child.metadata
    assert sum(len(each.child_nodes or []) for each in nodes) == sum(
        each.parent_node is not None for each in nodes
    )


def test_equal_words_keep_their_own_places() -> None:
    text = TWICE.replace("加强领导。", "加强领导，衔接二、以旧换新。", 1)
    made = clauses_of(Document(text=text, id_="plan"))
    places = [text.rindex(words) for words in ("二、", "1.", "2.")]
    assert [each.start_char_idx for each in made[-3:]] == places
    assert len({each.node_id for each in made}) == len(made)


def test_a_plan_with_the_line_ends_of_windows_keeps_its_places() -> None:
    text = TWICE.replace("\n", "\r\n")
    for node in clauses_of(Document(text=text, id_="plan")):
        assert text[node.start_char_idx : node.end_char_idx] == node.text


def test_what_the_metadata_of_a_document_states_goes_before_its_text() -> None:
    given = {"doc_id": "plan", "title": "题目", "level": "省", "page": 7, "file_name": "a.txt"}
    node = clauses_of(Document(text=TWICE, metadata=given))[0]
    assert node.metadata["title"] == "题目"
    assert node.metadata["level"] == "省"
    assert node.metadata["page"] == 7
    assert node.metadata["file_name"] == "a.txt"
    assert node.node_id == "plan#head"


def test_only_headings_and_words_of_a_clause_are_embedded(nodes: list[TextNode]) -> None:
    content = nodes[4].get_content(metadata_mode=MetadataMode.EMBED)
    assert content == f"path: {nodes[4].metadata['path']}\n\n{nodes[4].text}"
    assert "quote" not in nodes[4].get_content(metadata_mode=MetadataMode.LLM)


def test_a_blank_document_gives_no_node() -> None:
    assert clauses_of(Document(text=" \n"), Document(text="")) == []


def test_ids_can_be_made_for_stores_that_want_uuids() -> None:
    made = clauses_of(Document(text=TWICE, id_="p"), id_func=lambda place, given: f"{place:08d}")
    assert made[2].node_id == "00000002"
    assert made[2].parent_node is not None
    assert made[2].parent_node.node_id == "00000001"
    assert made[2].metadata["clause_id"] == "p#一.1"


@pytest.mark.parametrize(
    "given",
    [
        ["全文"],
        [
            Document(text=TWICE, metadata={"doc_id": "a"}),
            Document(text="", metadata={"doc_id": "a"}),
        ],
    ],
)
def test_what_is_no_document_or_comes_twice_is_told_in_one_line(given: list[Any]) -> None:
    with pytest.raises(WenceError, match=r"^[^\n]*请[^\n]*$"):
        ClauseNodeParser().get_nodes_from_documents(given)
    with pytest.raises(WenceError):
        finished(ClauseNodeParser().aget_nodes_from_documents(given))


# Vectors


def test_vectors_have_length_one_and_one_space_for_questions_and_texts() -> None:
    model = WenceEmbedding()
    batch = model.get_text_embedding_batch(["燃气管道更新", "学前教育"])
    assert np.linalg.norm(batch, axis=1) == pytest.approx(1, abs=1e-5)
    assert model.get_query_embedding("燃气管道更新") == pytest.approx(batch[0])


def test_one_at_a_time_in_batches_or_async_the_vectors_are_the_same() -> None:
    model = WenceEmbedding(embed_batch_size=2)
    texts = ["燃气管道更新", "学前教育", "农机报废"]
    batch = model.get_text_embedding_batch(texts)
    assert [model.get_text_embedding(each) for each in texts] == batch
    assert finished(model.aget_text_embedding_batch(texts)) == batch
    assert finished(model.aget_text_embedding(texts[2])) == batch[2]
    assert finished(model.aget_query_embedding(texts[1])) == pytest.approx(batch[1])


def test_a_text_without_known_words_has_a_length_too() -> None:
    model = WenceEmbedding()
    assert np.linalg.norm(model.get_text_embedding("？！ …")) == pytest.approx(1, abs=1e-5)


def test_words_cut_by_the_end_of_a_line_are_read_whole() -> None:
    model = WenceEmbedding()
    assert model.get_text_embedding("老旧农\n\n机报废") == model.get_text_embedding("老旧农机报废")


def test_the_model_travels_to_other_processes_and_through_llama_index_s_saving() -> None:
    model = WenceEmbedding()
    for again in (pickle.loads(pickle.dumps(model)), WenceEmbedding.from_dict(model.to_dict())):
        assert again.get_text_embedding("农机") == model.get_text_embedding("农机")
    assert "static" in model.model_name


def test_an_encoder_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(WenceError, match=r"^[^\n]+$"):
        WenceEmbedding(tmp_path / "none")


def test_what_is_no_text_is_not_embedded() -> None:
    with pytest.raises(WenceError, match="int"):
        WenceEmbedding().get_text_embedding(7)  # type: ignore[arg-type]
