"""A question becomes an intent with slots, by rules and lexicons alone.

Order: simplified and folded text; document numbers, organs, clause numbers and years are
found and set aside (◈, ◆, ◇, ◎); cues are read; what remains, fillers gone, is the topic; the first row of
``intents.toml`` whose signals fit names the intent. Nothing here looks at clauses.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from assistant.everyday import in_plain_words
from assistant.organ_names import OrganNames
from assistant.places import Places
from assistant.premise import Figure, set_aside_figure, with_digits
from assistant.slots import set_aside_documents, set_aside_labels, set_aside_years
from indexer.lexicon import load_rules
from indexer.parse.normalize import fold
from indexer.retrieve.scripts import simplified

_APART = "[◈◆◇◎，。？！、：；“”‘’《》（）〔〕·…~\"'<>=*|{}^$\\\\\\s　]+"
_LONGEST_FUNCTION_WORD = 8
_LONE_SIGN = re.compile(
    "(?:提到|提及|写到|讲到|说到|涉及)(?:了|过|到)?“?([\u4e00-\u9fff])”?(?=的|[，。？]|$)"
)
_CUED = 64  # texts whose cues are kept: most are read for a premise first, then once more
LEXICONS = Path(__file__).parent / "lexicons"
_OPEN = {"list", "target", "value", "when", "count", "content", "mention", "define"}
_SAYING = {"plan", "target", "duty", "measures", "recurrence"}  # cues of a statement, too


_SHORT_TITLE = re.compile("(?:行动|方案|计划|办法|细则|意见|措施|规定)$")
_GOVERNMENT = re.compile("^(?:国务院|[省市区县]?(?:人民)?政府)的?(?=..)")  # whose plan is meant


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood; organs are canonical names.

    ``unnamed`` is the folded text with documents and organs set aside; ``figure`` is what a
    question that wants yes or no supposes.
    """

    text: str
    folded: str
    intent: str
    cues: frozenset[str]
    topic: str
    organs: tuple[tuple[str, ...], ...] = ()
    unknown_organs: tuple[str, ...] = ()
    other_places: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    unknown_documents: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    unnamed: str = ""
    figure: Figure | None = None

    @property
    def supposes(self) -> bool:
        """Whether the question takes something for granted that can be right or wrong."""
        plain = "yesno" in self.cues and not self.cues & _OPEN
        return self.figure is not None or "confirm" in self.cues or plain

    def asks(self, *cues: str) -> bool:
        """Whether any of the cues was read."""
        return bool(self.cues & set(cues))


@dataclass(frozen=True, slots=True)
class _Cue:
    cue: str
    start: int
    end: int
    kept: bool  # stays part of the topic


def read_question(
    text: str,
    organs: OrganNames,
    titles: Sequence[str],
    numbers: Mapping[str, Sequence[str]] | None = None,
    places: Places | None = None,
) -> Question:
    """Understands one question.

    Args:
        text: as asked, in any width and in traditional or simplified characters.
        organs: the organs of the corpus.
        titles: titles of the documents asked; their words are no topic of their own.
        numbers: the doc_ids that bear each document number (章政发〔2024〕2号), folded.
        places: the places of the corpus, to tell others from them.
    """
    question, masked = _with_slots(text, organs, numbers or {}, places)
    found = _find_cues(masked)
    cues = frozenset(each.cue for each in found)
    topic = _topic(masked, found)
    if not topic and "mention" in cues:  # 哪些措施提到氢: of a word asked for, one sign is enough
        topic = "".join(_LONE_SIGN.findall(masked)[:1])
    question = replace(question, cues=cues, topic=topic)
    return intended(question, titles)


def _with_slots(
    text: str, organs: OrganNames, numbers: Mapping[str, Sequence[str]], places: Places | None
) -> tuple[Question, str]:
    """What a question names, and its folded text with all of that set aside."""
    folded = in_plain_words(with_digits(re.sub(r"\s+", "", fold(simplified(text)))))
    unnamed, documents, other_documents = set_aside_documents(folded, numbers)
    unnamed, mentions = _set_aside_organs(unnamed, organs)
    masked, labels = set_aside_labels(unnamed)
    masked, years = set_aside_years(masked)
    others = places.others(masked) if places else ()
    masked = places.without_own(masked) if places else masked
    masked, unknown = (masked, ()) if mentions else _set_aside_unknown(masked, organs)
    masked, figure = _set_aside_premise(masked)
    question = Question(
        text=text,
        folded=folded,
        intent="",
        cues=frozenset(),
        topic="",
        organs=mentions,
        unknown_organs=unknown,
        documents=documents,
        unknown_documents=other_documents,
        labels=labels,
        years=years,
        unnamed=unnamed,
        figure=figure,
        other_places=others,
    )
    return question, masked


