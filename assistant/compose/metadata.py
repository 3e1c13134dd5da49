"""Facts of the document: number, date, issuer, addressee, contact, parents, structure."""

import re
from dataclasses import replace

from assistant.compose import grounds, issue_day, issuers
from assistant.compose.sentences import sentences_of
from assistant.compose.targets import target_years
from assistant.compose.wording import clause_name, whole
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from indexer.model import Clause, ClauseKind, Document
from indexer.parse.normalize import fold

FACTS = {  # cue: name of the fact, how it is said
    "title": ("title", "全称是《**{}**》"),
    "doc_number": ("doc_number", "发文字号是**{}**"),
    "doc_date": ("issued_on", "成文日期是**{}**"),
    "doc_published": ("published_on", "发布日期是**{}**"),
    "doc_issuer": ("issuer", "由**{}**印发"),
    "addressee": ("addressee", "印发给**{}**"),
    "copied": ("copied", "抄送**{}**"),
    "publicity": ("publicity", "标注的公开属性是“**{}**”"),
    "effective": ("effective", "写明：{}"),
}
_OWN_TOO = re.compile(
    "(?:文号|编号)(?:和|、|及|以及|与|，|跟)"
    "|^(?:(?!依据|上级|根据).)*(?:文号|编号)(?:是|为)?(?:多少|什么|啥|哪个)[^依根贯落上]{0,6}(?:依据|根据|贯彻|落实|上级)"
    "|(?<!件)(?<!的)(?:和|、|及|以及|与|，|跟)(?:文号|编号)"
)  # 文号和上级文件
_PUBLISHED = re.compile("发布|公布|上网|挂网|公开的?(?:日期|时间)")
_INTERNAL = re.compile("内部|保密|涉密|机密|秘密")
_INDEXED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_OPEN = re.compile("(?<!不)(?<!不予)公开")
_CUES = {"doc_title": "title", "doc_addressee": "addressee", "doc_publicity": "publicity"}
_CUES |= {"doc_effective": "effective", "doc_approval": "approval", "doc_copied": "copied"}
_CUES["doc_joint"] = "doc_issuer"
_CUES |= {"doc_interpretation": "interpretation", "doc_attachments": "attachments"}
# What the issuing page's facts lack and a sentence of the plan may say.
_SAID = {
    "effective": re.compile("有效期|(?:施行|执行|实施|有效|试行)(?:期|至|到)|起(?:施行|实施|执行)"),
    "interpretation": re.compile("解释"),
    # A text without a date of issue may say when it was made known.
    "doc_date": re.compile(
        r"(?:方案|文件|通知|细则|办法)[^，。；]{0,6}于20\d\d年\d+月(?:\d+日)?[^。；]{0,10}(?:发布|公布|印发|介绍|出台|公开)"
    ),
    "attachments": re.compile("(?m)^附(?:件|表|录)[\\d一二三四：:]"),
    "approval": re.compile("会议.{0,8}(?:通过|同意|审定)|(?:同意|批准|审定)，?现"),
}
_LISTED = re.compile(r"附件[:：]\s*(?P<list>1[.．、][^\n]*(?:\n\s*\d{1,2}[.．、][^\n]*)+)")
_NUMBERED = re.compile(r"\s*\d{1,2}[.．、]\s*")
_MISSING = {
    "effective": "没有写明有效期和施行日期",
    "approval": "没有写明经哪次会议通过",
    "interpretation": "没有写明由谁负责解释",
    "attachments": "没有写明有附件",
    "copied": "没有写明抄送哪些单位",
}


