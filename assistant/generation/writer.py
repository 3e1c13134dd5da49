"""The rules' answer told more fluently by a model: sentence by sentence, each checked before it is shown."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.generation.breaker import Breaker
from assistant.generation.checking import Checker, is_order, without_orders
from assistant.generation.figures import figures_of
from assistant.generation.layout import MARKER
from assistant.generation.model import LanguageModel, ModelError, UnreachableError
from assistant.generation.prompts import load_prompt
from assistant.generation.sentences import markers_of, sentences
from assistant.knowledge import Knowledge
from assistant.organ_names import OrganNames
from indexer.model import Answer, Citation
from indexer.parse.normalize import fold

_LONGEST_CLAUSE = 1500  # characters of a clause that are sent
_MOST_SENTENCES = 12  # with a marker; a bullet is one, too
_FEWEST_KEPT = 0.5  # of the sentences written; fewer say too little
_CHINESE = re.compile("[\u4e00-\u9fff]")
_LABEL = re.compile(r"第[\d.]+条(?:“[^”]*”)?")


class Writer:
    """Writes answers with one model; threads may share it."""

    def __init__(self, model: LanguageModel, breaker: Breaker | None = None) -> None:
        """Takes the model, and what keeps it from being asked while it fails."""
        self._model = model
        self._breaker = breaker or Breaker()

    def written(self, answer: Answer, knowledge: Knowledge) -> Iterator[Answer]:
        """The answer as it grows; the last one is whole.

        Lists, refusals, sums, English answers and questions that give orders stay with the
        rules; so does all that a model that fails, or says too little, leaves.
        """
        citations = {each.marker: each for each in answer.citations}
        if not _fits(answer, citations, knowledge):
            yield answer
            return
        if not self._breaker.lets():
            yield replace(answer, notice="大模型暂时不可用，以下是规则给出的回答。")
            return
        kept: list[str] = []
        dropped = 0
        perhaps_thought = False
        try:
            for sentence, fault in self._sentences(answer, knowledge, citations):
                if sentence is None:  # what came so far was thought aloud
                    kept, dropped, perhaps_thought = [], 0, False
                elif fault is not None:
                    dropped += 1
                    perhaps_thought = perhaps_thought or (not kept and not markers_of(sentence))
                else:
                    kept.append(sentence)
                    if not perhaps_thought:
                        yield self._told(answer, kept, dropped)
        except ModelError as error:
            self._breaker.failed(isinstance(error, UnreachableError))
            yield replace(answer, notice=f"{error}，以下是规则给出的回答。", dropped=dropped)
            return
        self._breaker.succeeded()
        yield self._whole(answer, kept, dropped, knowledge.organs)

    def _sentences(
        self, answer: Answer, knowledge: Knowledge, citations: Mapping[int, Citation]
    ) -> Iterator[tuple[str | None, str | None]]:
        """The model's sentences, each with what is wrong with it; None where all before was thought."""
        prompt = load_prompt("answer")
        checker = Checker(knowledge, citations)
        user = prompt.filled(
            question=answer.question,
            answer=answer.text,
            clauses="\n\n".join(_clause(each, knowledge) for each in answer.citations),
        )
        with self._model.stream(prompt.system, user) as pieces:
            number = 0
            for sentence in sentences(pieces):
                yield sentence, checker.fault(sentence) if sentence else None
                # A thought has many sentences, but no markers.
                number = number + bool(markers_of(sentence)) if sentence else 0
                if number == _MOST_SENTENCES:
                    return

    def _told(self, answer: Answer, kept: list[str], dropped: int) -> Answer:
        text = "".join(kept)
        return replace(
            answer, text=text, summary=text, generator=f"llm:{self._model.name}", dropped=dropped
        )

    def _whole(self, answer: Answer, kept: list[str], dropped: int, organs: OrganNames) -> Answer:
        """What was written, or the rules' answer where it says too little of it."""
        text = "".join(kept)
        enough = len(kept) >= _FEWEST_KEPT * (len(kept) + dropped) and _says_as_much(
            text, answer, organs
        )
        if kept and enough:
            return self._told(answer, kept, dropped)
        notice = "大模型写的话与条款对不上，以下是规则给出的回答。"
        return replace(answer, notice=notice, dropped=dropped)


def _fits(answer: Answer, citations: Mapping[int, Citation], knowledge: Knowledge) -> bool:
    """Whether an answer is one that a model may tell: cited prose whose figures are all quoted."""
    if answer.status != "answered" or answer.table is not None or not citations:
        return False
    if not _CHINESE.search(answer.question) or is_order(fold(answer.question)):
        return False
    # What the rules say without a clause (是。; the plan has no word of it; a sum) is theirs alone.
    checker = Checker(knowledge, citations)
    return all(checker.fault(line) is None for line in answer.text.split("\n") if line)


def _says_as_much(text: str, answer: Answer, organs: OrganNames) -> bool:
    """Whether figures and organs of the rules' first sentence are told, too."""
    first = _LABEL.sub("", fold(MARKER.sub("", answer.text.split("\n")[0])))
    told = {value for value, _ in figures_of(text)}
    named = {name for each in organs.find(fold(text)) for name in each.names}
    return {value for value, _ in figures_of(first)} <= told and all(
        set(each.names) & named for each in organs.find(first) if each.names
    )


def _clause(citation: Citation, knowledge: Knowledge) -> str:
    """A clause as the model sees it, without what gives orders in it."""
    clause = knowledge.clause(citation.clause_id)
    text = without_orders(knowledge.folded(clause))[:_LONGEST_CLAUSE]
    return f"[{citation.marker}] 《{citation.title}》{' › '.join(citation.path)}\n{text}"
