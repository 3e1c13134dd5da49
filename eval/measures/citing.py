"""How well answers cite, at the level of clauses.

Gao et al. 2023 (ALCE, arXiv 2305.14627, section 4.3) ask of each statement whether its
citations support it (recall) and of each citation whether it supports (precision). Here a clause
is what is cited; it supports where the gold names it, or, without gold, where the independent
check of ``grounding`` finds each number, organ and quoted word of a statement in its citations.
"""

from collections.abc import Sequence

from eval.formats.topics import Topic
from eval.measures.sets import Score, set_score


def clause_score(topic: Topic, cited: Sequence[str]) -> Score | None:
    """Citations against the gold's clauses; None where the gold names none.

    Of clauses any of which will do (match any), one suffices for full recall.
    """
    if not topic.clauses or topic.match == "none":
        return None
    score = set_score(set(topic.clauses), set(cited))
    if topic.match == "all":
        return score
    return Score(score.precision, float(score.recall > 0))


def list_score(topic: Topic, cited: Sequence[str]) -> Score | None:
    """Completeness and exactness of a list; None where the gold is no list."""
    return set_score(set(topic.clauses), set(cited)) if topic.match == "all" else None


def refusals(pairs: Sequence[tuple[str, str]]) -> Score:
    """Precision and recall of refusing, over (wanted status, given status).

    RGB's rejection rate (Chen et al. 2024, section 3.3) is the recall.
    """
    wanted = {place for place, (gold, _) in enumerate(pairs) if gold == "not_found"}
    given = {place for place, (_, said) in enumerate(pairs) if said == "not_found"}
    return set_score(wanted, given)
