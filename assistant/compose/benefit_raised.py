"""A standard of scrapping that is raised where the same is bought anew: 4500元×（100%+50%）=6750元."""

from assistant.compose.arithmetic import Offer, plain, yuan
from assistant.compose.benefit_choice import Asked
from assistant.compose.benefit_wording import evidence_of
from assistant.compose.goods import covers_goods
from assistant.compose.grants import Sentence, sentences
from assistant.compose.traits import LEXICONS
from assistant.compose.wording import clause_name
from assistant.draft import Statement
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind

_WORDS = Patterns("grant_words", LEXICONS)


def raised(asked: Asked, offers: tuple[Offer, ...]) -> list[Statement]:
    """The raised sum with the sentence that raises it; nothing where none does, or is meant."""
    case, offer = asked.case, offers[0]
    anew = case.action == "scrap" and _WORDS["bought_anew"].search(case.text)
    if len(offers) != 1 or not anew or offer.amount is None or offer.extras or case.pieces > 1:
        return []
    found = _raising(asked, offer)
    if found is None:
        return []
    clause, sentence = found
    hit = _WORDS["raises_standard"].search(sentence.text)
    if hit is None:
        return []
    rate = float(hit["rate"] or hit["share"])
    total = round(offer.amount * (100 + rate) / 100, 2)
    most = "最高" if hit["most"] or hit["upto"] else ""
    money = yuan if total >= 1e4 else plain
    steps = f"{plain(offer.amount)}×（100%+{rate:g}%）={plain(total)}"
    derived = (offer.amount, 100.0, rate, total, total / 1e4)
    said = sentence.text.rstrip("。；").removeprefix(clause.label).lstrip(".．、 ")
    evidence = (*evidence_of(offer), sentence.evidence)
    return [
        Statement(f"{most}可补贴**{money(total)}**：{steps}。", evidence, derived),
        Statement(f"{clause_name(clause)}规定：{said}。", (sentence.evidence,)),
    ]


def _raising(asked: Asked, offer: Offer) -> tuple[Clause, Sentence] | None:
    """The sentence of the document that raises the standard of the goods of the case."""
    held = asked.knowledge.saying(_WORDS["raises_standard"])
    for clause in asked.knowledge.clauses():
        if clause.clause_id not in held or clause.doc_id != offer.base.clause.doc_id:
            continue
        for each in (
            sentences(asked.knowledge, clause) if clause.kind is not ClauseKind.HEAD else ()
        ):
            pieces = each.text.split("；")
            for piece in pieces:
                named = any(covers_goods(piece, goods) for goods in asked.case.goods)
                if named and _WORDS["raises_standard"].search(piece):
                    return clause, each
    return None
