"""What a question names by number: clauses, years, documents; each is set aside by a sign.

◈ stands for a document, ◇ for a clause, ◎ for a year, so that cues and topic are read without
them.
"""

import re
from collections.abc import Mapping, Sequence

from indexer.parse.numbering import parse_number, to_han

_HAN = "零〇一二三四五六七八九十百"
# 制定标准30项, 新增专利20项: so many things of a kind.
_COUNTED = (
    "(?:标准|规范|专利|技术|成果|产品|项目|工程|政策|制度|规程|案例|活动|品牌|场景|事项|培训|课题)"
)
_LABELS = re.compile(
    rf"第?（(?P<section>[{_HAN}]{{1,4}})）(?:节|部分|项|条|款|点)?"
    rf"|第(?P<chapter>[{_HAN}]{{1,3}}|\d)(?:大)?(?:部分|章|大项|块|大块)"
    rf"|第(?P<part>[{_HAN}]{{1,4}}|\d{{1,2}})节"
    # 方案的60条里哪些, 它的4项任务: so many measures; 第60条里, 29条讲什么: that one.
    # 牵头了9项吧: so many, too.
    rf"|(?<![共有\d])(?!(?:(?<=牵头|负责|承担|参与|配合)|(?<=头了|责了|担了|与了|合了))\d{{1,3}}[项个])(?!(?<=[的这部有])\d{{1,3}}[条项](?:措施|任务)?(?:里|中|当中|之中))(?!(?<=[的◆])\d{{1,3}}项(?:牵头|责任|参与|任务|措施|工作|举措))(?!(?<={_COUNTED})\d{{1,3}}项)(?!(?<=修订|制定|制订|新增|新建|实施|培育|推广|发布|出台|取得|完成)\d{{1,3}}项)第?(?P<number>\d{{1,3}}|(?<=第)[{_HAN}]{{1,4}})(?:号)?(?:条|项|款|点)(?:措施|任务|条款|内容)?(?!以上|[\u4e00-\u9fff]{{0,3}}(?:航线|线路|路|河|街|管|船|生产线|产线|专线|通道|链|补贴|专利|标准))"
    rf"|(?:措施|任务|条款|第)(?P<after>\d{{1,3}})号?(?!\d|年|月|家|个|台|座)(?:措施|任务)?"
    rf"|(?:^|(?<![{_HAN}])(?=[一二三四五六七八九十]{{1,3}}、(?:[\u4e00-\u9fff]*部分|$)))(?P<bare>[一二三四五六七八九十]{{1,3}})、"
)
# 从（一）到（二十三）, 带（一）（二）这种编号的: all measures, none by itself.
_ALL = re.compile(
    rf"(?:从|带|按|用|以)?(?:(?:第?（[{_HAN}]+）[、，]?)+|(?<=从)第?[1一][条项])(?:这种|这样|这类|算?起|开始|往[下后])(?:统一|连续|往[下后]|数|列|排)*的?(?:编号|序号|标号)?的?"
    # 二十三条措施里, 23条里哪几条: so many, not that one.
    rf"|(?<!第)(?<!\d)(?<![{_HAN}])(?:这|全部|所有|方案的?|文件的?|一?共)*(?:\d{{1,3}}|[{_HAN}]{{2,4}})[条项个]"
    r"(?:(?:措施|任务|条款|规定|工作)(?:里面?|当?中|之[中内])|(?:里面?|当?中|之[中内])(?=[^？]*(?:哪[几一些]?[条项]|几[条项]|哪些(?:条|措施|任务))))"
    rf"|从?第?(?:（一）|1)[条项]?(?:到|至|—|-)第?(?:（[{_HAN}]+）|\d+[条项]?|最后(?:一[条项])?|末尾)(?=里|中|的|，|一共|共)(?:里|中|的)?"
)
_ROW = re.compile(
    rf"附(?P<kind>[件表录])(?P<annex>\d{{1,2}}|[{_HAN}]{{1,3}})?(?:里面?|中|上|清单)?的?第?(?P<row>\d{{1,3}})[项条号行款]"
)
_ANNEX = re.compile(
    rf"(?P<annex>附[件表录](?:\d{{1,2}}|[{_HAN}]{{1,3}}))(?=(?:里面?|中|的|主要|都|内容|具体)*(?:是|讲|说|写|包括|规定|列)了?(?:的|些)*(?:什么|啥|哪些))"
)
# 36、37两条: each of them.
_SEVERAL = re.compile(
    r"(?<![\d.年])第?\d{1,3}条?(?:[、和跟与同及]第?\d{1,3}条?)+(?:这|那)?[两俩二三四五几]?条(?:措施|任务)?"
)
_LAST = re.compile("最后(?:的)?一?(?:个|大)?(?P<unit>部分|章|条|项)(?:措施|任务)?")
_YEAR = re.compile(
    r"(?<![\d.较])(?:(?<!比)|(?=\d{2,4}年?底?(?:的?目标|的)?(?:得|要|应|会|将|再|还)*[多少高低]))(?:(?P<full>20\d\d)|(?P<short>(?<![快近满约])(?<![用住开干]了)(?:2[0-9]|3[0-5]))|(?P<han>二[〇零○][二三][〇零○一二三四五六七八九](?=年)))(?:年\d{1,2}月(?:\d{1,2}[日号])?|年?(?:底|末|年底)?)(?:之?前|以前)?"
    r"(?<=[年月日号底末前\d])(?![\d.%]|(?<=\d)[个座台辆家场项条所人户万亿余多千吨元件艘张次名天亩株头只处套公平米度块P])"
)
_GONE_BY = re.compile("(?:[用开住干装过跑建盖戴]了|[满近]|使用|运行|年限|不到|不足|超过|差不多)$")
_NUMBER = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{1,6})[〔（](?P<year>20\d\d)年?[〕）]第?(?P<serial>\d{1,4})号(?:文件|文)?"
)
# 章政发2号文, 2号文: a document by its serial number alone.
_SERIAL = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{1,6}?[发函字办规])?(?<![\d第])(?P<serial>\d{1,3})号文件?(?![\u4e00-\u9fff]{0,2}号)"
)
_BEFORE_CODE = re.compile("^.*(?:请问|关于|按照|根据|依据|落实|文件|这份|和|与|跟|是|的)")


