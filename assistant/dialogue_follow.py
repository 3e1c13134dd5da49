"""A question that leans on the one before becomes a whole one: 那责任单位呢, 2027年呢, 它还牵头什么.

Order: a place in the list or the plan (第二个, 下一条); why, how, what else; 它 and the like;
then what is left out: the level, the class, the year, the organ, the matter, or all but what
is asked. A question with a matter of its own stands alone. Everything is by rules of
``followups.toml``; the reading of the whole question is shown, so that a wrong completion can
be seen.
"""

import re
from dataclasses import replace

from assistant.compose.benefit_followup import carried, swapped, with_papers
from assistant.compose.within import written
from assistant.dialogue_annex import in_annex
from assistant.dialogue_beside import among, set_beside, set_by_the_last
from assistant.dialogue_forms import (
    asked_of,
    deed_of,
    every,
    first,
    label_words,
    leans,
    plain,
    tail_of,
    with_class,
    with_same_year,
    with_years,
    words,
)
from assistant.dialogue_number import other_number
from assistant.dialogue_pronouns import pronoun, stands_behind
from assistant.dialogue_state import Followed, Ground, State, names_matter, onward, sole_heading
from assistant.dialogue_steps import beside, has_part, in_the_list, whether_among
from assistant.question import Question
from indexer.parse.normalize import fold

_MANY = 5  # clauses of an answer that are looked into together
_SHORT = 4  # characters of a matter that hardly stands alone: 覆盖率
_HEADED = 0.5  # share of a matter in a heading from which another clause is about it
_ASKS: tuple[str, ...] = ("lead", "responsible", "cooperating", "when")
_ASKS += ("value", "target", "amount", "procedure")
_BARE_DEED = re.compile(
    "(?:[ 要需应得共]|一共|总共|累计|合计|完成|达到|更新|改造|建设|建成|新建|新增|安排|推广|实现|建好|弄好|装好|办好|改完|换完|建完|做完|完工|弄完|搞完|干完|搞定|完|好|落实|到位)+"
)
_ASKS += ("duty", "list", "count", "content", "define", "yesno", "joint", "difference")
_SEVERAL = ("list", "recurrence", "count", "measures")


def follow(text: str, ground: Ground, state: State) -> Followed:
    """The whole question that ``text`` means after what was said; itself where it stands alone."""
    text = with_same_year(text, state.whole)
    for step in (_of_a_case, in_annex, in_the_list, beside, set_beside, _about, among, pronoun):
        found = step(text, ground, state)
        if found is not None:
            return found
    bare = plain(text)
    question = ground.here.read(bare)
    dated = question.years or (question.asks("when") and not question.organs)
    if dated and state.topic and _BARE_DEED.fullmatch(question.topic):
        question = replace(question, topic="")  # 那到2027年累计要更新多少套
    if question.intent.startswith(("contact", "doc_")):
        return Followed(bare)
    if whether := whether_among(question, bare, state):
        return onward(state, whether, state.clauses[:1] if question.organs else ())
    if question.asks("over_years") and state.topic and not names_matter(question):
        return onward(state, f"{state.topic}，{bare}", ())
    if not leans(text) and not _is_open(question) and not set_by_the_last(question, ground, state):
        return _own_matter(text, question, ground, state)
    return _left_out(bare, question, ground, state) or Followed(text)


def _of_a_case(text: str, ground: Ground, state: State) -> Followed | None:
    """那二级的呢, 5000块的能补多少: the case of a grant that was asked before, changed."""
    if any(stands_behind(found, ground) for found in every("pronoun", text)):
        return None
    case = with_papers(text, state.whole) or swapped(text, state.whole)
    case = case or carried(text, state.topic, state.whole)
    if not case:
        return other_number(text, ground, state)
    return Followed(case, (), state.documents, leaning=True)


def _is_open(question: Question) -> bool:
    """Whether a question asks something of a matter that it does not name."""
    if names_matter(question) or question.other_places or question.asks("plan"):
        return False
    asks_one = question.asks("value") and not question.asks(*_SEVERAL)
    if question.years and not question.figure:
        return not question.cues or (asks_one and not question.asks("target"))
    return (
        question.figure is not None
        or (question.intent == "unclear" and bool(question.cues))
        or question.asks("procedure", "amount")
        or (question.intent == "targets" and asks_one)
    )


