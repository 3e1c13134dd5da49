"""What the matter spoken of is set beside: another level, another organ, a year of its clause."""

import re

from assistant.dialogue_forms import first, plain
from assistant.dialogue_state import Followed, Ground, State, names_matter
from assistant.question import Question
from indexer.parse.normalize import fold

_NAMED = re.compile("(?:那么?)?(?P<name>[\u4e00-\u9fff]{2,8}?)的?呢[？。]?")


def set_beside(text: str, ground: Ground, state: State) -> Followed | None:
    """The whole question of one that sets what was spoken of beside something else."""
    return (
        _together(text, ground, state)
        or _against_levels(text, ground, state)
        or _figures_among(text, ground, state)
        or _of_the_clause_beside(text, ground, state)
    )


def set_by_the_last(question: Question, ground: Ground, state: State) -> bool:
    """Whether 2027年目标是多少 may ask of the clause spoken of last: it sets one for that year."""
    if question.intent != "targets" or not question.years or not state.topic:
        return False
    if not (state.answered and question.asks("value")) or question.asks(
        "list", "recurrence", "count", "measures"
    ):
        return False
    targets = ground.scope(state.clauses[0]).knowledge.targets(ground.clause(state.clauses[0]))
    return any((each.deadline or "")[:4] in question.years for each in targets)


def _against_levels(text: str, ground: Ground, state: State) -> Followed | None:
    """比省里高吗, 和国家比呢: the matter spoken of last, against another level."""
    if not state.topic or not ground.levels.compares(text):
        return None
    rest = ground.here.read(plain(ground.levels.without(text)))
    if names_matter(rest) or rest.labels:
        return None
    return Followed(f"{state.topic}，{text}", topic=state.topic, leaning=True)


def _together(text: str, ground: Ground, state: State) -> Followed | None:
    """和区城管局一起的呢: what the organ spoken of does together with another one."""
    question = ground.here.read(plain(text))
    of_organ = state.organs and ground.here.knowledge.organs.find(state.whole)
    if not of_organ or len(question.organs) != 1 or question.topic or not question.asks("joint"):
        return None
    other = question.organs[0][0]
    if other in state.organs or not first("with_it", text):
        return None
    lead = "牵头" if question.asks("lead") or "lead" in state.asked else "承担"
    whole = f"{state.organs[0]}和{other}共同{lead}哪些任务"
    return Followed(whole, (), state.documents, leaning=True)


def _of_the_clause_beside(text: str, ground: Ground, state: State) -> Followed | None:
    """餐饮的呢 after 零售券满100减多少: the same, asked of the clause with a heading of that kind."""
    named = _NAMED.fullmatch(fold(text))
    if named is None or not state.clauses:
        return None
    knowledge, spoken = ground.scope(state.clauses[0]).knowledge, ground.clause(state.clauses[0])
    heading, whole = fold(spoken.heading or ""), fold(state.whole)
    parent = next(iter(knowledge.ancestors(spoken)), None)
    if len(heading) < 2 or heading not in whole or parent is None:
        return None
    headings = (fold(each.heading or "") for each in knowledge.children(parent))
    for other in headings:
        if other != heading and other[-1:] == heading[-1] and other.startswith(named["name"]):
            return Followed(whole.replace(heading, other), (), state.documents, leaning=True)
    return None


def _figures_among(text: str, ground: Ground, state: State) -> Followed | None:
    """哪几条有量化指标, after the duties of an organ: of those."""
    of_organ = state.organs and ground.here.knowledge.organs.find(state.whole)
    if not of_organ or first("figures_among", text) is None:
        return None
    question = ground.here.read(text)
    if names_matter(question) or question.years:
        return None
    return Followed(f"{state.organs[0]}的任务里{text}", (), state.documents, leaning=True)


def among(text: str, ground: Ground, state: State) -> Followed | None:
    """其中哪些和汽车有关: of the tasks of the organ spoken of."""
    found = first("among", text)
    of_organ = state.organs and ground.here.knowledge.organs.find(state.whole)
    if found is None or not of_organ:
        return None
    other = ground.here.read(found.rest).organs
    if other and other[0][0] not in state.organs:
        listed = tuple(item.clause_id for item in state.listed if item.clause_id)
        text = f"{state.organs[0]}和{other[0][0]}共同承担哪些任务"
        limit = listed if first("one_list", found.hit[0]) else ()
        return Followed(text, (), state.documents, leaning=True, among=limit)
    if other:
        return None
    return Followed(f"{state.organs[0]}{found.rest}", (), state.documents, leaning=True)
