"""Where a thing is done online: 在手机上怎么查充电桩 has the sentence with the APP for its answer."""

import re

from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatcher
from indexer.model import Clause, ClauseKind

_ASKED = re.compile("(?:在|用|拿)?(?:手机|网上|线上|在线|微信|网络)(?:里|上|端)?|APP|小程序|公众号")
_SAID = re.compile("APP|App|小程序|公众号|客户端|二维码")
# What is done there, as people ask and as plans say.
_DONE = (
    (re.compile("查|看|找|知道|了解"), re.compile("查|发布|公布|实时|推送|显示|告知")),
    (re.compile("申[请领报]|领|报名|填"), re.compile("申[请领报]|领取|报名|填报")),
    (re.compile("预约|挂号"), re.compile("预约|挂号")),
    (re.compile("缴|交费|付|买|下单"), re.compile("缴|支付|购买|下单")),
)
_LEAST = 0.25  # coverage of the topic by a sentence under its heading


def online(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question
) -> tuple[Statement, ...]:
    """The sentence that says by which app or site what is asked is done; () where none does."""
    topic = _ASKED.sub(" ", question.topic).strip()
    done = next((said for asked, said in _DONE if asked.search(question.folded)), None)
    if not topic or done is None or not _ASKED.search(question.folded):
        return ()
    best: tuple[float, Clause, Evidence] | None = None
    for clause in knowledge.clauses():
        if clause.kind is ClauseKind.HEAD or not _SAID.search(knowledge.folded(clause)):
            continue
        for evidence, text in sentences_of(knowledge, clause):
            if _SAID.search(text) and done.search(text):
                said = matcher.coverage(topic, text)
                share = 0.7 * said + 0.3 * matcher.coverage(topic, f"{clause.heading or ''}{text}")
                if best is None or share > best[0]:
                    best = share, clause, evidence
    if best is None or best[0] < _LEAST:
        return ()
    _, clause, evidence = best
    words = quoted(knowledge, evidence)
    return (Statement(f"{clause_name(clause)}写明：{words}", (evidence,)),)
