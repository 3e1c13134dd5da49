"""How something is done, where the plan says it: 企业怎么报名 has the clause on 自愿报名.

A sentence counts that has the act asked for and a way to do it, be it a platform, an office
or papers; plans that only promise a procedure have none.
"""

import re

from assistant.compose.goods import covers_goods, strong_goods, with_cars
from assistant.compose.sentences import clauses_saying, sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatcher
from indexer.model import Clause
from indexer.parse.normalize import fold

# What is done, as people ask and as plans say.
_ACTS = (
    (
        re.compile(
            "(?:哪一?[家些个]|什么)(?:样的)?(?:门?店|商[家场店户]|超市|卖场|经销商|专卖店)|(?:门店|商[家户]|店家)名单"
        ),
        re.compile(
            "(?:门店|商[家户]|销售(?:企业|单位|主体)|经营主体|经销商)[^，。；]{0,12}名[单录]"
        ),
    ),
    (re.compile("报名|参加|参与|加入"), re.compile("报名|申报|遴选|征集")),
    (re.compile("预约"), re.compile("预约")),
    (re.compile("登记"), re.compile("登记|备案")),
    (re.compile("查询|查"), re.compile("查询|查阅|公布|公示")),
    (re.compile("核销|兑换|使用"), re.compile("核销|兑换|使用")),
    (re.compile("投诉|举报"), re.compile("投诉|举报")),
    (re.compile("领取?|申领"), re.compile("领取|申领|认领")),
    (re.compile("申[请报办]|办理?"), re.compile("申[请报办]|办理|受理|递交|提交")),
)
_WAY = re.compile(
    "通过|登录|平台|网站|官网|公众号|小程序|APP|App|窗口|大厅|扫码|扫描|上传|提交|递交|填写|填报"
    "|名[单录]|凭|携带|持[有本]?|向[^，。；]{2,30}(?:申请|提出|提交|申报)|拨打|自愿|可在[^，。；]{2,16}(?:办理|申请|登记)"
)
_SPECIAL = re.compile("报名|预约|登记|查询|核销|兑换|投诉|举报")
_LEAST, _BARE = 0.3, 0.12  # share of the topic in a sentence; where its heading names the act
_OF_HEADING = 0.3


def told(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> tuple[Statement, ...]:
    """The sentence that says how what is asked is done; () where none does."""
    done = next((said for asked, said in _ACTS if asked.search(question.folded)), None)
    if done is None or not question.topic:
        return ()
    goods = strong_goods(with_cars(question.topic))
    best: tuple[float, Clause, Evidence] | None = None
    ways = knowledge.saying(_WAY)
    for clause in (each for each in clauses_saying(knowledge, done) if each.clause_id in ways):
        headed = done.search(fold(clause.heading or "")) is not None
        for evidence, text in sentences_of(knowledge, clause):
            if not (done.search(text) or headed) or not _WAY.search(text):
                continue
            about = f"{' '.join(clause.path)} {text}"
            share = matcher.coverage(question.topic, about)
            if any(covers_goods(fold(about), each) for each in goods):  # 电动车, as people say
                share = max(share, _LEAST)
            if share >= (_BARE if headed else _LEAST):
                rank = share + _OF_HEADING * headed
                best = max(best or (0.0, clause, evidence), (rank, clause, evidence), key=_rank)
    if best is None:
        return ()
    _, clause, evidence = best
    words = quoted(knowledge, evidence)
    return (Statement(f"{clause_name(clause)}规定：{words}", (evidence,)),)


def special(question: Question) -> bool:
    """Whether an act is asked for that is not the claiming of a benefit."""
    return question.asks("procedure") and _SPECIAL.search(question.folded) is not None


def what_to_do(question: Question) -> bool:
    """Whether 怎么办 asks what is done about a matter, and not how a benefit is claimed."""
    asked = re.search("(?:怎么|咋)办(?:呢|呀|啊)?(?:[？。，]|$)", question.folded)
    return asked is not None and not re.search("补|证|手续|申[请报领]|登记|牌|领", question.folded)


def _rank(found: tuple[float, Clause, Evidence]) -> float:
    return found[0]