def _about(text: str, ground: Ground, state: State) -> Followed | None:
    """为什么, 具体怎么做, 还有别的目标吗: of the clause spoken of last."""
    found = first("about", text)
    if found is None or not state.clauses or ground.here.read(found.rest).topic:
        return None
    kind = found.rule.text("asks") or ""
    if kind == "costs":
        return onward(state, f"{state.topic}的钱谁出", ()) if state.topic else None
    topic = state.topic or sole_heading(ground, state)
    if kind in ("more", "same") and not (state.answered and topic):
        return None
    if kind == "same":
        role = found.hit.groupdict().get("role")
        asked = f"的{role}单位是谁" if role else found.rule.text("as") or plain(text)
        return onward(state, f"{topic}{asked}", state.clauses[:1])
    whole = f"{state.topic}{words(())}" if kind == "content" and state.topic else text
    return onward(state, whole, state.clauses[:1], kind=kind)


def _own_matter(text: str, question: Question, ground: Ground, state: State) -> Followed:
    """A question that names its matter; a mere detail is one of the clause spoken of last."""
    of_a_matter = question.intent == "topic" and not question.organs and not question.asks("plan")
    named = ground.levels.meant(question.unnamed)
    if not of_a_matter or not question.cues or named:
        return Followed(text)
    details = (first("detail", each) or first("measure", each) for each in question.topic.split())
    whole = question.years or (question.asks("list") and question.asks("target"))
    if all(details) and not whole and (state.topic or state.answered):
        where = state.clauses[:1] if state.answered else ()
        return onward(state, f"{state.topic}{text}", where, near=text)
    if len(question.topic) <= _SHORT:
        return Followed(text, _held(question.topic, ground, state)[0])
    return Followed(text)


def _held(topic: str, ground: Ground, state: State) -> tuple[tuple[str, ...], str]:
    """The clause spoken of last, where it holds a matter and no other clause is about it.

    Beside it stands how the clause writes the matter.
    """
    for clause_id in state.clauses[:1] if state.answered else ():
        scope = ground.scope(clause_id)
        words_of_it = written(scope.matcher, topic, ground.clause(clause_id))
        if not words_of_it:
            continue
        matches = scope.matcher.match(topic)
        mine = next((m.heading for m in matches if m.clause.clause_id == clause_id), 0.0)
        if not any(m.heading >= _HEADED and m.heading > mine for m in matches[:3]):
            return (clause_id,), words_of_it
    return (), ""


def _left_out(bare: str, question: Question, ground: Ground, state: State) -> Followed | None:
    """The whole question of one that leaves out what was said."""
    named, bare = _documents(bare, question, ground)
    documents = named or state.documents
    if named:
        question = ground.here.read(bare)
        if not (question.topic or question.organs or question.years or _asks(question)):
            whole = state.whole or bare
            return Followed(whole, (), documents, topic=state.topic, leaning=True)
    same_class = with_class(state.whole, bare)
    if same_class:
        return Followed(same_class, (), documents, leaning=True)
    for complete in (_label, _compared, _topic, _organ, _year, _asked):
        text, clauses, near = complete(bare, question, ground, state)
        if text:
            own = bool(question.topic or question.organs) and text == bare
            where = () if named else clauses
            same = state.topic if complete in (_compared, _year, _asked) else ""
            return Followed(text, where, documents, near, same, leaning=not own)
    return None


def _documents(bare: str, question: Question, ground: Ground) -> tuple[tuple[str, ...], str]:
    """The documents that a question names, and its text without them: 省里呢, 国家的是多少."""
    levels = ground.levels
    own = first("own_place", bare)
    if own is not None:
        return levels.meant(question.unnamed) or levels.plain, own.rest
    meant = question.documents or levels.meant(question.unnamed)
    if meant:
        return meant, levels.without(bare)
    head, mark, rest = re.split("(的|是|由|有)", f"{bare}的", maxsplit=1)
    meant = levels.meant(head) if len(head) <= _SHORT else ()
    return meant, f"{mark}{rest}".rstrip("的") if meant else bare


Completed = tuple[str, tuple[str, ...], str]


def _label(bare: str, question: Question, ground: Ground, state: State) -> Completed:
    if not question.labels:
        return "", (), ""
    known = bool(question.topic or question.organs or _asks(question))
    return (bare if known else f"{label_words(question.labels[0])}{words(state.asked)}"), (), ""


