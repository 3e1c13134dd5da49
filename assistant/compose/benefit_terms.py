"""What a plan says of a benefit beside its amount: until when, for how many, where."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from assistant.compose.benefit_case import Case, action_of
from assistant.compose.goods import covers_goods, names_goods
from assistant.compose.grants import Sentence, sentences
from assistant.compose.traits import LEXICONS, against, shared, traits_of
from assistant.compose.wording import clause_name
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from indexer.lexicon import load_rules
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_OWNING = re.compile("名下|过户|登记|上牌")
_CLAIMED = re.compile("申[请报领]|提交|递交|材料[^，。？]{0,6}交|交材料")
_OBTAINED = re.compile("^(?!.*(?:申[请报领]|提交|登录|受理)).*(?:取得|开具)", re.DOTALL)
_UNTIL = re.compile(
    r"截止|截至|期限|有效期|止|(?:执行|实施|延续)至|自(?:20\d\d年)?\d{1,2}月\d{1,2}日起?(?:至|到)"
)
_BENEFIT = re.compile(
    "补贴|活动|补助|奖励|奖补|资助|贴息|优惠|以旧换新|政策|券|兑付|申领|换新"
    "|申[报请](?:截止|材料|资料|时间|期)|(?:截止|最晚|最迟)[^，。？]{0,6}申[报请]"
)
_DAY = re.compile(r"(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日|(20\d\d)年(?:底|年底|末)")
_ASKED_DAY = re.compile(
    r"(20\d\d)年?(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?(?:底|年底|末)?|(\d{1,2})月(\d{1,2})[日号]"
)
_PAPERS = re.compile("东西|上传|准备|材料|手续|证件|证明|凭证|票据|发票")
_MINE = re.compile("名下|过户|最晚|最迟|登记")
_INCLUDED = ("emission", "registered")
_RANGE = re.compile("纳入|列入|扩大[到至]|可申请|可享受")
_LATER = re.compile("几天|多久|多长时间|到账|打到|电话")
_CHANNEL = re.compile("“[^”]+”|云闪付|支付宝|微信|银联|京东|抖音")
_GENERAL = re.compile(
    "(?:活动|实施|执行|政策|申领|申请)(?:时间|期限|有效期)|用完即止|有效期|[日底]期间"
)
_ENOUGH, _SOME, _OF_BEST = 0.5, 0.3, 0.5  # the last: of what the nearest clause holds
_STEPS = ("申报", "申领", "申请", "活动", "核销", "修改", "公示", "审核", "领取")
_WAYS, _BARE = 3, 8  # ways told below a sentence; characters of a question without a matter

Score = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that answers, with its clause, and how near it is to what is asked."""

    clause: Clause
    sentence: Sentence
    score: float


def said(
    knowledge: Knowledge, case: Case, says: str, score: Score, within: Iterable[Clause] = ()
) -> Said | None:
    """The sentence that answers an ask for the goods of the case; None where none does.

    Args:
        knowledge: the documents.
        case: whose goods and action the sentence has to fit.
        says: the ask that it answers.
        score: how much of the question's topic a text holds, from 0 to 1.
        within: the clauses looked through; all where none is given.
    """
    found = [
        Said(clause, each, _near(case, clause, each.text, score))
        for clause, each in sentences_of(knowledge, says, within)
        if not _about_others(case, says, each.text)
    ]
    best = max(found, key=lambda each: each.score, default=None)
    return best if best and best.score >= _ENOUGH else None


def payout(knowledge: Knowledge, case: Case, score: Score) -> Draft | None:
    """How long until the money comes."""
    return _draft_of(said(knowledge, case, "payout", score), "payout")


def again(knowledge: Knowledge, case: Case, score: Score) -> Draft | None:
    """Whether one may claim once more."""
    found = said(knowledge, case, "again", score)
    if found is None and not case.goods:  # what is said of the benefit is said of its goods
        near = nearest(knowledge, case, "again", score)
        found = near if near and near.score >= _SOME else None
    return _draft_of(found, "again")


