"""What other clauses of a document say for a grant: goods of its categories, limits of pieces."""

import re
from dataclasses import replace

from assistant.compose.arithmetic import limits_pieces
from assistant.compose.categories import (
    Categories,
    categories_in,
    listed_in,
    named_categories,
    parts_for,
)
from assistant.compose.goods import (
    as_goods,
    covers_goods,
    lists_group,
    named,
    names_goods,
    names_kinds,
    weak_names,
)
from assistant.compose.grants import Grant, Sentence, cap_in, sentences
from assistant.knowledge import Knowledge
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_SCOPE = 4  # goods that a clause names at least, to be the plan's list of them
_OF_LIST = re.compile("产品|商品|品类|家电|数码")  # goods that a standard leaves to the list
_OF_BUYING = re.compile(
    "补贴|补助|购买|换新|品类|范围|类(?:产品|商品|家电)"
)  # no list of standards
_OF_EACH = re.compile("每[个家户年人位台件辆套]|单[个户家台件]|年度|同一")
_ARTICLE = re.compile("第.{1,4}条")
_BARE = 40  # characters of an item that is a cap and nothing else
_IN_BRACKETS = re.compile("（[^）]*）")
_WHOLE = "(?:到|至|为)?(?:个位|元|整元|整数|取整)"
_ROUNDING = (
    ("up", re.compile("向上取整|进位取整|不足(?:1|一)元的?，?(?:按|计|以)(?:1|一)元|进一法")),
    (
        "half",
        re.compile(f"四舍五入[^。；]{{0,12}}{_WHOLE}|{_WHOLE}[^。；]{{0,10}}四舍五入|四舍五入取整"),
    ),
    (
        "down",
        re.compile(
            "向下取整|抹零|不足(?:1|一)元的?(?:部分)?，?(?:不计|舍去|忽略)|舍去(?:小数|角分)|取整(?:到|至)元"
        ),
    ),
)


def with_document(knowledge: Knowledge, grants: list[Grant]) -> list[Grant]:
    """The grants with what their documents say of them in other clauses."""
    documents = dict.fromkeys(each.clause.doc_id for each in grants)
    defined = {doc_id: _categories(knowledge, doc_id) for doc_id in documents}
    counting = {doc_id: _counting(knowledge, doc_id) for doc_id in documents}
    rounding = {doc_id: rounding_in(_text(knowledge, doc_id)) for doc_id in documents}
    grants = [_capped_behind(knowledge, _capped_beside(each, grants)) for each in grants]
    grants = [replace(each, rounding=rounding[each.clause.doc_id]) for each in grants]
    scopes = {doc_id: _scopes(knowledge, doc_id) for doc_id in documents}
    return [
        _listed(
            _completed(each, defined[each.clause.doc_id], counting[each.clause.doc_id]),
            scopes[each.clause.doc_id],
            knowledge.document(each.clause.doc_id).title,
        )
        for each in grants
    ]


def _listed(grant: Grant, scopes: list[Clause], title: str) -> Grant:
    """A grant for 补贴产品 with the goods that another clause lists as those of the plan."""
    around = f"{grant.clause.title}{grant.before}{grant.own}"
    if grant.lists or names_kinds(fold(around)):
        return grant
    if not names_goods(fold(f"{''.join(grant.clause.path)}{around}")) and names_kinds(title):
        return replace(grant, titled=fold(title))  # 补贴比例为…的15% of a rule for phones alone
    if not _OF_LIST.search(grant.own):
        return grant
    chapter = grant.clause.path[0]
    near = [each for each in scopes if each.path[0] == chapter] or scopes
    if len(near) != 1 or near[0] == grant.clause or not _lists_for(near[0], fold(around)):
        return grant
    return replace(grant, lists=fold(near[0].text).replace("\n", ""))


def _lists_for(clause: Clause, around: str) -> bool:
    """Whether a list may be that of what a grant is for: one of household goods is none of 农机."""
    text = fold(clause.text)
    own = [as_goods(rule, True) for rule in named(around) if rule.id not in weak_names()]
    return not own or any(covers_goods(text, o) or lists_group(o.name, text) for o in own)


def _capped_beside(grant: Grant, grants: list[Grant]) -> Grant:
    """A rate with the cap that alone stands in a clause beside it: 每个主体年度上限为15万元."""
    if grant.benefit.rate is None or grant.benefit.cap is not None:
        return grant
    caps = [
        each
        for each in grants
        if each.benefit.rate is None
        and each.benefit.amount is None
        and each.clause.parent_id == grant.clause.parent_id
        and each.clause.parent_id
        and _OF_EACH.search(each.own)
        and _of_same(each.own, grant.own)
    ]
    rates = [
        each
        for each in grants
        if each.benefit.rate and each.clause.parent_id == grant.clause.parent_id
    ]
    if len(caps) != 1 or not (len(rates) == 1 or _of_article_before(caps[0], rates)):
        return grant
    benefit = replace(grant.benefit, cap=caps[0].benefit.cap)
    return replace(grant, benefit=benefit, capped=caps[0].evidence)


