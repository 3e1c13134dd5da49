"""What 它, 这项, 这两个数, 该单位 stand for: organs, the matter, the matters spoken of last."""

from dataclasses import replace

from assistant.dialogue_forms import Found, every, first, rules, words
from assistant.dialogue_state import Followed, Ground, State, names_matter, onward

_MANY = 5  # clauses of an answer that are looked into together


def pronoun(text: str, ground: Ground, state: State) -> Followed | None:
    """The text with 它 and the like replaced by what they stand for.

    Behind a matter of the question's own they stand for that: 充换电站这项由谁牵头.
    """
    for found in every("pronoun", text):
        stands_for = found.rule.text("stands_for")
        if stands_behind(found, ground):
            continue
        if stands_for in ("organ", "organs") and state.organs:
            return _of_organ(found, ground, state)
        if stands_for in ("organ", "organs") or not (state.topic or state.clauses):
            continue
        clauses = state.clauses if stands_for == "matters" else state.clauses[:1]
        named = ground.levels.meant(text)  # 省里这项: the same matter in another plan
        where = clauses[:_MANY] if state.answered and not named else ()
        text = found.replaced(_inside(found, state.topic))
        if named:
            return replace(onward(state, ground.levels.without(text), ()), documents=named)
        if not ground.here.read(text).cues:
            text += words(state.asked)
        return onward(state, text, where)
    return None


def _inside(found: Found, topic: str) -> str:
    """The matter as it takes the place of a pronoun: 在这里面 is 在…里."""
    return f"在{topic}里" if found.rule.text("never") == "organ" else topic


def _of_organ(found: Found, ground: Ground, state: State) -> Followed:
    """它还牵头什么, 它是牵头还是配合: of the organ spoken of, in the matter where it is a role."""
    several = found.rule.text("stands_for") == "organs" or found.hit[0].endswith("们")
    text = found.replaced("和".join(state.organs if several else state.organs[:1]))
    if first("role", text) and state.topic and not ground.here.read(text).topic:
        return onward(state, f"{state.topic}{text}", state.clauses[:1] if state.answered else ())
    without = state.clauses[:1] if first("others", text) else ()
    told = state.clauses[:1] if first("more_of_it", text) and not without else ()
    return Followed(text, leaning=True, without=without, told=told)


def stands_behind(found: Found, ground: Ground) -> bool:
    """Whether what a pronoun stands for is named before it in the same question."""
    if any(rule.matches(found.before) for rule in rules("measure")):
        return False
    if found.rule.text("never") == "organ":
        around = ground.here.read(found.rest)
        return bool(around.topic or around.labels)
    before = ground.here.read(found.before)
    if found.rule.text("never") == "matter":
        return bool(before.organs)
    return names_matter(before)
