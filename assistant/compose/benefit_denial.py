"""When a case is not covered: no with the words of the plan, or what the plan leaves open."""

import re
from collections.abc import Iterable, Sequence

from assistant.compose.benefit_case import action_of
from assistant.compose.benefit_choice import Asked, nearest_clauses
from assistant.compose.categories import categories_in
from assistant.compose.goods import covers_goods, forms_of, names_goods, weak_names
from assistant.compose.grants import Fit, Grant, Sentence, sentences
from assistant.compose.refusal import refuse
from assistant.compose.traits import Trait
from assistant.compose.wording import clause_name
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from indexer.model import Clause, ClauseKind
from indexer.parse.benefit_tables import TABLE
from indexer.parse.normalize import fold

_ACTIONS = {"scrap": "报废旧的", "trade": "旧的不报废（转让、置换）"}
INSTEAD = "写明的是"
_UNGRADED = re.compile(
    "[无没][^，。；]{0,2}(?:能效|水效|能耗)|(?:尚未|未)[^，。；]{0,8}(?:能效|水效)"
)
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


def denied(asked: Asked, nearest: Fit) -> Draft:
    """No, and the words of the plan that say so."""
    mine, theirs = nearest.conflicts[0]
    if theirs.facet == "action":
        reason = f"这一条补贴的是{_ACTIONS[theirs.words]}"
        found = (nearest.grant.clause, said_with(asked.knowledge, nearest.grant))
        found = found if found[1] else _acting(asked.knowledge, theirs.words)
    else:
        reason = f"方案规定的是“{theirs.words}”，与{_as_asked(asked, mine)}不符"
        found = _basis(asked.knowledge, nearest.grant, theirs.words)
    clause, said = found
    if not said:
        return refused(asked, nearest)
    numbers = tuple(float(each) for each in _NUMBERS.findall(mine.words))
    first = Statement(f"不能享受，{reason}。", (said[0].evidence,), numbers)
    return Draft("amount", (first, quoted(clause, said)))


def _acting(knowledge: Knowledge, action: str) -> tuple[Clause, list[Sentence]]:
    """The first sentence below the issuing page that speaks of an action; none where none does."""
    clauses = [each for each in knowledge.clauses() if each.kind is not ClauseKind.HEAD]
    for clause in clauses:
        for each in sentences(knowledge, clause):
            heads = each.text.rstrip("。：").endswith(fold(clause.heading or "-").rstrip("。："))
            if action_of(each.text) == action and not heads:
                return clause, [each]
    return clauses[0], []


def _as_asked(asked: Asked, mine: Trait) -> str:
    """Words of the question in marks; a price in figures that it wrote otherwise has none."""
    if mine.words in asked.case.text:
        return f"“{mine.words}”"
    return "所问的价格" if mine.facet == "price" else mine.words


def refused(asked: Asked, nearest: Fit | None = None) -> Draft:
    """No amount for this case: what the nearest rule is for instead."""
    missing = f"方案没有为{_goods(asked)}规定补贴金额或比例。"
    if nearest is None:
        intent = "benefit" if asked.case.goods else "amount"
        return refuse(asked.knowledge, missing, nearest_clauses(asked), intent)
    mine, theirs = nearest.conflicts[0]
    ungraded = _of_ungraded(asked, nearest.grant) if mine.facet == "grade" else None
    if ungraded is not None:
        return ungraded
    if theirs.facet == "action":
        missing = f"方案没有为这种情况规定补贴，相近的一条补贴的是{_ACTIONS[theirs.words]}。"
    elif mine.facet == "purchase":
        missing = "方案没有为只报废、不购买新车的情况规定补贴。"
    else:
        words = theirs.words
        if nearest.grant.benefit.rule_id == TABLE:
            words = words.removeprefix("价格")  # the word is ours: its header names figures alone
        missing = f"方案没有为{_as_asked(asked, mine)}的情况规定补贴，{INSTEAD}“{words}”。"
    return refuse(asked.knowledge, missing, [nearest.grant.clause], "benefit")


def _of_ungraded(asked: Asked, grant: Grant) -> Draft | None:
    """What the plan says of things without a class, where the case is one of them."""
    if not _UNGRADED.search(asked.case.text):
        return None
    said = sentences(asked.knowledge, grant.clause)
    found = [each for each in said if _UNGRADED.search(each.text)][:1]
    return Draft("amount", (quoted(grant.clause, found),)) if found else None