def _of_article_before(cap: Grant, rates: list[Grant]) -> bool:
    """Whether a cap is for all rates of its part, which one article or item before it sets."""
    articles = {each.clause.clause_id: each.clause for each in rates}
    one = next(iter(articles.values()), None)
    return (
        one is not None
        and len(articles) == 1
        and (_ARTICLE.match(one.label) is not None or _of_each_piece(cap.clause))
        and one.own.start < cap.clause.own.start
        and all(each.benefit.cap is None for each in rates)
    )


def _of_each_piece(item: Clause) -> bool:
    """Whether an item says nothing but a cap for each piece: 3.每件产品补贴金额最高不超过2000元."""
    said = fold(item.text)
    return _OF_EACH.search(said) is not None and len(said) <= _BARE and not names_goods(said)


def _capped_behind(knowledge: Knowledge, grant: Grant) -> Grant:
    """A rate of an item with the cap that a paragraph behind all items sets: 每件补贴不超过2000元.

    Such a paragraph has no label of its own, and so stands in the text of the last item.
    """
    parent = grant.clause.parent_id
    if grant.benefit.rate is None or grant.benefit.cap is not None or not parent:
        return grant
    items = knowledge.children(knowledge.clause(parent))
    last = items[-1] if items else grant.clause
    if "\n" not in last.text or last == grant.clause:
        return grant
    behind = fold(last.text.partition("\n")[2])
    caps = {each.cap for each in knowledge.benefits(last) if each.cap and cap_in(behind, each.cap)}
    if (
        len(caps) != 1
        or not _OF_EACH.search(behind)
        or not _of_same(_IN_BRACKETS.sub("", behind), grant.own)
    ):
        return grant
    cap = caps.pop()
    said = [s for s in sentences(knowledge, last) if cap_in(s.text, cap) and s.text in behind]
    if not said:
        return grant
    return replace(grant, benefit=replace(grant.benefit, cap=cap), capped=said[0].evidence)


def _of_same(cap: str, own: str) -> bool:
    """Whether a cap may be that of a rate: that of a tractor is none of what a loan costs."""
    goods = [as_goods(rule, True) for rule in named(cap) if rule.id not in weak_names()]
    return not goods or any(covers_goods(own, each) for each in goods)


def _scopes(knowledge: Knowledge, doc_id: str) -> list[Clause]:
    """The clauses that list the goods of a plan and grant nothing themselves."""
    return [
        each
        for each in knowledge.clauses()
        if each.doc_id == doc_id
        and each.path
        and each.kind not in (ClauseKind.HEAD, ClauseKind.ROW)
        and names_goods(fold(each.text), _SCOPE)
        and _OF_BUYING.search(fold(each.text))
        and not knowledge.benefits(each)
    ]


def rounding_in(text: str) -> str:
    """How a plan rounds what it grants to whole yuan: up, half (四舍五入) or down."""
    return next((way for way, pattern in _ROUNDING if pattern.search(text)), "")


def _text(knowledge: Knowledge, doc_id: str) -> str:
    return "".join(
        fold(each.text).replace("\n", "")
        for each in knowledge.clauses()
        if each.doc_id == doc_id and not each.text.startswith("附件")
    )


def _completed(grant: Grant, categories: Categories, counting: list[Sentence]) -> Grant:
    names = named_categories(categories, grant.own, grant.before)
    counted, pieces = None, ""
    for sentence in () if limits_pieces(grant.paragraph) else counting:
        part = parts_for(sentence.text, names)
        clause = sentence.evidence.clause
        around = fold(f"{' '.join(clause.path)}{clause.text}")
        of_all = names or not names_goods(around) or _beside_article(clause, grant.clause)
        if of_all and limits_pieces(part):
            counted, pieces = sentence, part
            break
    return replace(grant, lists=listed_in(categories, names), counted=counted, pieces=pieces)


def _beside_article(clause: Clause, granting: Clause) -> bool:
    """Whether a clause is an article of the chapter in which another one grants something."""
    articles = _ARTICLE.match(clause.label) and _ARTICLE.match(granting.label)
    return bool(articles and granting.parent_id) and clause.parent_id == granting.parent_id


def _categories(knowledge: Knowledge, doc_id: str) -> Categories:
    return categories_in(fold(each.text) for each in knowledge.clauses() if each.doc_id == doc_id)


def _counting(knowledge: Knowledge, doc_id: str) -> list[Sentence]:
    """The sentences that say how many pieces a person may have."""
    return [
        sentence
        for clause in knowledge.clauses()
        if clause.doc_id == doc_id and clause.kind is not ClauseKind.HEAD
        for sentence in sentences(knowledge, clause)
        if limits_pieces(sentence.text)
    ]
