"""What one organ leads while another takes part: 甲牵头、乙配合的措施."""

from assistant.compose.divided import duties_of
from assistant.compose.duties import measure_list
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Role

_SETTLING = Patterns("settling", LEXICONS)
_BESIDE = (Role.RESPONSIBLE, Role.COOPERATING)


def listed(knowledge: Knowledge, question: Question) -> Draft | None:
    """The measures that one organ of a question leads and the other takes part in.

    None where the question does not tell their roles apart. Who is asked to do a thing
    together with the leading organ (一起) may lead it, too.
    """
    if len(question.organs) != 2:
        return None
    hit = _SETTLING["first_leads"].search(question.unnamed)
    leads, other = question.organs
    if hit is None:
        hit = _SETTLING["second_leads"].search(question.unnamed)
        other, leads = question.organs
    if hit is None:
        return None
    roles = _BESIDE if _SETTLING["takes_part"].search(hit["rest"]) else tuple(Role)
    beside = {clause for role in roles for clause in knowledge.duties(other, role)}
    led = duties_of(knowledge, leads, Role.LEAD)
    both = [clause for clause in led if clause in beside]
    what = f"**{knowledge.called(leads)}**牵头、**{knowledge.called(other)}**参与的措施共"
    return measure_list(knowledge, "joint", [(what, both)])
