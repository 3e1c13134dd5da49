"""How a question was read, for people and for scripts, so that a wrong reading can be seen."""

from assistant.question import Question

_WORDS = {
    "lead": "牵头单位",
    "responsible": "责任单位",
    "cooperating": "配合单位",
    "when": "期限",
    "value": "数值",
    "amount": "金额",
    "procedure": "办理",
    "list": "清单",
    "count": "数量",
    "content": "内容",
    "define": "含义",
    "yesno": "是否",
    "most": "最多",
    "least": "最少",
    "target": "目标",
    "shared": "单位数",
    "contact": "联系方式",
    "doc_number": "文号",
    "doc_date": "日期",
    "doc_issuer": "发文机关",
    "parents": "依据",
    "structure": "结构",
    "duty": "任务",
}


def reading_of(question: Question) -> str:
    """How a question was read, for people: 牵头单位 · 农机报废更新."""
    asked = [word for cue, word in _WORDS.items() if cue in question.cues]
    slots = [
        " + ".join(asked),
        question.topic,
        *("、".join(names) for names in question.organs),
        *question.labels,
        *(f"{year}年" for year in question.years),
    ]
    return " · ".join(each for each in slots if each)


def slots_of(question: Question) -> dict[str, list[str]]:
    """The slots that were filled, as JSON gives them."""
    slots = {
        "topic": [question.topic] if question.topic else [],
        "organs": [name for names in question.organs for name in names],
        "unknown_organs": list(question.unknown_organs),
        "other_places": list(question.other_places),
        "documents": [*question.documents, *question.unknown_documents],
        "clauses": list(question.labels),
        "years": list(question.years),
        "asks": sorted(question.cues),
    }
    return {name: values for name, values in slots.items() if values}
