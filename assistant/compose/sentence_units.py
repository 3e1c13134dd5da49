"""Who does one of the several things of a clause whose sentences each name their own units.

（生态环境部指导）……（商务部指导，供销合作总社参与）: of such a clause the whole list answers no
question about one sentence; the sentence asked about and the bracket behind it do.
"""

import re
from collections.abc import Sequence

from assistant.citations import shown
from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name
from assistant.draft import Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.topics import TopicMatcher
from indexer.model import Attribution, Clause, Span

# Between the brackets of two sentences stands the second one; （牵头单位：甲）（责任单位：乙） is one.
_PARTED = re.compile(r"[。）)][^（(]{10,}")
_SEVERAL = 2
_LONGEST = 600  # characters from the sentence to the end of its bracket
_TO_CLOSE = 40  # characters from the last organ to the end of its bracket
_LEAST = 0.3  # share of the topic in the sentence


def of_sentence(
    knowledge: Knowledge, matcher: TopicMatcher, topic: str, clause: Clause
) -> Statement | None:
    """The sentence about a topic with its units; None where the clause names them once."""
    text = knowledge.source(clause.doc_id).text
    groups = _groups(text, knowledge.attributions(clause))
    if len(groups) < _SEVERAL:
        return None
    found = [
        (matcher.coverage(topic, said), evidence)
        for evidence, said in sentences_of(knowledge, clause)
    ]
    share, evidence = max(found, key=lambda each: each[0], default=(0.0, None))
    if evidence is None or share < _LEAST:
        return None
    begin = evidence.span.start
    opening = re.match(r"\s*[（(][^（）()]*[）)]", text[begin : evidence.span.end])
    if opening:  # the bracket of the sentence before
        begin += opening.end()
    behind = [group for group in groups if group.start >= begin]
    if not behind:
        return None
    closing = re.compile("[）)]").search(text, behind[0].end)
    end = (
        closing.end() if closing and closing.start() - behind[0].end < _TO_CLOSE else behind[0].end
    )
    if end - begin > _LONGEST:
        return None
    words = shown(text[begin:end]).strip()
    return Statement(f"{clause_name(clause)}写明：{words}", (Evidence(clause, Span(begin, end)),))


def _groups(text: str, attributions: Sequence[Attribution]) -> list[Span]:
    """Where each bracket of organs begins and ends."""
    spans = sorted((each.span for each in attributions), key=lambda span: span.start)
    found: list[Span] = []
    for span in spans:
        if found and not _PARTED.search(text, found[-1].end, span.start):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found
