"""A place in the last list or in the plan: 第二个, 最后一条, 下一条, 上一部分."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.within import HELD, holds
from assistant.dialogue_forms import Found, first, label_words, rules, words
from assistant.dialogue_state import Followed, Ground, Item, State
from assistant.question import Question
from indexer.model import Clause, ClauseKind

_ROLES = ("lead", "responsible", "cooperating")

_STEPS = {"next": 1, "previous": -1}
_PARTS = ("部分", "章", "方面")
_OF_LISTS = ("个", "家", "单位", "部门", "局", None)
_FAR = 4  # characters before the place: 那它的第二个


def in_the_list(text: str, ground: Ground, state: State) -> Followed | None:
    """第二个呢, 最后一个, 下一项: the item at that place of the last list; 沾二手的那条: by its words."""
    spoken = _of_the_list(text, ground, state)
    if spoken is not None:
        return spoken
    found = first("place", text) or _row_counted(text, ground, state)
    if found is None or found.hit.start() > _FAR:
        return None
    if len(state.listed) < 1 + (found.hit["unit"] == "条"):
        return _nothing_before(text, found, ground, state)
    if found.hit["unit"] in _PARTS or (found.hit["unit"] == "条" and _step(found)):
        return None
    place = _place(found, state)
    if place is None:
        return None
    if not 0 <= place < len(state.listed) and found.hit["unit"] == "项":
        return None
    if not 0 <= place < len(state.listed):
        return Followed(text, missing=f"刚才的清单共{len(state.listed)}项。", leaning=True)
    followed = _of_item(state.listed[place], found.rest, ground, state)
    return replace(followed, place=place) if followed else None


def _row_counted(text: str, ground: Ground, state: State) -> Found | None:
    """第一条 after 牵头几条措施: a row of what was counted so, where no clause is numbered that way."""
    found = first("row_place", text)
    if found is None or not state.by_rows:
        return None
    held = found.place is not None and found.place <= len(state.listed)
    own = any(c.label == found.hit[0] for c in ground.here.knowledge.clauses())
    return found if held and not own and state.listed[0].clause_id else None


def _nothing_before(text: str, found: Found, ground: Ground, state: State) -> Followed | None:
    """What is said of 第二个 and 下一条 where no list and no clause was shown."""
    step_in_plan = found.hit["unit"] not in _OF_LISTS and (state.clauses or not _step(found))
    if step_in_plan or found.hit["unit"] == "项" or _matters(found.rest, ground):
        return None
    missing = f"前面没有列出清单，也没有说到某一条，不清楚“{found.hit[0]}”指什么。"
    return Followed(text, missing=missing, leaning=True)


def _matters(text: str, ground: Ground) -> bool:
    question = ground.here.read(text)
    return bool(question.topic or question.organs)


def _place(found: Found, state: State) -> int | None:
    if found.place is not None:
        return len(state.listed) - found.place if found.rule.text("from") else found.place - 1
    if found.rule.text("from"):
        return len(state.listed) - 1
    step = _step(found)
    return state.place + step if step and state.place >= 0 else None


def _step(found: Found) -> int:
    return _STEPS.get(found.rule.text("step") or "", 0)


def _of_item(item: Item, rest: str, ground: Ground, state: State) -> Followed | None:
    asked = rest.strip("？?，。！的") if ground.here.read(rest).cues else ""
    if item.organ and first("its_name", rest.strip()) and len(state.clauses) == 1:
        return Followed(state.whole, state.clauses, kind="named", leaning=True)
    if item.organ:
        duty = words(("duty",), "asked" if "lead" in state.asked else "of_organ")
        return Followed(f"{item.organ}{asked or duty}", leaning=True)
    if not item.clause_id:
        return None
    if item.topic:
        year = f"{item.year}年" if item.year and not asked else ""
        text = f"{year}{item.topic}{asked or words(('value',))}"
        return Followed(text, (item.clause_id,), leaning=True)
    label = label_words(ground.clause(item.clause_id).label)
    return Followed(f"{label}{asked or words(())}", (item.clause_id,), leaning=True)


def _of_the_list(text: str, ground: Ground, state: State) -> Followed | None:
    """里头沾“二手”的是哪条，公安算什么角色: the one clause of the last list that speaks of it."""
    found = first("of_list", text)
    ids = tuple(dict.fromkeys(item.clause_id for item in state.listed if item.clause_id))
    if found is None or len(ids) < 2:
        return None
    what = found.hit["what"]
    for rule in rules("around_word"):
        what = rule.pattern.sub("", what) if rule.pattern else what
    fitting = [
        each for each in ids if holds(ground.scope(each).matcher, what, ground.clause(each)) >= HELD
    ]
    if not what or len(fitting) != 1:
        return None
    label = label_words(ground.clause(fitting[0]).label)
    more = (found.hit["more"] or "").strip("，。？")
    text = f"{label}{more}" if more else f"{label}{words(())}"
    return Followed(text, tuple(fitting), place=ids.index(fitting[0]), leaning=True)


def beside(text: str, ground: Ground, state: State) -> Followed | None:
    """下一条, 上一部分, 最后一条: the clause beside the last one, or the plan's last."""
    found = first("place", text)
    if found is None or found.hit.start() > _FAR or not state.clauses:
        return None
    step = _step(found)
    if not step and not found.rule.text("from"):
        return None
    clause = ground.clause(state.clauses[0])
    row, clause = _row(clause, found.hit["unit"] in _PARTS, ground)
    if clause not in row:
        return None
    place = row.index(clause) + step if step else len(row) - (found.place or 1)
    if not 0 <= place < len(row):
        last = "最后" if step > 0 else "最前"
        return Followed(text, missing=f"这已经是{last}一条，没有{found.hit[0]}。", leaning=True)
    return _of_item(Item(row[place].clause_id), found.rest, ground, state)


def _row(clause: Clause, of_parts: bool, ground: Ground) -> tuple[Sequence[Clause], Clause]:
    """The clauses among which a clause has a place, in reading order."""
    knowledge = ground.scope(clause.clause_id).knowledge
    mine = [each for each in knowledge.clauses() if each.doc_id == clause.doc_id]
    if of_parts:
        clause = next((a for a in knowledge.ancestors(clause) if a.depth == 0), clause)
    if clause.kind is ClauseKind.MEASURE:
        return [each for each in mine if each.kind is ClauseKind.MEASURE], clause
    same = (clause.kind, clause.depth)
    return [each for each in mine if (each.kind, each.depth) == same], clause


def whether_among(question: Question, bare: str, state: State) -> str:
    """责任单位有没有区财政局: of the matter spoken of, as no organ has it of all measures.

    Without a role, 财政局也在里面吗 means those that were told.
    """
    names = [each[0] for each in question.organs] or list(question.unknown_organs)
    several = question.asks("list", "count", "measures", "never_lead", "never_responsible")
    if not (names and question.asks("yesno") and state.topic and state.answered) or several:
        return ""
    of_units = question.asks(*_ROLES)
    if question.organs and of_units and not (question.topic or question.labels):
        return f"{state.topic}的{bare}"
    told = set(_ROLES) & set(state.asked)
    among = told and first("whether_among", bare) is not None
    return f"{state.topic}的责任单位有{names[0]}吗" if among else ""


def has_part(names: tuple[str, ...], ground: Ground, state: State) -> bool:
    """Whether an organ stands beside those that were told for the matter."""
    clause_id = state.clauses[0]
    if not {"lead", "responsible", "cooperating"} & set(state.asked):
        return False
    found = ground.scope(clause_id).knowledge.attributions(ground.clause(clause_id))
    return any(each.canonical in names for each in found)