def _compared(bare: str, question: Question, ground: Ground, state: State) -> Completed:
    """比2023年呢: the same matter, against a year."""
    if not state.topic or first("compared", bare) is None:
        return "", (), ""
    clauses = state.clauses[:1] if state.answered else ()
    return f"{state.topic}{bare}{'' if _asks(question) else words(('value',))}", clauses, ""


def _topic(bare: str, question: Question, ground: Ground, state: State) -> Completed:
    """换成燃气管道: what was asked before, of another matter."""
    if not question.topic:
        return "", (), ""
    if state.topic and first("class", bare) and not first("class", state.whole):
        said = "" if _asks(question) else words(state.asked)
        return f"{state.topic}{bare.strip('的，。？?！')}{said}", (), ""
    if state.topic and _of_group(bare, ground, state):
        return f"{state.topic}，{bare}", state.clauses[:_MANY], ""
    clauses, name = _held(question.topic, ground, state)
    if _asks(question) or question.organs:
        return bare, clauses, ""
    topic = question.topic if " " in question.topic else bare.strip("的，。？?！")
    tail = tail_of(state.topic, topic)
    topic = f"{topic}{tail or _deed(topic, ground, state)}"
    told = ("value",) if question.asks("measure") else state.asked  # 那保有量呢
    asked = words([each for each in told if each != "duty"])
    near = f"{name}{asked}" if name else ""
    if state.topic and state.topic in state.whole:
        return state.whole.replace(state.topic, topic, 1), clauses, near
    return f"{topic}{asked}", clauses, near


def _deed(topic: str, ground: Ground, state: State) -> str:
    """What was done with another thing, where the plan has it done with this one, too."""
    deed = deed_of(state.topic, topic)
    what = re.compile(re.escape(f"{topic}{deed['core']}")) if deed else None
    return deed[0] if deed and what and ground.here.knowledge.saying(what) else ""


def _of_group(bare: str, ground: Ground, state: State) -> bool:
    """Whether 那村里人呢 asks of what was said: one of its clauses speaks of these people."""
    group = first("group", bare)
    clauses = state.clauses[:_MANY] if state.answered else ()
    return group is not None and any(
        ground.scope(each).matcher.coverage(group.hit["group"], fold(ground.clause(each).text)) > 0
        for each in clauses
    )


def _organ(bare: str, question: Question, ground: Ground, state: State) -> Completed:
    """那区教育局呢: what was asked of an organ before; else its duties."""
    if not question.organs:
        return "", (), ""
    if question.asks("yesno", "role") and state.topic:
        return f"{state.topic}{bare}", state.clauses[:1] if state.answered else (), ""
    if _asks(question) or question.years:
        return bare, (), ""
    name = question.organs[0][0]
    mentions = ground.here.knowledge.organs.find(state.whole)
    if mentions:
        begin, end = mentions[0].start, mentions[0].end
        return f"{state.whole[:begin]}{name}{state.whole[end:]}", (), ""
    if state.topic and state.answered and has_part(question.organs[0], ground, state):
        return f"{state.topic}{name}是什么角色", state.clauses[:1], ""
    return f"{name}{words(('duty',))}", (), ""


def _year(bare: str, question: Question, ground: Ground, state: State) -> Completed:
    """2027年呢: the last question, of another year."""
    if not question.years:
        return "", (), ""
    if question.asks("list", "duty", "content", "lead", "responsible", "cooperating"):
        return (bare, (), "") if not state.topic or question.asks("list", "duty") else ("", (), "")
    clauses = state.clauses[:1] if state.answered and state.topic else ()
    changed = with_years(state.whole, question.years)
    if changed:
        return changed, clauses, ""
    years = "、".join(f"{year}年" for year in question.years)
    if state.topic:
        return f"{state.topic}{years}{words(('value',))}", clauses, ""
    return f"{state.organs[0] if state.organs else ''}{years}有哪些目标", (), ""


def _asked(bare: str, question: Question, ground: Ground, state: State) -> Completed:
    """那责任单位呢: another thing asked of the same matter or organ."""
    if not _asks(question):
        return "", (), ""
    if state.topic:
        return f"{state.topic}{bare}", state.clauses[:1] if state.answered else (), ""
    of_organ = asked_of(question.cues, "of_organ")
    if state.organs and ground.here.knowledge.organs.find(state.whole):
        said = words(of_organ, "of_organ") if of_organ else bare
        return f"{state.organs[0]}{said}", (), ""
    return bare, state.clauses if state.answered and len(state.clauses) <= _MANY else (), ""


def _asks(question: Question) -> bool:
    return question.asks(*_ASKS)