def _goods(asked: Asked) -> str:
    """The goods asked about, in marks where the question names them so."""
    said = (asked.question.folded, asked.question.topic)
    weak = weak_names()
    names = [
        next((form for form in forms_of(each.name) if form in said[0]), each.name)
        if each.name in weak  # 新能源车, which the lexicon calls 旧车 as any car
        else each.name
        for each in asked.case.goods
    ] or [asked.question.topic]
    return "、".join(f"“{n}”" if any(n in words for words in said) else n for n in names)


def left_open(asked: Asked, missing: str) -> Draft:
    """What the plan does not say of a benefit."""
    return refuse(asked.knowledge, missing, nearest_clauses(asked), "benefit")


def not_listed(asked: Asked, grant: Grant) -> Draft:
    """A thing that a list of the same kind leaves out."""
    missing = f"方案列出的补贴范围中没有{_goods(asked)}。"
    if any(covers_goods(fold(grant.clause.text), each) for each in asked.case.goods):
        missing = f"方案没有为{_goods(asked)}规定补贴金额或比例。"  # named, but without a sum
    lists = defining(asked.knowledge, grant)
    return refuse(asked.knowledge, missing, [*lists[:1], grant.clause], "benefit")


def categories(asked: Asked, grants: Iterable[Grant]) -> list[Statement]:
    """The clauses that list the goods of the categories which anything is granted for."""
    clauses = {c.clause_id: c for g in grants for c in defining(asked.knowledge, g)}
    wholes = ((each, list(sentences(asked.knowledge, each))) for each in clauses.values())
    return [quoted(clause, said) for clause, said in wholes if said]


def defining(knowledge: Knowledge, grant: Grant) -> list[Clause]:
    """The clauses that list the goods of a grant's categories, or those of its plan."""
    if not grant.lists:
        return []
    return [
        clause
        for clause in knowledge.clauses()
        if clause.doc_id == grant.clause.doc_id
        and (
            fold(clause.text).replace("\n", "") == grant.lists
            or any(each in grant.lists for each in categories_in([fold(clause.text)]).values())
        )
    ]


def quoted(clause: Clause, said: Sequence[Sentence]) -> Statement:
    """Sentences of a clause in its words."""
    words = "".join(each.text for each in said).replace("\n", "").removeprefix(clause.label)
    words = words.lstrip(".．、 ")
    return Statement(f"{clause_name(clause)}规定：{words}", tuple(each.evidence for each in said))


def said_with(knowledge: Knowledge, grant: Grant) -> list[Sentence]:
    """The sentence that holds a grant."""
    words, place = grant.own.rstrip("，。；"), grant.benefit.span.start
    said = list(sentences(knowledge, grant.clause))
    # Of figures side by side a grant's words are put together.
    around = [s for s in said if s.evidence.span.start <= place < s.evidence.span.end]
    return ([each for each in said if words in each.text] or around)[:1]


def limits_met(asked: Asked, grants: Iterable[Grant]) -> list[Statement]:
    """The sentences that set a date or a time which the case keeps."""
    found = []
    for grant in grants:
        for limit in grant.limits:
            if any(each.facet == limit.facet for each in asked.case.old):
                clause, said = _basis(asked.knowledge, grant, limit.words)
                if said:
                    found.append(quoted(clause, said))
    return list(dict.fromkeys(found))


def listing(asked: Asked, grant: Grant) -> list[Statement]:
    """The sentences that name what a grant is for."""
    said = [
        each
        for each in sentences(asked.knowledge, grant.clause)
        if each.text in grant.paragraph and names_goods(each.text, 2)
    ]
    for above in asked.knowledge.ancestors(grant.clause) if not said else ():
        named = [s for s in sentences(asked.knowledge, above) if names_goods(s.text, 2)]
        if named:  # the standard is an item below what it is for
            return [quoted(above, named)]
    return [quoted(grant.clause, said or said_with(asked.knowledge, grant))]


def _basis(knowledge: Knowledge, grant: Grant, words: str) -> tuple[Clause, list[Sentence]]:
    """The sentence that holds the words: of the grant's clause, else of its document."""
    said = said_with(knowledge, grant)
    if said and words in said[0].text:
        return grant.clause, said
    beside = [s for s in sentences(knowledge, grant.clause) if words in s.text]
    beside = [each for each in beside if each.text in grant.paragraph] or beside
    if beside:
        return grant.clause, beside[:1]
    others = [c for c in knowledge.clauses() if c.doc_id == grant.clause.doc_id]
    for clause in others:
        found = [each for each in sentences(knowledge, clause) if words in each.text]
        if found:
            return clause, found[:1]
    return grant.clause, []