def procedure(
    knowledge: Knowledge, case: Case, score: Score, clauses: Iterable[Clause]
) -> Draft | None:
    """Where a benefit is claimed, if the clauses that grant it say so."""
    if _LATER.search(case.text):
        return None
    says = "papers" if case.wants("papers") or _PAPERS.search(case.text) else "procedure"
    within = tuple(clauses)
    found = said(knowledge, case, says, score, within) if within else None
    if found is None:
        everywhere = nearest(knowledge, case, says, score)
        told = everywhere and (says == "papers" or _CHANNEL.search(everywhere.sentence.text))
        bare = len(case.text) <= _BARE and not case.goods  # 在哪里申请, of the plan's one benefit
        near = everywhere is not None and told and everywhere.score >= _SOME
        found = everywhere if near or bare else None
    named = not case.goods and says == "procedure"  # 带什么 names no matter
    other = found is None or (named and _of_another(knowledge, found, score))
    return None if found is None or other else _with_ways(knowledge, found)


def _of_another(knowledge: Knowledge, found: Said, score: Score) -> bool:
    """Whether a sentence is of another matter than the one asked: of cars, where 消费券 is."""
    shares = {
        each.clause_id: score(f"{fold(' '.join(each.path))}{knowledge.folded(each)}")
        for each in knowledge.clauses()
        if each.kind is not ClauseKind.HEAD
    }
    return shares.get(found.clause.clause_id, 0.0) < _OF_BEST * max(shares.values(), default=0.0)


def _with_ways(knowledge: Knowledge, found: Said) -> Draft:
    """The sentence, with the ways that stand below it where it only leads to them."""
    said = list(sentences(knowledge, found.clause))
    place = next((n for n, each in enumerate(said) if each.text == found.sentence.text), 0)
    leads = any(each.text.rstrip().endswith("：") for each in said[place : place + 2])
    below = said[place + 1 : place + 1 + _WAYS] if leads else []
    ways = [spoken(Said(found.clause, each, 1.0)) for each in below]
    return Draft("procedure", (spoken(found), *ways))


def dated(knowledge: Knowledge, case: Case, score: Score) -> Draft | None:
    """By when, or from when on, the old thing had to be registered."""
    wanted = "owned" if _MINE.search(case.text) else "registered"
    found = []
    for clause in knowledge.clauses():
        for each in sentences(knowledge, clause):
            facets = {trait.facet for trait in traits_of(each.text)} & {"owned", "registered"}
            if facets and clause.kind is not ClauseKind.HEAD:
                near = _near(case, clause, each.text, score) + (0.2 if wanted in facets else 0.0)
                found.append(Said(clause, each, near))
    best = max(found, key=lambda each: each.score, default=None)
    return _draft_of(best if best and best.score >= _ENOUGH else None, "dated")


def included(knowledge: Knowledge, case: Case) -> Said | None:
    """The sentence that takes what is handed in into the range of a benefit."""
    own = tuple(t for t in case.old if t.facet in _INCLUDED)
    for clause in knowledge.clauses() if own else ():
        for each in sentences(knowledge, clause):
            said = traits_of(each.text)
            fits = shared(own, said) and not against(own, said)
            acts = not case.action or action_of(each.text) == case.action
            if _RANGE.search(each.text) and fits and acts and covers(each.text, case):
                return Said(clause, each, 1.0)
    return None


def covers(text: str, case: Case) -> bool:
    """Whether a text names any of the goods of a case."""
    return any(covers_goods(text, each) for each in case.goods)


def kept(knowledge: Knowledge, case: Case, score: Score) -> Draft | None:
    """How long the old thing has to have been its owner's."""
    return _draft_of(said(knowledge, case, "kept", score), "kept")


def every(
    knowledge: Knowledge, says: str, clauses: Iterable[Clause], action: str = "", counter: str = ""
) -> Draft | None:
    """All sentences that answer an ask, of no goods; those in the counter asked (几次) alone."""
    found = [
        Said(clause, each, 1.0)
        for clause, each in sentences_of(knowledge, says, clauses)
        if not action or action_of(each.text) in ("", action)
    ]
    kept = [each for each in found if counter and counter in each.sentence.text] or found
    return Draft(says, tuple(map(spoken, kept))) if kept else None


def deadline(knowledge: Knowledge, case: Case, score: Score, yesno: bool) -> Draft | None:
    """Until when; where a day is supposed, whether it is the plan's."""
    if not _BENEFIT.search(case.text):
        return None
    found = said(knowledge, case, "deadline", score)
    lead = ""
    if found and yesno and _ASKED_DAY.search(case.text):
        lead = "是的，" if _same_day(case.text, found.sentence.text) else "不对，"
    return _draft_of(found, "deadline", lead)


