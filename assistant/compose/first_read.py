"""What is answered before the intent counts: rows and parts counted, what is repealed, what is granted."""

from assistant.compose import (
    counted_goods,
    jointly,
    leave_and_names,
    measure_roles,
    of_paper,
    part_counts,
    person_tiers,
    plans_below,
    role_differences,
    roles_of_each,
    row_columns,
    row_compared,
    rows,
    rule_makers,
    whereabouts,
    whose_figures,
)
from assistant.compose.action_counts import actions
from assistant.compose.acts_of_organs import done_by
from assistant.compose.aims_in_words import aimed
from assistant.compose.body_heads import headed
from assistant.compose.by_document import named_document
from assistant.compose.cited_numbers import cited_number
from assistant.compose.claims_in_words import claimed
from assistant.compose.for_whom import served
from assistant.compose.granting import granted, paid_alone
from assistant.compose.led_in_words import led_so
from assistant.compose.loan_limits import loan_limit
from assistant.compose.outlets import outlet
from assistant.compose.registers import registers
from assistant.compose.sentences import sentences_of
from assistant.compose.silent import on_term
from assistant.compose.table_cells import cell_of_table
from assistant.compose.wording import quoted
from assistant.compose.working_groups import set_up
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns

_SETTLING = Patterns("settling", LEXICONS)


def answered(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The draft of a question that its words settle; None where its intent decides."""
    return (
        of_paper.told(knowledge, question)
        or plans_below.due(knowledge, question)
        or whereabouts.found(knowledge, matcher, question)
        or rows.count(knowledge, question)
        or row_compared.compared(knowledge, matcher, question)
        or row_columns.answered(knowledge, matcher, question)
        or cell_of_table(knowledge, question)
        or cited_number(knowledge, question)
        or actions(knowledge, question)
        or registers(knowledge, question)
        or headed(knowledge, matcher, question)
        or set_up(knowledge, question)
        or part_counts.counted(knowledge, question)
        or part_counts.listed(knowledge, matcher, question)
        or _repealed(knowledge, question)
        or leave_and_names.leave(knowledge, matcher, question)
        or named_document(knowledge, matcher, question)
        or measure_roles.alike(knowledge, matcher, question)
        or role_differences.compared(knowledge, matcher, question)
        or roles_of_each.of_each(knowledge, matcher, question)
        or aimed(knowledge, question)
        or whose_figures.told(knowledge, question)
        or done_by(knowledge, matcher, question)
        or measure_roles.names_any(knowledge, matcher, question)
        or rule_makers.told(knowledge, matcher, question)
        or led_so(knowledge, question)
        or jointly.together(knowledge, matcher, question)
        or served(knowledge, question)
        or person_tiers.told(knowledge, matcher, question)
        or loan_limit(knowledge, matcher, question)
        or paid_alone(knowledge, matcher, question)
        or counted_goods.listed(knowledge, matcher, question)
        or granted(knowledge, matcher, question)
        or outlet(knowledge, matcher, question)
        or claimed(knowledge, matcher, question)
        or on_term(knowledge, matcher, question)
    )


def _repealed(knowledge: Knowledge, question: Question) -> Draft | None:
    """The sentence that puts an older document out of force; it says from when the plan holds."""
    if not _SETTLING["asks_repeal"].search(question.folded):
        return None
    for clause in knowledge.clauses():
        for evidence, text in sentences_of(knowledge, clause):
            if _SETTLING["repeals"].search(text) and "《" in text:
                said = quoted(knowledge, evidence)
                return Draft("doc_effective", (Statement(f"方案写明：{said}", (evidence,)),))
    return None
