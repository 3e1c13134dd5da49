"""A draft's statements in English, by the frames of ``english_frames.toml``; names and quotes stay.

A statement that no frame fits is shown as what the plan says, in Chinese. Nothing is checked here:
``citations.Citer`` checks the English as it checks the Chinese.
"""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from indexer.lexicon import Rule, load_rules
from indexer.model import Table, Target
from indexer.parse.normalize import fold, squeeze
from indexer.parse.numbering import parse_number

_LEXICONS = Path(__file__).parent.parent / "lexicons"
_HAN = "一二三四五六七八九十百"
_LABEL = re.compile(
    rf"(?:第(?P<number>[{_HAN}\d]+)(?P<kind>条|部分|章|节)|（(?P<section>[{_HAN}\d]+)）|(?P<page>发文页|结尾)"
    rf"|(?P<annex>附件|附表|附录|任务表)(?P<which>[\d.]*)第(?P<row>\d+)项|(?P<bare>[{_HAN}\d.]+)、?(?=“))?"
    r"(?P<name>“.*”)?(?:第(?P<item>\d+)项)?$"
)
_HAN_WORDS = re.compile("[\u4e00-\u9fff]")
_UNTIL = re.compile("到(20\\d\\d)年(?:底)?，")
_KINDS = {"条": "Article", "部分": "Part", "章": "Chapter", "节": "Section"}
_PAGES = {"发文页": "the issuing page", "结尾": "the closing words"}
_ROLES = {
    "牵头单位": "lead",
    "责任单位": "responsible unit",
    "配合单位": "cooperating unit",
    "责任单位或配合单位": "responsible or cooperating unit",
}
_ROLE_LISTS = {"牵头单位是": "lead: ", "责任单位是": "responsible: ", "配合单位是": "cooperating: "}
_SIGNS = {">=": "at least ", "<=": "at most ", ">": "more than ", "<": "less than ", "~": "about "}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_PLURAL = re.compile(r"(?P<number>\d+)(?P<between>\**(?: [a-z-]+)*? ?(?P<word>[a-z]+))\(s\)")
_ONE_CLAUSE = re.compile(rf"(?:第[{_HAN}\d]+(?:条|部分)|（[{_HAN}]+）)(?:“[^”]*”)?")


class Telling:
    """Tells drafts in English."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Takes the corpus from which the statements come."""
        self._knowledge = knowledge

    def told(self, draft: Draft, subject: str) -> Draft:
        """The draft in English.

        Args:
            draft: statements in Chinese.
            subject: the words of the question for its matter, in English.
        """
        statements = tuple(self._statement(each, subject) for each in draft.statements)
        return replace(draft, statements=statements, table=draft.table and _table(draft.table))

    def _statement(self, statement: Statement, subject: str) -> Statement:
        text = self._target(statement) or _framed(statement.text, subject)
        if text is None:
            lead = "The plan says: " if statement.evidence else "In Chinese: "
            text = f"{lead}“{statement.text.rstrip('。')}”."
        if any(re.fullmatch(f"[{_HAN}]+", each.clause.label) for each in statement.evidence):
            text = text.replace("(Section ", "(Part ")  # a list of targets shortens every label so
        text = _quoting_truly(text, statement)
        labels = {parse_number(each.clause.label.strip("（）第条")) for each in statement.evidence}
        derived = (*statement.derived, *(number for number in labels if number))
        return replace(statement, text=text, derived=derived)

    def _target(self, statement: Statement) -> str | None:
        """A target with its figure in front; None for what is none."""
        if statement.row or len(statement.evidence) != 1:
            return None
        evidence = statement.evidence[0]
        mine = self._knowledge.targets(evidence.clause)
        target = next((each for each in mine if each.span == evidence.span), None)
        name, mark, quote = statement.text.rstrip("。").partition("：")
        if target is None or target.value is None or not mark:
            return None
        figure = _figure(target)
        if not set(re.findall(r"\d+(?:\.\d+)?", figure)) <= set(
            re.findall(r"\d+(?:\.\d+)?", quote)
        ):
            return None
        said = fold(squeeze(evidence.clause.text))
        while quote not in said and "，" in quote:  # 到2027年 is put in front from elsewhere
            quote = quote.partition("，")[2]
        shown = f" (“{quote}”)" if quote in said else ""  # a row's words may be put together
        return f"{_capital(_clause(name))}: **{figure}**{shown}."


def _quoting_truly(text: str, statement: Statement) -> str:
    """A text with quotation marks only around words that the cited clauses have.

    到2027年，… is put together of the words of a sentence, and a row of those of its cells.
    """
    clauses = [each.clause for each in statement.evidence]
    held = "".join(_even(f"{c.text}{c.title}{''.join(c.path)}") for c in clauses)
    for words in _outermost(text) if clauses else ():
        if not _HAN_WORDS.search(words) or _even(words) in held:
            continue
        until = _UNTIL.match(words)
        rest = words[until.end() :] if until else ""
        true = until is not None and _even(rest) in held
        text = text.replace(f"“{words}”", f"by {until[1]}: “{rest}”" if until and true else words)
    return text


