"""Whom to call about a plan, with the facts of its issuing page that are asked beside it."""

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.compose.metadata import FACTS, called, heads, of_document, sentences
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatch
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold
from indexer.parse.organs import without_level

_TELEPHONE = re.compile(
    r"(?<!\d)(?:0\d{2,3}[-—–]{0,2}\d{7,8}|[48]00[-—–]?\d{3,4}[-—–]?\d{3,4}|1[02]\d{3}|12\d{3}|(?<=[话线：])\d{7,8})(?!\d|万|亿|%)"
)
_HOTLINE = re.compile("电话|热线|咨询|举报|投诉|反映|拨打")
# Where a number is made known, though the plan does not give it.
_MADE = re.compile(
    "(?:公布|公开|公示|设立|设置|开通|畅通|发布)[^，。；]{0,20}(?:电话|热线)"
    "|(?:电话|热线)[^，。；]{0,24}?(?:公布|公开|公示|畅通)"
)
_FIND = re.compile(
    "(?:哪里?|哪儿|怎么|从哪|什么地方)(?:能|可以|才能|去|公布|公开)*(?:查|找到|看|公布|公开)|查[^，。]{0,6}(?:电话|热线|号码)|(?:公布|公开)(?:在|了吗|吗|没)"
)
# An office below that of the plan: 高新区商务部门, 城关镇便民服务中心.
_LOCAL = re.compile(
    "(?P<place>(?![本各该全哪]|我们?)[\u4e00-\u9fff]{1,4}?(?:新区|开发区|经开区|[区县镇乡]|街道))的?"
    "(?P<of>[\u4e00-\u9fff]{0,8}?(?:部门|[局委办]|中心|大厅|窗口|管委会|办事处|政府))的?(?:咨询|联系|服务|投诉|办公|值班)?(?:热线|电话|号码|座机)"
)
_LINE = re.compile("(?:^|\n)(?:联系方式|联系电话|咨询电话|咨询方式)：?\n")
_COMPLAINT = re.compile("投诉|举报")
_DONE = re.compile("以旧换新|换新|更新|报废|淘汰|补贴|补助|政策|咨询|询问")
_ABOUT = 0.3  # share of the matter in the words around a telephone, from which it is meant
_WHOM = ("contact", "lead", "responsible", "cooperating", "place", "procedure")
_OTHER_FIGURE = re.compile(r"\d(?:\d|\.|,)*(?:%|[万亿元年月日台辆个家座户套件])")
_HEADED = re.compile("联系方式|联系电话|咨询|联系人")


def without_telephones(
    knowledge: Knowledge, question: Question, matches: list[TopicMatch]
) -> list[TopicMatch]:
    """The matches without rows of a list of telephones, unless whom to turn to is asked."""
    if question.asks(*_WHOM):
        return matches
    kept = [each for each in matches if not _is_telephone(knowledge, each.clause)]
    return kept or matches


def _is_telephone(knowledge: Knowledge, clause: Clause) -> bool:
    """Whether a row of a table has a telephone, and no other figure."""
    if clause.kind is not ClauseKind.ROW:
        return False
    rest, found = _TELEPHONE.subn("", knowledge.folded(clause))
    return found > 0 and not _OTHER_FIGURE.search(rest)


def contact(
    knowledge: Knowledge,
    related: Statement | None = None,
    organs: tuple[str, ...] = (),
    about: Callable[[str], float] = lambda _: 0.0,
) -> Draft:
    """Whom to call; beside it who leads the matter asked about.

    A hotline in a clause is no telephone of an organ that the clause does not speak of. Of
    several telephones those are told whose words are nearest to the matter, as ``about`` says.
    """
    statements = [related] if related else []
    for document, head in heads(knowledge):
        for each in document.contacts:
            organ = f"**{each.organ}**，" if each.organ else ""
            text = f"{called(knowledge, document)}写明的联系方式是{organ}电话**{each.telephone}**。"
            statements.insert(
                0, Statement(text, (Evidence(head, each.span),), _parts(each.telephone))
            )
    found = any(document.contacts for document in knowledge.documents)
    named = [each.organ for document in knowledge.documents for each in document.contacts]
    if organs and found and all(named) and not any(_same(organs, each or "") for each in named):
        none = Statement(f"方案没有写明{organs[0]}的联系方式。")
        return Draft("contact", (none, *statements), found=False, named=True)
    if not found:
        said = [
            each
            for document in knowledge.documents
            for each in sentences(knowledge, document, _TELEPHONE)
            if _HOTLINE.search(each.text) or _under_contacts(each)
            if not organs or any(without_level(organ) in each.text for organ in organs)
        ]
        said = _nearest(said, about)
        found = bool(said or related)
        missing = [] if said else [Statement("文件没有写明联系电话。")]
        statements = [*said, *statements, *missing]
    if not found:
        where = [each for doc in knowledge.documents for each in sentences(knowledge, doc, _MADE)]
        statements = [*_nearest(where, about)[:1], *statements]
    return Draft("contact", tuple(statements), found=found, named=True)