def fact(knowledge: Knowledge, question: Question) -> Draft:
    """Facts of the issuing page, each one asked for, for each document asked."""
    first = _CUES.get(question.intent, question.intent)
    if another := issuers.of_another(knowledge, question.folded):
        missing = f"方案不是{another}印发的，无法据此回答。"
        return Draft(question.intent, (Statement(missing), *grounds.cited(knowledge)), found=False)
    asked = dict.fromkeys((first, *(cue for cue in FACTS if question.asks(cue))))
    if first == "attachments":
        asked.pop("title", None)  # 附件叫什么名字 asks for theirs
    if question.asks("horizon"):
        asked["effective"] = None
    if "doc_issuer" in asked and re.search("哪一?天|几号|何时|什么时候|日期", question.folded):
        asked["doc_date"] = None
    if question.years and question.asks("yesno"):
        asked = {"doc_date": None, **asked}
    if _PUBLISHED.search(question.folded):
        # Where both days are known, the one that is asked for comes first.
        both = ("doc_date", "doc_published")[:: 1 if "成文" in question.folded else -1]
        asked = {cue: None for each in asked for cue in (both if each == "doc_date" else (each,))}
    statements = [
        statement
        for document, head in heads(knowledge)
        for cue in asked
        for statement in of_document(knowledge, document, head, cue)
    ]
    if question.asks("parents") and first != "effective":
        statements += grounds.cited(knowledge)
    if statements:
        no = _corrected(knowledge, question, statements)
        return Draft(question.intent, (*no, *statements), named=True)
    missing = _MISSING.get(first, "没有写明这一项")
    return Draft(
        question.intent,
        (Statement(f"方案{missing}。"),),
        found=False,
        related=tuple(whole(head) for _, head in heads(knowledge)),
    )


def _corrected(
    knowledge: Knowledge, question: Question, statements: list[Statement]
) -> tuple[Statement, ...]:
    """The no to what a question takes for granted of a document and is not so."""
    organs = [name for names in question.organs for name in names]
    organs = organs or list(question.unknown_organs)
    if not _supposed_rightly(knowledge, question, organs):
        return (Statement("不对。"),)
    internal = question.intent == "doc_publicity" and _INTERNAL.search(question.folded)
    shown = any(_OPEN.search(each.text.partition("**")[2]) for each in statements)
    return (Statement("不是。"),) if internal and shown else ()


def _supposed_rightly(knowledge: Knowledge, question: Question, organs: list[str]) -> bool:
    """Whether what a question takes for granted of a document is so; so, too, where nothing is."""
    if not question.asks("yesno", "confirm"):
        return True
    years = {str(each.issued_on.year) for each in knowledge.documents if each.issued_on}
    issued = not organs or any(each.issuer in organs for each in knowledge.documents)
    if question.intent == "doc_issuer" and issuers.supposed_wrongly(knowledge, question.folded):
        return False
    named = {each.doc_id for each in knowledge.documents}
    if question.intent == "doc_date" and issue_day.supposed_wrongly(knowledge, question.folded):
        return False
    if question.asks("doc_number") and not set(question.documents) <= named:
        return False  # another plan bears that number
    return issued and set(question.years) <= years and not question.unknown_documents


def of_document(
    knowledge: Knowledge, document: Document, head: Clause, cue: str
) -> list[Statement]:
    """A fact of a document as a cue asks for it; none where the document lacks it."""
    name, words = FACTS.get(cue, (cue, "写明：{}"))
    found = next((each for each in document.facts if each.name == name), None)
    if found is not None:
        value, derived = _day(fold(found.value))
        text = f"{called(knowledge, document)}{words.format(value)}。"
        where = knowledge.clause_at(document.doc_id, found.span.start)
        return [Statement(text, (Evidence(where, found.span),), derived)]
    if cue == "attachments" and (held := _annexes(knowledge, document)):
        return held
    if cue == "attachments" and (listed := _listed_annexes(knowledge, document)):
        return listed
    pattern = _SAID.get(cue)
    most = 9 if cue == "attachments" else 1
    return sentences(knowledge, document, pattern)[:most] if pattern else []


def _day(value: str) -> tuple[str, tuple[float, ...]]:
    """A day in full, 2024年7月9日, with its numbers; 2024-07-09 is how the index of a page has it."""
    hit = _INDEXED.fullmatch(value.strip())
    if hit is None:
        return value, ()
    year, month, day = (int(part) for part in hit.groups())
    return f"{year}年{month}月{day}日", (float(year), float(month), float(day))


def _listed_annexes(knowledge: Knowledge, document: Document) -> list[Statement]:
    """The list of annexes at the end of a document, counted: 附件：1.申请表 2.花名册."""
    for clause in document.clauses:
        hit = _LISTED.search(clause.text) if clause.kind is ClauseKind.TAIL else None
        if hit is None:
            continue
        names = [each.strip() for each in _NUMBERED.split(hit["list"]) if each.strip()]
        text = f"{called(knowledge, document)}列有**{len(names)}个附件**：{'；'.join(names)}。"
        return [Statement(text, (Evidence(clause, clause.own),), (float(len(names)),))]
    return []