def _outermost(text: str) -> list[str]:
    """What stands between the outermost “”."""
    found, depth, begin = [], 0, 0
    for place, char in enumerate(text):
        if char == "“":
            begin = begin if depth else place + 1
            depth += 1
        elif char == "”" and depth:
            depth -= 1
            found += [] if depth else [text[begin:place]]
    return found


def _even(text: str) -> str:
    """A text without layout and quotation marks, to be compared."""
    return re.sub('[“”‘’"]', "", fold(squeeze(text)))


def _figure(target: Target) -> str:
    """At least 120座 (sites) by 2025."""
    unit = target.unit or ""
    number = f"{target.value:g}"
    if target.value_to is not None:
        number += f"—{target.value_to:g}"
    gloss = _labelled("unit", unit)
    words = f"{_SIGNS.get(target.comparator, '')}{number}{unit}{f' ({gloss})' if gloss else ''}"
    if target.deadline:
        return f"{words} by {target.deadline[:4]}"
    return f"{words} every year" if target.recurrence else words


def _framed(text: str, subject: str) -> str | None:
    """A statement in the English of the first frame that fits; None where none does."""
    for rule in load_rules("english_frames", _LEXICONS):
        hit = rule.pattern.search(text) if rule.pattern else None
        if hit is not None:
            return _filled(rule, hit, subject)
    return None


def _filled(rule: Rule, hit: re.Match[str], subject: str) -> str:
    words = {}
    for name, value in hit.groupdict("").items():
        if name == "rest":
            words[name] = _framed(value, subject) or f"“{value.rstrip('。')}”."
        else:
            words[name] = _group(name, value, subject)
    text = str(rule.fields["english"]).format(**words)
    return _capital(_PLURAL.sub(_counted, text))


def _group(name: str, value: str, subject: str) -> str:
    """The English of a part of a statement, by the kind that its name says."""
    if name == "clause":
        return _clause(value)
    if name == "clauses":
        return _ONE_CLAUSE.sub(lambda hit: _clause(hit[0]), value).replace("、", ", ")
    if name == "topic":
        return subject or value
    if name == "plan":
        return "the plan" if value == "方案" else value
    if name == "role":
        return _ROLES[value]
    if name == "roles":
        return re.sub("|".join(_ROLE_LISTS), lambda each: _ROLE_LISTS[each[0]], value).replace(
            "，", "; "
        )
    if name == "tail":
        said = value.strip("，") if value else ""
        cap = said.removeprefix("上限为")
        return f", capped at {cap}" if cap != said else f" (“{said}”)" if said else ""
    if name == "date":
        return _DATE.sub(lambda d: f"{d[3]} {_MONTHS[int(d[2]) - 1]} {d[1]} ({d[0]})", value)
    if name == "years":
        return value.replace("年", "").replace("、", ", ")
    return re.sub(r"(\d+)项", r" (\1)", value) if name == "counts" else value


def _counted(hit: re.Match[str]) -> str:
    plural = "" if hit["number"] == "1" else "s"
    return f"{hit['number']}{hit['between']}{plural}"


def _clause(name: str) -> str:
    """Article 29 (“加大汽车以旧换新政策支持”) for 第29条“加大汽车以旧换新政策支持”."""
    hit = _LABEL.match(fold(name))
    if hit is None:
        return name
    label = hit["name"] or name
    if hit["page"]:
        return _PAGES[hit["page"]]
    if hit["number"]:
        label = f"{_KINDS[hit['kind']]} {parse_number(hit['number'])}"
    elif hit["section"]:
        label = f"Section {parse_number(hit['section'])}"
    elif hit["annex"]:
        label = f"Annex {hit['which']}, item {hit['row']}".replace(" ,", ",")
    elif hit["item"]:
        label = f"Item {hit['item']}"
    elif hit["bare"]:
        label = f"Item {parse_number(hit['bare']) or hit['bare']}"
    else:
        return label
    return f"{label} ({hit['name']})" if hit["name"] else label


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:1].islower() else text


def _table(table: Table) -> Table:
    columns = tuple(_labelled("column", each) or each for each in table.columns)
    return Table(columns, table.rows)


def untold(table: Table) -> Table:
    """A table as the composers made it, its columns in Chinese again."""
    names = {
        str(rule.fields["english"]): rule.examples[0]
        for rule in load_rules("english_labels", _LEXICONS)
        if rule.fields["kind"] == "column"
    }
    return Table(tuple(names.get(each, each) for each in table.columns), table.rows)


@cache
def _labelled(kind: str, name: str) -> str:
    """The English of a column's head or of a unit; empty where it has none."""
    for rule in load_rules("english_labels", _LEXICONS):
        if rule.fields["kind"] == kind and rule.matches(name):
            return str(rule.fields["english"])
    return ""
