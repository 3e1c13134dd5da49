"""Rows of tables in words: which cells say what is to be done, how many rows an annex has."""

import re

from assistant.compose.parts import named_annexes
from assistant.compose.wording import whole
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from indexer.parse.normalize import fold
from indexer.parse.numbering import number_of

_COUNTED = re.compile(
    r"(?:多少|几)(?:[项个条]|大项)(?:重点|主要|具体|工作)?(?:指标|任务|措施|工作|事项|内容|职责)*[吗呢啊]?[？?。]?$"
    r"|共[^，。]{0,6}(?:多少|几)[项个条]"
)

_OF_ORGANS = re.compile("牵头|主责|责任(?:单位|部门)|配合(?:单位|部门)|协办|由谁|哪个(?:单位|部门)")


def count(knowledge: Knowledge, question: Question) -> Draft | None:
    """How many rows an annex has, where a question names one and asks that; else None."""
    if question.organs or _OF_ORGANS.search(question.folded):
        return None
    if not _COUNTED.search(question.folded):
        return None
    lines = []
    for annex in named_annexes(knowledge, question):
        rows = knowledge.children(annex)
        tasks = len({number_of(row) for row in rows})
        if not rows:
            continue
        title = f"《{fold(annex.heading)}》" if annex.heading else ""
        beside = f"，分为{len(rows)}行措施" if len(rows) > tasks else ""
        text = f"{annex.label}{title}共列出**{tasks}项**{beside}。"
        lines.append(Statement(text, (whole(annex), whole(rows[-1])), (tasks, len(rows))))
    return Draft("clause", tuple(lines)) if lines else None
