"""A question becomes an intent with slots, by rules and lexicons alone.

Order: simplified and folded text; document numbers, organs, clause numbers and years are
found and set aside (◈, ◆, ◇, ◎); cues are read; what remains, fillers gone, is the topic; the first row of
``intents.toml`` whose signals fit names the intent. Nothing here looks at clauses.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assistant.organ_names import OrganNames
from assistant.places import Places
from assistant.premise import Figure, set_aside_figure
from indexer.lexicon import load_rules
from indexer.parse.normalize import fold
from indexer.parse.numbering import parse_number, to_han
from indexer.retrieve.scripts import simplified

LEXICONS = Path(__file__).parent / "lexicons"
_HAN = "零〇一二三四五六七八九十百"
_LABELS = re.compile(
    rf"第?（(?P<section>[{_HAN}]{{1,4}})）(?:节|部分|项|条|款|点)?"
    rf"|第(?P<chapter>[{_HAN}]{{1,3}}|\d)(?:大)?(?:部分|章|大项|块|大块)"
    rf"|第(?P<part>[{_HAN}]{{1,4}}|\d{{1,2}})节"
    rf"|(?<![共有\d])第?(?P<number>\d{{1,3}}|(?<=第)[{_HAN}]{{1,4}})(?:号)?(?:条|项|款|点)(?:措施|任务|条款|内容)?(?!以上)"
    rf"|(?:措施|任务|条款|第)(?P<after>\d{{1,3}})号?(?!\d|年|月|家|个|台|座)(?:措施|任务)?"
    rf"|(?:^|(?<![{_HAN}])(?=[一二三四五六七八九十]{{1,3}}、(?:[\u4e00-\u9fff]*部分|$)))(?P<bare>[一二三四五六七八九十]{{1,3}})、"
)
_YEAR = re.compile(
    r"(?<![\d.较比])(?:(?P<full>20\d\d)|(?P<short>2[0-9]|3[0-5])|(?P<han>二[〇零○][二三][〇零○一二三四五六七八九](?=年)))(?:年\d{1,2}月(?:\d{1,2}[日号])?|年?(?:底|末|年底)?)(?:之?前|以前)?"
    r"(?<=[年月日号底末前\d])(?![\d.%]|(?<=\d)[个座台辆家场项条所人户万亿余多千吨元件艘张次名天亩株头只处套公平米度块P])"
)
_NUMBER = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{1,6})[〔（](?P<year>20\d\d)年?[〕）]第?(?P<serial>\d{1,4})号(?:文件|文)?"
)
_SAYING = {"plan", "target", "duty", "measures", "recurrence"}  # cues of a statement, too
_BEFORE_CODE = re.compile("^.*(?:请问|关于|按照|根据|依据|落实|文件|这份|和|与|跟|是|的)")


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
        return self.figure is not None or "confirm" in self.cues

    def asks(self, *cues: str) -> bool:
        """Whether any of the cues was read."""
        return bool(self.cues & set(cues))


@dataclass(frozen=True, slots=True)
class _Cue:
    cue: str
    start: int
    end: int


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
    question = replace(question, cues=cues, topic=_topic(masked, found))
    return _with_intent(question, titles)


def _with_slots(
    text: str, organs: OrganNames, numbers: Mapping[str, Sequence[str]], places: Places | None
) -> tuple[Question, str]:
    """What a question names, and its folded text with all of that set aside."""
    folded = re.sub(r"\s+", "", fold(simplified(text)))
    unnamed, documents, other_documents = _set_aside_documents(folded, numbers)
    unnamed, mentions = _set_aside_organs(unnamed, organs)
    masked, labels = _set_aside_labels(unnamed)
    masked, years = _set_aside_years(masked)
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


def _with_intent(question: Question, titles: Sequence[str]) -> Question:
    """The question with the intent that its cues and what was found name in ``intents.toml``."""
    words = question.topic.split()
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
        "other_topic": any(not any(word in title for title in titles) for word in words),
    }
    signals = {name for name, there in present.items() if there}
    return replace(question, intent=_intent(question.cues | signals))


def _set_aside_documents(
    folded: str, numbers: Mapping[str, Sequence[str]]
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The documents named by number; the second tuple holds numbers that no document bears."""
    known: list[str] = []
    unknown: list[str] = []

    def note(hit: re.Match[str]) -> str:
        code, rest = hit["code"], f"〔{hit['year']}〕{hit['serial']}号"
        for number, doc_ids in numbers.items():
            if number.endswith(rest) and code.endswith(number.removesuffix(rest)):
                known.extend(doc_ids)
                return code.removesuffix(number.removesuffix(rest)) + "◈"
        bare = _BEFORE_CODE.sub("", code)
        unknown.append(bare + rest)
        return code.removesuffix(bare) + "◈"

    return _NUMBER.sub(note, folded), tuple(dict.fromkeys(known)), tuple(unknown)


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
    if "yesno" in cues or not cues - _SAYING:
        return set_aside_figure(masked)
    return masked, None


