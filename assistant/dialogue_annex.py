"""A question that goes on about an annex: 那第23项呢 behind 附件2第22项, 附件2里呢."""

import re

from assistant.dialogue_state import Followed, Ground, State

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})?"
_ROW = re.compile(rf"(?P<annex>附[件表录]{_NUMBER})[里中上]?的?第?\d{{1,3}}项")
_NEXT = re.compile(r"^(?:那么?)?第(?P<row>\d{1,3})项(?=呢|是|由|谁|归|讲|的|要|[，。？]|$)")
_PART = re.compile(
    rf"^(?:那么?)?(?:在)?(?P<part>附[件表录]{_NUMBER}|正文|[\u4e00-\u9fff]{{2,4}}清单)(?:里面?|中|上)?(?:的)?呢?[？?]?$"
)


def in_annex(text: str, ground: Ground, state: State) -> Followed | None:
    """The row of the annex spoken of, or the question before, asked of another part."""
    row, before = _NEXT.match(text), _ROW.search(state.whole)
    if row and before:
        rest = text[row.end() :].strip("呢？?。")
        number = f"{before['annex']}第{row['row']}项"
        whole = f"{number}{rest}" if rest else state.whole.replace(before[0], number)
        return Followed(whole, (), state.documents, leaning=True)
    part = _PART.match(text)
    if part and state.whole and not before:
        whole = re.sub(rf"^(?:附[件表录]{_NUMBER}|正文)[里中]?", "", state.whole)
        return Followed(f"{part['part']}里{whole}", (), state.documents, leaning=True)
    return None