def _annexes(knowledge: Knowledge, document: Document) -> list[Statement]:
    """The annexes that a document holds, each with its title."""
    found = [c for c in document.clauses if c.kind is ClauseKind.ANNEX and c.heading]
    lines = [
        Statement(f"- {c.label}《{fold(c.heading or '')}》", (whole(c),), row=True) for c in found
    ]
    first = Statement(f"{called(knowledge, document)}有**{len(found)}个附件**：")
    return [first, *lines] if found else []


def horizon(knowledge: Knowledge, question: Question) -> Draft:
    """The years that a plan is for: those of its title, its validity, those of its targets."""
    statements = []
    for document, head in heads(knowledge):
        title = next((each for each in document.facts if each.name == "title"), None)
        if title is not None and re.search(r"20\d\d", title.value):
            text = f"{called(knowledge, document)}的标题写明：《{fold(title.value)}》。"
            statements.append(Statement(text, (Evidence(head, title.span),)))
    statements += in_force(knowledge)
    if question.asks("effective") and not statements:  # 有效期到哪年: targets are no validity
        said = (Statement("方案没有写明有效期和废止时间。"), *target_years(knowledge))
        return Draft("horizon", said, found=False)
    statements += target_years(knowledge)
    if not statements:
        return Draft("horizon", (Statement("方案没有写明实施期限和目标年份。"),), found=False)
    wrong = question.supposes and not all(
        any(year in each.text for each in statements) for year in question.years
    )
    no = (Statement("不对。"),) if wrong else ()
    return Draft("horizon", (*no, *statements), named=True)


def in_force(knowledge: Knowledge, of: Document | None = None) -> list[Statement]:
    """Until when, or from when on, the documents are in force, where they say so; or one alone."""
    return [
        statement
        for document, head in heads(knowledge)
        if of is None or document.doc_id == of.doc_id
        for statement in of_document(knowledge, document, head, "effective")
    ]


def sentences(
    knowledge: Knowledge, document: Document, pattern: re.Pattern[str]
) -> list[Statement]:
    """The sentences of a document that a pattern finds, the last clauses first."""
    found = []
    saying = knowledge.saying(pattern)
    for clause in document.clauses[:1] + document.clauses[:0:-1]:
        if clause.clause_id not in saying:
            continue
        for evidence, text in sentences_of(knowledge, clause):
            if pattern.search(text):
                said = text.rstrip("。；")
                found.append(Statement(f"{clause_name(clause)}写明：{said}。", (evidence,)))
    return found


def unknown_document(knowledge: Knowledge, question: Question) -> Draft:
    """A document asked by number that the corpus lacks; where it is cited is shown."""
    asked = "、".join(question.unknown_documents)
    cited = tuple(
        Statement(
            f"{called(knowledge, document)}提到它：{fold(each.text)}。",
            (Evidence(knowledge.clause(each.clause_id), each.span),),
        )
        for document in knowledge.documents
        for each in document.references
        if each.doc_number and fold(each.doc_number) in question.unknown_documents
    )
    first = Statement(f"文件库中没有{asked}的全文，无法据此回答。")
    return Draft("unknown_document", (first, *cited), found=False, named=True)


def parents(knowledge: Knowledge, question: Question) -> Draft:
    """The documents that the preamble names as its ground."""
    issued = any(each.issuer and each.issuer in question.folded for each in knowledge.documents)
    if issued and not question.asks("parents"):  # 商务部的文件文号 of a paper of that ministry
        return fact(knowledge, replace(question, intent="doc_number"))
    statements = grounds.cited(knowledge)
    if statements:
        both = replace(question, intent="doc_number", cues=question.cues - {"parents"})
        own = fact(knowledge, both).statements if _OWN_TOO.search(question.folded) else ()
        return Draft("doc_parents", (*own, *statements))
    if question.asks("doc_number"):  # 依据的山东省那份，文号: that one's own
        return fact(knowledge, replace(question, intent="doc_number"))
    said = grounds.in_words(knowledge)
    if said:
        return Draft("doc_parents", said)
    return Draft("doc_parents", (Statement("文件没有写明依据的上级文件。"),), found=False)


def heads(knowledge: Knowledge) -> list[tuple[Document, Clause]]:
    """Each document with its issuing page."""
    return [(doc, clause) for doc in knowledge.documents for clause in doc.clauses[:1]]


def called(knowledge: Knowledge, document: Document) -> str:
    """How an answer calls a document: by its title where there are several."""
    return "方案" if len(knowledge.documents) == 1 else f"《{fold(document.title)}》"
