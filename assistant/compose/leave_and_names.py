"""Whether something may be done without leave, and what a product that the plan names is called."""

import re
from collections.abc import Sequence

from assistant.citations import shown
from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.model import Clause

_DEED = (
    "印发|发布|实施|公布|出台|执行|开工|建设|施工|上线|备案|发放|拨付|使用|调整|变更|动工|出让|处置"
)
_ASKS_LEAVE = re.compile(
    rf"(?:能不能|可不可以|可以|能|可|是否)(?:自己|自行|先)?(?:就)?直接(?:就)?(?P<deed>{_DEED})"
    rf"|(?:不(?:用|经|报|审|送审|审批|审核|批)[^，。？]{{0,8}})(?:能|可以|就)?(?:直接|自行)(?P<other>{_DEED})"
    rf"|(?:要不要|用不用|需不需要|是否需要|需要)[^，。？]{{0,8}}(?:审议|审批|审核|批准|报批|审|批)[^，。？]{{0,8}}(?:才能|再|后)(?P<last>{_DEED})"
)
_LEAVE = re.compile(
    "(?:经|报|须|需|提请)[^，。；]{0,40}?(?:审议|审核|审定|审查|批准|同意|通过|核准|审批|备案)[^，。；]{0,8}?(?:后|方可|方能|才)"
)
_CALLED = re.compile("叫(?:做|什么|啥)|什么名字|名称是|名字叫|哪[个款种]产品")
_NAMED = re.compile("“(?P<name>[^”]{2,16})”")
_OF_PRODUCT = re.compile("产品|信贷|贷款|品牌|平台|活动|工程|计划|行动|基金|保险|服务|卡|券")
_SAID = 0.2  # coverage of the topic by a sentence from which it is about it
_SHARED = 3  # characters in a row that a question and the matter of a sentence share
_KINDS = {
    "信贷": "贷",
    "贷款": "贷",
    "保险": "保险",
    "基金": "基金",
    "平台": "平台",
    "卡": "卡",
    "券": "券",
}


def leave(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The clause that asks for leave before a deed; None where the question is not about that."""
    asked = _ASKS_LEAVE.search(question.folded)
    if asked is None:
        return None
    deed = next(each for each in asked.groups() if each)
    rest = question.folded.replace(asked[0], "，")
    found = [
        (matcher.coverage(rest, sentence), clause, evidence)
        for clause in knowledge.clauses()
        for evidence, sentence in sentences_of(knowledge, clause)
        if (hit := _LEAVE.search(sentence))
        and deed in sentence[hit.start() :]
        and _shares(rest, sentence[: hit.start()])
    ]
    share, clause, evidence = max(found, key=lambda each: each[0], default=(0.0, None, None))
    if clause is None or evidence is None or share <= 0:
        return None
    direct = "直接" in asked[0] or "自行" in asked[0]
    verdict = f"不能直接{deed}" if direct else "需要"
    return _told(knowledge, clause, evidence, verdict, "content")


def _shares(question: str, matter: str) -> bool:
    runs = (question[i : i + _SHARED] for i in range(len(question) - _SHARED + 1))
    return any(run in matter for run in runs if "，" not in run)


def called(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: Sequence[TopicMatch]
) -> Draft | None:
    """What a product is called, by the name between quotation marks; None where none is asked."""
    kind = _OF_PRODUCT.findall(question.topic)
    if not _CALLED.search(question.folded) or not kind:
        return None
    kinds = {_KINDS[each] for each in kind if each in _KINDS}
    wanted = kinds or set(kind)
    best: tuple[float, Clause, Evidence, str] | None = None
    for clause in knowledge.clauses():
        for evidence, sentence in sentences_of(knowledge, clause):
            for piece in re.split("[，。；]", sentence):
                names = "".join(hit[0] for hit in _NAMED.finditer(piece))
                if not names or not all(each in piece for each in wanted):
                    continue
                score = matcher.coverage(question.topic, piece)
                if score >= (0.0 if kinds else _SAID) and (best is None or score > best[0]):
                    best = (score, clause, evidence, names)
    if best is None:
        return None
    return _told(knowledge, best[1], best[2], f"叫{best[3]}", "define")


def _told(
    knowledge: Knowledge, clause: Clause, evidence: Evidence, verdict: str, intent: str
) -> Draft:
    source = knowledge.source(clause.doc_id).text
    said = shown(source[evidence.span.start : evidence.span.end])
    return Draft(intent, (Statement(f"{verdict}，{clause_name(clause)}写明：{said}", (evidence,)),))