def set_aside_documents(
    folded: str, numbers: Mapping[str, Sequence[str]]
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The documents named by number; the second tuple holds numbers that no document bears."""
    known: list[str] = []
    unknown: list[str] = []

    def note(hit: re.Match[str]) -> str:
        code, rest = hit["code"], f"〔{hit['year']}〕{hit['serial']}号"
        for number, doc_ids in numbers.items():
            if number.endswith(rest) and code.endswith(number.removesuffix(rest)):
                known.extend(doc_ids)
                return code.removesuffix(number.removesuffix(rest)) + "◈"
        bare = _BEFORE_CODE.sub("", code)
        unknown.append(bare + rest)
        return code.removesuffix(bare) + "◈"

    def note_serial(hit: re.Match[str]) -> str:
        code, serial = hit["code"] or "", f"〕{hit['serial']}号"
        fits = [n for n in numbers if n.endswith(serial) and n.partition("〔")[0].endswith(code)]
        if len(fits) != 1:
            return hit[0]
        known.extend(numbers[fits[0]])
        return "◈"

    folded = _SERIAL.sub(note_serial, _NUMBER.sub(note, folded))
    return folded, tuple(dict.fromkeys(known)), tuple(unknown)


def set_aside_labels(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with ◇ for each clause that it names by number, and their labels."""
    text = _SEVERAL.sub(lambda hit: _each(hit[0]), _ALL.sub("", text))
    labels = [f"附{hit['kind']}{hit['annex'] or ''}第{hit['row']}" for hit in _ROW.finditer(text)]
    text = _ROW.sub("◇", text)
    labels += [hit["annex"] for hit in _ANNEX.finditer(text)]
    text = _ANNEX.sub("◇", text)
    for hit in _LABELS.finditer(text):
        groups = {key: value for key, value in hit.groupdict().items() if value}
        key, raw = next(iter(groups.items()))
        number = parse_number(raw)
        if number is None:
            continue
        if key in ("section", "part"):
            labels.append(f"（{to_han(number)}）")
        elif key in ("chapter", "bare"):
            labels.append(to_han(number))
        else:
            labels.append(str(number))
    if last := _LAST.search(text):
        labels.append("最后一条" if last["unit"] in "条项" else "最后一部分")
        text = text.replace(last[0], "◇")
    return _LABELS.sub("◇", text) if labels else text, tuple(dict.fromkeys(labels))


def _each(written: str) -> str:
    """第36条、第37条 for 36、37两条."""
    return "、".join(f"第{number}条" for number in re.findall(r"\d+", written))


def set_aside_years(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with ◎ for each year, and the years; one to compare with stays in the text."""
    years = []

    def note(hit: re.Match[str]) -> str:
        if (hit["short"] and "年" not in hit[0]) or _is_baseline(hit) or _is_span(hit):
            return hit[0]
        han = f"{parse_number(hit['han'])}" if hit["han"] else None
        years.append(hit["full"] or han or f"20{hit['short']}")
        return "◎"

    masked = _YEAR.sub(note, text)
    return masked, tuple(dict.fromkeys(years))


def _is_span(hit: re.Match[str]) -> bool:
    """Whether so many years have gone by: 电梯用了22年."""
    alone = bool(hit["short"]) and hit[0].endswith("年")
    return alone and _GONE_BY.search(hit.string[: hit.start()]) is not None


def _is_baseline(hit: re.Match[str]) -> bool:
    """Whether a year is what others are compared with: 跟2023年比要涨多少."""
    behind = hit.string[hit.end() :]
    compared = hit.string[: hit.start()].endswith(("跟", "与", "和", "同", "以", "比"))
    return bool(re.match(r"年?(?:相比|比(?!\d{2,4}年)|的?基础上|为基)", behind)) or (
        compared and bool(re.match("要?(?:再)?(?:涨|增长?|提高|提升|降|减|翻|压)", behind))
    )
