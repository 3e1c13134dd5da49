"""What two figures of a plan come to together: 800万吨+115万吨=915万吨."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name
from assistant.draft import Draft, Evidence, Statement
from assistant.fitting import asked_unit, counts_in
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.model import Clause

_TOGETHER = re.compile(
    "加起来|加在一起|加一起|合起来|合在一起|合计|共计|总共|一共|相加|之和|总和|加总"
)
_PARTS = re.compile("以及|还有|加上|[和与跟加、及]")
_UNIT = "标准?箱|标箱|平方公里|平方米|立方米|千瓦时|千瓦|公里|公顷|人次|[个家座台辆套处所户亩吨人名项艘间件元条场次]"
_FIGURE = re.compile(rf"(?P<value>\d+(?:\.\d+)?)(?P<scale>[万亿]?)(?P<unit>{_UNIT})")
_PAIR = re.compile(r"(?P<one>[^，；。]{2,16}?)[和与、](?P<two>[^，；。]{2,24}?)分别")
_NEAREST = 6  # matched clauses that are looked through
_HELD = 0.6  # coverage of a part's own words by the words before its figure
_VERB = re.compile(
    "(?:(?:力争|累计)?(?:达到|达|建成|建设|新增|完成|为|不低于|不少于|超过|约|实现))+$"
)
_ASKING = re.compile("(?:的?目标值?|的?指标|的?数量|的?规模)$")


@dataclass(frozen=True, slots=True)
class _Figure:
    label: str
    value: float
    scale: str
    unit: str
    evidence: Evidence
    said: str
    clause: Clause

    @property
    def written(self) -> str:
        """As the plan has it."""
        return f"{self.value:.10g}{self.scale}{self.unit}"


def totalled(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: Sequence[TopicMatch]
) -> Draft | None:
    """The two figures that a question joins, and their sum; None where it joins none."""
    if not _TOGETHER.search(question.folded) or not question.topic:
        return None
    parts = _parts(question)
    if len(parts) != 2:
        return None
    figures = [
        each for match in matches[:_NEAREST] for each in _figures(knowledge, match.clause, question)
    ]
    chosen: list[_Figure] = []
    for own, whole in parts:
        fits = [
            (matcher.coverage(whole, each.label) + matcher.coverage(own, each.label), each)
            for each in figures
            if matcher.coverage(own, each.label) >= _HELD
            and each not in chosen
            and _counted(each, question)
        ]
        if not fits:
            return None
        chosen.append(max(fits, key=lambda each: each[0])[1])
    return _added(*chosen)


def _counted(figure: _Figure, question: Question) -> bool:
    """Whether a figure counts in the unit asked; money is meant only where it is spoken of."""
    if figure.unit == "元":
        return re.search("元|钱|资金|投资|金额", question.folded) is not None
    asked = asked_unit(question)
    return asked is None or counts_in(figure.unit, asked)


def _parts(question: Question) -> list[tuple[str, str]]:
    """沿江港口 and 内河港口 of 沿江港口和内河港口的集装箱吞吐量, each alone and with the head."""
    topic = next((each for each in question.topic.split() if _PARTS.search(each)), "")
    topic = _ASKING.sub("", topic)
    pieces = [each for each in _PARTS.split(topic) if len(each) > 1]
    if len(pieces) != 2:
        return []
    first, last = pieces
    own, _, head = last.partition("的")
    if not head and len(last) > len(first) + 1:  # 水路和铁路货运量
        own, head = last[: len(first)], last[len(first) :]
    if not head:
        own, head = last, ""
    return [(first, f"{first}{head}"), (own, f"{own}{head}")]


def _figures(knowledge: Knowledge, clause: Clause, question: Question) -> Iterator[_Figure]:
    """The figures of a clause with the words that say what each counts."""
    for evidence, sentence in sentences_of(knowledge, clause):
        years = set(re.findall(r"20\d\d(?=年)", sentence))
        if question.years and years and not years & set(question.years):
            continue
        for piece in re.split("[，；。]", sentence):
            hits = list(_FIGURE.finditer(piece))
            pair = _PAIR.search(piece)
            if pair and len(hits) == 2:
                labels = [f"{pair['one']}{pair['two'][-5:]}", pair["two"]]
            elif hits:
                starts = [0, *(hit.end() for hit in hits[:-1])]
                labels = [
                    _VERB.sub("", piece[start : hit.start()]) + piece[hit.end() :][:0]
                    for start, hit in zip(starts, hits, strict=True)
                ]
            else:
                continue
            for label, hit in zip(labels, hits, strict=True):
                yield _Figure(
                    label,
                    float(hit["value"]),
                    hit["scale"],
                    hit["unit"],
                    evidence,
                    piece.strip(),
                    clause,
                )


def _added(first: _Figure, second: _Figure) -> Draft | None:
    if first.unit != second.unit or first.scale != second.scale:
        return None
    total = round(first.value + second.value, 6)
    said = "”“".join(dict.fromkeys((first.said, second.said)))
    step = f"{first.written}+{second.written}={total:.10g}{first.scale}{first.unit}"
    text = f"{step}：{clause_name(first.clause)}写明“{said}”。"
    evidence = tuple(dict.fromkeys((first.evidence, second.evidence)))
    return Draft("target", (Statement(text, evidence, (total,)),))