def sentences_of(
    knowledge: Knowledge, says: str, within: Iterable[Clause]
) -> Iterator[tuple[Clause, Sentence]]:
    """The sentences that answer an ask, with their clauses, in reading order."""
    rules = [r for r in load_rules("benefit_sentences", LEXICONS) if r.fields["says"] == says]
    for clause in within or knowledge.clauses():
        if clause.kind is ClauseKind.HEAD:
            continue
        for each in sentences(knowledge, clause):
            if not _only_heads(clause, each) and any(rule.matches(each.text) for rule in rules):
                yield clause, each


def _only_heads(clause: Clause, sentence: Sentence) -> bool:
    """Whether a sentence is but the heading of clauses below: （三）不得重复享受."""
    heading = fold(clause.title).rstrip("。：")
    return clause.kind is ClauseKind.SECTION and sentence.text.rstrip("。：") == heading


def nearest(
    knowledge: Knowledge,
    case: Case,
    says: str,
    score: Score,
    without: re.Pattern[str] | None = None,
) -> Said | None:
    """The sentence of this kind, where the plan has but one, or the nearest of them.

    Sentences in which ``without`` is found are passed over.
    """
    found = [
        Said(clause, each, _near(case, clause, each.text, score))
        for clause, each in sentences_of(knowledge, says, ())
        if without is None or not without.search(each.text)
    ]
    return max(found, key=lambda each: each.score, default=None)


def _near(case: Case, clause: Clause, text: str, score: Score) -> float:
    """How near a sentence is: by goods in it or above it, action, and the topic's words."""
    title = fold(" ".join(clause.path))
    around = f"{title}{fold(clause.text)}"
    near = 0.0
    if any(covers_goods(f"{title}{text}", each) for each in case.goods):
        near += 0.6
    elif any(covers_goods(around, each) for each in case.goods):
        near += 0.55
    elif not names_goods(around) or (
        _GENERAL.search(around) and not (case.goods and names_goods(text))
    ):
        near += 0.5  # what is said of no goods is said of all
    elif any(each.group and each.group in around for each in case.goods):
        near += 0.4
    named = action_of(text) or action_of(title)
    if near == 0.0 and not case.goods and case.action == named != "":
        near += 0.5  # 置换补贴 names the cars of its chapter well enough
    if case.action and named:
        near += 0.25 if case.action == named else -0.3
    same = sum(word in text for word in _STEPS if word in case.text)
    return near + (0.15 if case.goods else 0.6) * same + 0.5 * score(f"{title}{text}")


def _about_others(case: Case, says: str, text: str) -> bool:
    """A day by which a car had to be registered is not the day until which one may claim."""
    if says != "deadline":
        return False
    if _CLAIMED.search(case.text) and _OBTAINED.search(text):
        return True  # until when an invoice is dated, not handed in
    owning = about_owning(text)
    if _OWNING.search(case.text):
        return not owning
    return owning and not _UNTIL.search(text)


def about_owning(text: str) -> bool:
    """Whether a sentence says by when something had to be registered."""
    return any(each.facet in ("owned", "registered") for each in traits_of(text))


def _same_day(asked: str, text: str) -> bool:
    supposed = _ASKED_DAY.search(asked)
    days = list(_DAY.finditer(text))
    if supposed is None or not days:
        return False
    year, month, day = _parts(days[-1])
    if supposed[4]:
        return (month, day) == (int(supposed[4]), int(supposed[5]))
    wanted = (int(supposed[1]), int(supposed[2] or 12), int(supposed[3] or 31))
    return (year or wanted[0], month, day or 31) == wanted


def _parts(hit: re.Match[str]) -> tuple[int, int, int]:
    if hit[4]:
        return int(hit[4]), 12, 31
    return int(hit[1] or 0), int(hit[2]), int(hit[3])


def _draft_of(found: Said | None, intent: str, lead: str = "") -> Draft | None:
    return Draft(intent, (spoken(found, lead),)) if found else None


def spoken(found: Said, lead: str = "") -> Statement:
    """The sentence as an answer gives it."""
    words = found.sentence.text.replace("\n", "").rstrip("。；，")
    words = words.removeprefix(found.clause.label).lstrip(".．、 ")
    headed = fold(found.clause.heading or "").rstrip("。：") == words  # by the sentence itself
    name = found.clause.label if headed else clause_name(found.clause)
    return Statement(f"{lead}{name}规定：{words}。", (found.sentence.evidence,))