def _set_aside_labels(text: str) -> tuple[str, tuple[str, ...]]:
    labels = []
    for hit in _LABELS.finditer(text):
        groups = {key: value for key, value in hit.groupdict().items() if value}
        key, raw = next(iter(groups.items()))
        number = parse_number(raw)
        if number is None:
            continue
        if key in ("section", "part"):
            labels.append(f"（{to_han(number)}）")
        elif key in ("chapter", "bare"):
            labels.append(to_han(number))
        else:
            labels.append(str(number))
    return _LABELS.sub("◇", text) if labels else text, tuple(dict.fromkeys(labels))


def _set_aside_years(text: str) -> tuple[str, tuple[str, ...]]:
    years = []

    def note(hit: re.Match[str]) -> str:
        if (hit["short"] and "年" not in hit[0]) or _is_baseline(hit):
            return hit[0]
        han = f"{parse_number(hit['han'])}" if hit["han"] else None
        years.append(hit["full"] or han or f"20{hit['short']}")
        return "◎"

    masked = _YEAR.sub(note, text)
    return masked, tuple(dict.fromkeys(years))


def _is_baseline(hit: re.Match[str]) -> bool:
    """Whether a year is what others are compared with: 跟2023年比要涨多少."""
    behind = hit.string[hit.end() :]
    compared = hit.string[: hit.start()].endswith(("跟", "与", "和", "同", "以", "比"))
    return bool(re.match("年?(?:相比|比|的?基础上|为基)", behind)) or (
        compared and bool(re.match("要?(?:再)?(?:涨|增长?|提高|提升|降|减|翻|压)", behind))
    )


def _find_cues(masked: str) -> list[_Cue]:
    return [
        _Cue(str(rule.fields["cue"]), *hit.span())
        for rule in load_rules("cues", LEXICONS)
        for hit in (rule.pattern.finditer(masked) if rule.pattern else ())
        if hit.end() > hit.start()
    ]


def _topic(masked: str, cues: list[_Cue]) -> str:
    """What is left when cues, set-aside slots and fillers are gone."""
    kept = list(masked)
    for each in cues:
        kept[each.start : each.end] = "　" * (each.end - each.start)
    text = re.sub("[◈◆◇◎，。？！、：；“”‘’《》（）·…~\"'\\s　]+", " ", "".join(kept))
    for rule in load_rules("fillers", LEXICONS):
        if rule.pattern and rule.id != "function_word":
            text = rule.pattern.sub(" ", text)
    words = [_strip_function_words(word) for word in text.split()]
    return " ".join(word for word in words if len(word) > 1 or (word.isalnum() and word.isascii()))


def _strip_function_words(word: str) -> str:
    """Function words at either edge; inside a word they may be part of a name."""
    rule = next(r for r in load_rules("fillers", LEXICONS) if r.id == "function_word")
    pattern = rule.pattern.pattern if rule.pattern else ""
    before = None
    while before != word:
        before = word
        kept = [hit.span() for hit in re.finditer(str(rule.fields["words"]), word)]
        first = re.match(pattern, word)
        if first and not _cuts(kept, first.end()):
            word = word[first.end() :]
            continue
        last = re.search(f"{pattern}$", word)
        if last and not _cuts(kept, last.start()):
            word = word[: last.start()]
    return word


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
