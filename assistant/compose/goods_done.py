"""What is done with a thing, told from what a clause says of it beside others.

拖拉机报废 is a matter of 农机报废, though another clause names 拖拉机 among what is to be equipped.
"""

from assistant.compose.goods import as_goods, named, ways_written, weak_names, with_cars
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatch
from indexer.lexicon import load_rules

_LEAST = 0.5  # of the best rank: a clause further off is about something else


def done_first(
    knowledge: Knowledge, question: Question, matches: list[TopicMatch]
) -> list[TopicMatch]:
    """Matches with those first whose heading is what is done with the thing, or its kind."""
    deeds = next(
        (
            r.forms
            for r in load_rules("deeds", LEXICONS)
            if any(f in question.topic for f in r.forms)
        ),
        (),
    )
    weak = weak_names()
    goods = [rule for rule in named(with_cars(question.topic)) if rule.id not in weak]
    if not deeds or len(goods) != 1 or not matches:
        return matches
    words = ways_written(as_goods(goods[0], True))

    def about(match: TopicMatch) -> bool:
        text = knowledge.folded(match.clause)
        near = match.stated and match.score >= _LEAST * matches[0].score
        return near and any(w in text for w in words) and any(deed in text for deed in deeds)

    return sorted(matches, key=lambda match: not about(match))
