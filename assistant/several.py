"""Questions of several parts: each part asked after the one before it, their answers joined.

建几个？由谁牵头？ The second part is read as a follow-up of the first, so that it may leave the
matter out. What the whole question found stays; what only a part found is added.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.left_to import LEFT_OPEN
from assistant.draft import Draft, Statement

_END = re.compile("(?<=[？；])")
_COMMA = re.compile("(?<=，)")
_ASKS = re.compile(
    "谁|哪|什么|多少|(?<![好十这])几(?!乎)|怎么|如何|怎样|何时|是否|是不是|有没有|要不要|能不能|[吗么呢吧]+[，？；]|(?<=[\u4e00-\u9fff])(?<![要别])[不没](?=[，？；])|咋|啥"
)
_EXACT = re.compile("哪条|在哪|哪里|哪儿|地址|几点|电话|多少|几[^个]|谁")
_VAGUE = ("content", "topic")  # answers that say what there is, not what was asked
_AND = re.compile(
    r"(?:,? and |[?;,] (?:and )?)(?=(?:by )?(?:how|what|which|who|when)\b)", re.IGNORECASE
)
_TIME = re.compile(r"(?:by|in|until|before) (?:the end of )?20\d\d,?", re.IGNORECASE)
_DENIES = re.compile("方案没有(?:为|规定)")
_MOST = 3  # parts of an English question that are told apart
_LONGEST = 160  # characters of a question that is parted; a pasted page is not


def parts_of(text: str) -> tuple[str, ...]:
    """The parts of a question that each ask something; one where it asks once."""
    if len(text) > _LONGEST:
        return (text,)
    parts = _asking(_END.split(text))
    if len(parts) < 2:
        parts = _asking(_COMMA.split(text))
    return tuple(parts) if len(parts) > 1 else (text,)


def english_parts(text: str) -> tuple[str, ...]:
    """The parts of an English question; a time named in front holds for all of them."""
    parts = [part for part in _AND.split(text.strip()) if part.strip()]
    if not 2 <= len(parts) <= _MOST or len(text) > 2 * _LONGEST:
        return (text,)
    time = _TIME.match(parts[0])
    led = [
        part if not time or re.search(r"20\d\d", part) else f"{time[0]} {part}"
        for part in parts[1:]
    ]
    return (parts[0], *led)


def _asking(pieces: Sequence[str]) -> list[str]:
    """Pieces that ask, each with what stands before it and asks nothing."""
    parts, before = [], ""
    for piece in pieces:
        before += piece
        if _ASKS.search(piece):
            parts.append(before)
            before = ""
    if before and parts:
        parts[-1] += before
    return parts


def settled(whole: Draft, part: Draft | None = None, first: str = "") -> bool:
    """Whether no part can add to the draft of a whole question, so that none need be drafted.

    Args:
        whole: the draft of the whole question.
        part: that of its first part, where it is known.
        first: the first part.
    """
    if whole.table or (part and part.table):
        return True
    if whole.intent == "compare":
        return False
    if whole.found:
        return whole.intent.startswith("doc_")  # says all of its facts that are asked
    return part is not None and not _opens(part, first)


def completed(whole: Draft, parts: Sequence[Draft], first: str) -> Draft:
    """The draft of a whole question with what only its parts found; ``first`` is its first part."""
    found = [part for part in parts if part.found]
    if not found or any(part.table for part in (whole, *parts)):
        return whole  # a list is complete by itself
    if whole.intent == "compare":
        open_ = any(each.text.startswith("方案没有") for each in whole.statements)
        return _each_of(whole, parts) if open_ else whole
    if not whole.found:
        return _opened(whole, parts, first)
    if settled(whole):
        return whole
    more = [
        each
        for part in found
        if part.intent not in _VAGUE and not part.intent.startswith("doc_")
        for each in part.statements
        if each.evidence and not _repeats(each, whole) and not _pays_elsewhere(part, each, whole)
    ]
    # Who is to set a sum is told beside what was found, though the sum itself is not.
    more += [each for part in parts for each in part.statements if _leaves(each)]
    more = [*_asked_first(whole, parts[0]), *more]
    if not more:
        return whole
    told = any(map(_leaves, more))  # who sets the sum denied before
    kept = [s for s in whole.statements if s.evidence or not (told and _DENIES.match(s.text))]
    return replace(whole, statements=tuple(_distinct([*kept, *more])))


def _pays_elsewhere(part: Draft, statement: Statement, whole: Draft) -> bool:
    """Whether it says who pays for another thing than the one whose payer is told."""
    told = {each.clause for said in whole.statements for each in said.evidence}
    both = part.intent == whole.intent == "payer"
    return both and not any(each.clause in told for each in statement.evidence)


def _asked_first(whole: Draft, part: Draft) -> list[Statement]:
    """What the clause told says of what was asked first, where only the rest was answered."""
    if part.intent not in _VAGUE or not part.found or whole.intent != "payer":
        return []
    told = {each.clause for said in whole.statements for each in said.evidence}
    return [s for s in part.statements if any(each.clause in told for each in s.evidence)][:1]


def _each_of(whole: Draft, parts: Sequence[Draft]) -> Draft:
    """The answers of documents that are each asked a question of their own."""
    documents = [
        {each.clause.doc_id for said in part.statements for each in said.evidence} for part in parts
    ]
    apart = all(len(each) == 1 for each in documents) and len(set.union(*documents)) == len(parts)
    if not apart or not all(part.found for part in parts):
        return whole
    statements = [each for part in parts for each in part.statements]
    return replace(whole, statements=tuple(_distinct(statements)), named=False)


def _opened(whole: Draft, parts: Sequence[Draft], first: str) -> Draft:
    """What parts found where the whole found nothing; a part that found nothing says so."""
    if not _opens(parts[0], first):
        return whole  # what is asked first is open, and the rest leans on it
    statements = [each for part in parts for each in part.statements[: None if part.found else 1]]
    return Draft(parts[0].intent, tuple(_distinct(statements)), named=parts[0].named)


def _opens(part: Draft, first: str) -> bool:
    """Whether the first part of a question is answered by itself, and says what was asked."""
    return part.found and not (part.intent in _VAGUE and _EXACT.search(first))


def _leaves(statement: Statement) -> bool:
    return statement.text.startswith(LEFT_OPEN)


def _repeats(statement: Statement, whole: Draft) -> bool:
    """Whether a statement stands on words that the whole answer shows."""
    shown = [each for said in whole.statements for each in said.evidence]
    return any(
        one.clause.doc_id == other.clause.doc_id
        and one.span.start < other.span.end
        and other.span.start < one.span.end
        for one in statement.evidence
        for other in shown
    )


def _distinct(statements: Sequence[Statement]) -> list[Statement]:
    return list({each.text: each for each in statements}.values())
