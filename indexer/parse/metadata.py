"""The issuing page: title, issuer, number, date, addressee, contact, each with its place."""

import re
from datetime import date

from indexer.lexicon import load_rules
from indexer.model import Contact, Fact
from indexer.parse.normalize import CleanText, fold

_DATE = re.compile(r"(20\d\d)[年-](\d{1,2})[月-](\d{1,2})(?!\d)")
# Who issued a notice and when, below its last clause.
_SIGNATURE = re.compile(
    r"\n(?P<issuer>[^\n。，：；（《]{0,30}(?:政府|国务院|办公厅|办公室|委员会|[省市县区]委|局|厅|部|委))"
    r"\n+(?P<issued_on>20\d\d年\d{1,2}月\d{1,2}日)(?:印发)?\s*(?=\n|$)"
)
_PUBLICITY = re.compile(r"\n（?(?P<publicity>此件[^\n。，]{0,6}公开[^\n。，）]{0,4})）?(?=\n|$)")
# 抄送：市委各部门，市人大常委会办公室。
_COPIED = re.compile(r"\n抄\s*送[:：]\s*(?P<copied>[^。\n]+(?:\n[^。\n]+){0,3}(?=。)|[^\n]+)")
_REGION = re.compile(r"[\u4e00-\u9fff]{2,}?(?:特别行政区|自治区|自治州|自治县|省|市|区|县|旗)")
_LEVELS = {"省": "省", "自治区": "省", "市": "市", "州": "市", "区": "区", "县": "区", "旗": "区"}
_OWN = ("省", "市", "区", "县", "州", "盟", "旗", "自治", "人民政府")  # begin a short name
_MUNICIPALITIES = ("北京市", "上海市", "天津市", "重庆市")


def find_facts(clean: CleanText, end: int) -> list[Fact]:
    """Facts of the issuing page, the clean range 0 to ``end``; one of each name."""
    found: dict[str, Fact] = {}
    for rule in load_rules("metadata"):
        name = str(rule.fields["fact"])
        hit = rule.pattern.search(clean.folded, 0, end) if rule.pattern else None
        if hit is None or name == "contact":
            continue
        if name in found and not _is_in_full(found[name].value, hit["value"]):
            continue
        start, stop = hit.span("value")
        value = clean.text[start:stop].replace("\n", "")
        found[name] = Fact(name, value, clean.span(start, stop), rule.id)
    return list(found.values())


def find_signature(clean: CleanText, start: int, known: list[Fact]) -> list[Fact]:
    """What the issuing page lacks of who issued a notice and when, from below its last clause.

    Annexes may follow it.
    """
    hits = list(_SIGNATURE.finditer(clean.folded, start))
    names = {each.name for each in known}
    missing = {"issuer", "issued_on"} - names
    found = [(name, hits[-1]) for name in sorted(missing)] if hits else []
    if "issued_on" not in missing:
        found = []
    shown = _PUBLICITY.search(clean.folded, start) if "publicity" not in names else None
    found += [("publicity", shown)] if shown else []
    copied = _COPIED.search(clean.folded, start)
    found += [("copied", copied)] if copied else []
    return [
        Fact(name, clean.text[slice(*hit.span(name))], clean.span(*hit.span(name)), "end")
        for name, hit in found
    ]


def _is_in_full(short: str, name: str) -> bool:
    """Whether a signature writes in full whom the title calls 市政府: 苏州市人民政府."""
    long = re.sub("(?<!人民)政府", "人民政府", fold(short))
    return long != fold(name) and fold(name).endswith(long) and long.startswith(_OWN)


def find_contacts(clean: CleanText, end: int) -> list[Contact]:
    """Whom the issuing page names for questions."""
    contacts = []
    for rule in load_rules("metadata"):
        if rule.fields["fact"] != "contact" or rule.pattern is None:
            continue
        for hit in rule.pattern.finditer(clean.folded, 0, end):
            contacts.append(Contact(hit["organ"], hit["value"], clean.span(*hit.span())))
    return contacts


def parse_date(text: str) -> date | None:
    """2024年8月21日 as a date; None where the text holds none, or one that does not exist."""
    hit = _DATE.search(text)
    try:
        return date(*(int(part) for part in hit.groups())) if hit else None
    except ValueError:
        return None


def guess_level(issuer: str | None) -> tuple[str | None, str | None]:
    """Level (国, 省, 市, 区) and region of an issuer: 济南市章丘区人民政府 -> 区, 章丘区."""
    if issuer is None:
        return None, None
    regions = _REGION.findall(issuer)
    if not regions:
        return ("国", None) if issuer.startswith(("国务院", "国家", "中共中央")) else (None, None)
    region = regions[-1]
    if region in _MUNICIPALITIES:
        return "省", region
    level = next(level for suffix, level in _LEVELS.items() if region.endswith(suffix))
    return ("省" if region.endswith("自治区") else level), region