def intended(question: Question, titles: Sequence[str]) -> Question:
    """The question with the intent that its cues and what was found name in ``intents.toml``."""
    words = [_GOVERNMENT.sub("", word) for word in question.topic.split()]
    present = {
        "organ": question.organs,
        "two_organs": question.organs[1:],
        "unknown_organ": question.unknown_organs,
        "other_place": question.other_places,
        "document": question.documents,
        "unknown_document": question.unknown_documents,
        "label": question.labels,
        "year": question.years,
        "topic": question.topic,
        "other_topic": any(not any(of_title(word, title) for title in titles) for word in words),
    }
    signals = {name for name, there in present.items() if there}
    return replace(question, intent=_intent(question.cues | signals))


def of_title(word: str, title: str) -> bool:
    """Whether a word stands in a title, or shortens it: 养老三年行动 of 养老服务发展三年行动方案."""
    if word in title:
        return True
    cuts = range(2, len(word) - 1) if _SHORT_TITLE.search(word) else ()
    places = ((cut, title.find(word[:cut])) for cut in cuts)
    return any(at >= 0 and word[cut:] in title[at + cut :] for cut, at in places)


def _set_aside_organs(folded: str, organs: OrganNames) -> tuple[str, tuple[tuple[str, ...], ...]]:
    mentions = organs.find(folded)
    masked = folded
    for mention in reversed(mentions):
        masked = masked[: mention.start] + "◆" + masked[mention.end :]
    return masked, tuple(dict.fromkeys(mention.names for mention in mentions))


def _set_aside_unknown(masked: str, organs: OrganNames) -> tuple[str, tuple[str, ...]]:
    unknown = tuple(organs.unknown(masked))
    for name in unknown:
        masked = masked.replace(name, "◆")
    return masked, unknown


def _set_aside_premise(masked: str) -> tuple[str, Figure | None]:
    """The figure that a question supposes: one that wants yes or no, or asks nothing else."""
    cues = {each.cue for each in _find_cues(masked)}
    if cues & {"yesno", "confirm"} or not cues - _SAYING:
        return set_aside_figure(masked)
    return masked, None


@lru_cache(_CUED)
def _find_cues(masked: str) -> tuple[_Cue, ...]:
    return tuple(
        _Cue(str(rule.fields["cue"]), *hit.span(), bool(rule.fields.get("keep")))
        for rule in load_rules("cues", LEXICONS)
        for hit in (rule.pattern.finditer(masked) if rule.pattern else ())
        if hit.end() > hit.start()
    )


def _topic(masked: str, cues: Sequence[_Cue]) -> str:
    """What is left when cues, set-aside slots and fillers are gone."""
    kept = list(masked)
    for each in (cue for cue in cues if not cue.kept):
        kept[each.start : each.end] = "　" * (each.end - each.start)
    text = re.sub(_APART, " ", "".join(kept))
    for rule in load_rules("fillers", LEXICONS):
        if rule.pattern and rule.id != "function_word":
            text = rule.pattern.sub(" ", text)
    named = re.findall("“([^”◆◇◎]{2,20})”", masked)  # what is quoted is a name
    words = [word if word in named else _strip_function_words(word) for word in text.split()]
    kept_words = [word for word in words if len(word) > 1 or (word.isalnum() and word.isascii())]
    # A digit or letter is part of a topic (A 级景区), but none by itself.
    return " ".join(kept_words) if any(len(word) > 1 for word in kept_words) else ""


def _strip_function_words(word: str) -> str:
    """Function words at either edge; inside a word they may be part of a name."""
    rule = next(r for r in load_rules("fillers", LEXICONS) if r.id == "function_word")
    pattern = rule.pattern.pattern if rule.pattern else ""
    kept = [hit.span() for hit in re.finditer(str(rule.fields["words"]), word)]
    at_start, at_end = re.compile(pattern), re.compile(f"{pattern}$")
    begin, end = 0, len(word)
    while begin < end:
        first = at_start.match(word, begin, end)
        if first and not _cuts(kept, first.end()):
            begin = first.end()
            continue
        last = at_end.search(word, max(begin, end - _LONGEST_FUNCTION_WORD), end)
        if not last or _cuts(kept, last.start()):
            break
        end = last.start()
    return word[begin:end]


def _cuts(kept: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a cut at ``place`` would part one of the words: 再|生资源."""
    return any(start < place < end for start, end in kept)


@cache
def intent_rows() -> tuple[dict[str, list[str] | str], ...]:
    """The rows of ``intents.toml``, in order."""
    data = tomllib.loads((LEXICONS / "intents.toml").read_text("utf-8"))
    return tuple(data["intent"])


def _intent(signals: frozenset[str]) -> str:
    for row in intent_rows():
        fits = set(row.get("needs", ())) <= signals and not set(row.get("lacks", ())) & signals
        if fits and ("any" not in row or set(row["any"]) & signals):
            return str(row["id"])
    return "unclear"