def published(knowledge: Knowledge, question: Question, draft: Draft) -> Draft:
    """A draft without a number as an answer, where it is asked where the number is published."""
    says = draft.statements[:1] if not draft.found and _FIND.search(question.folded) else ()
    if not any(_MADE.search(each.text) and each.evidence for each in says):
        return draft
    return replace(draft, found=True)


def of_local(knowledge: Knowledge, question: Question, draft: Draft) -> Draft:
    """A refusal where the telephone of an office of some lower place is asked, and none is given."""
    hit = _LOCAL.search(question.folded)
    own = "".join(
        f"{each.title}{each.issuer or ''}{each.region or ''}" for each in knowledge.documents
    )
    if hit is None or not draft.found or hit["place"] in fold(own):
        return draft
    if any(hit["place"] in each.text for each in draft.statements):
        return draft
    where = [each for doc in knowledge.documents for each in sentences(knowledge, doc, _MADE)]
    missing = Statement(f"方案没有写明{hit['place']}{hit['of']}的联系电话。")
    return Draft("contact", (missing, *where[:1], *draft.statements), found=False, named=True)


def asks_whom(question: Question) -> bool:
    """Whether it is asked which office to turn to, and not for a telephone."""
    whom = re.search("哪个(?:部门|单位|局|机构)|哪家|找谁|问谁|向谁", question.folded)
    return whom is not None and not re.search("电话|热线|号码|联系|举报|投诉", question.folded)


def with_facts(knowledge: Knowledge, question: Question, draft: Draft) -> Draft:
    """A telephone with the facts of the issuing page that are asked beside it."""
    cues = ("interpretation", *FACTS)
    asked = [cue for cue in cues if cue != "doc_issuer" and question.asks(cue)]
    facts = [
        statement
        for document, head in heads(knowledge)
        for cue in asked
        for statement in of_document(knowledge, document, head, cue)
    ]
    if not facts:
        return draft
    return replace(draft, statements=(*facts, *draft.statements), found=True)


def matter_of(question: Question) -> str:
    """What a telephone is asked for: the thing without what is done with it, or a complaint."""
    complaint = _COMPLAINT.search(question.folded)
    return complaint[0] if complaint else _DONE.sub("", question.topic).strip()


def _nearest(said: list[Statement], about: Callable[[str], float]) -> list[Statement]:
    """The statements that say most of the matter asked; all where none says enough of it."""
    shares = [about(each.text) for each in said]
    best = max(shares, default=0.0)
    if best < _ABOUT:
        return said
    return [each for each, share in zip(said, shares, strict=True) if share == best]


def _under_contacts(said: Statement) -> bool:
    """Whether a statement is of a part, or stands below a line, that is headed 联系方式."""
    return any(
        _HEADED.search(fold(" ".join(each.clause.path))) or _LINE.search(fold(each.clause.text))
        for each in said.evidence
    )


def _same(organs: tuple[str, ...], written: str) -> bool:
    """Whether an organ of a telephone is one of those asked for."""
    own = without_level(fold(written))
    return any(without_level(organ) in own or own in without_level(organ) for organ in organs)


def _parts(telephone: str) -> tuple[int, ...]:
    return tuple(int(part) for part in telephone.replace("，", "-").split("-") if part.isdigit())
