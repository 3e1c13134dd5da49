"""A question that goes on about an annex: 那第23项呢 behind 附件2第22项, 附件2里呢."""

from assistant.dialogue_state import Followed, Ground, State
from assistant.question import LEXICONS
from indexer.lexicon import Patterns

_ANNEXES = Patterns("annexes", LEXICONS)


def in_annex(text: str, ground: Ground, state: State) -> Followed | None:
    """The row of the annex spoken of, or the question before, asked of another part."""
    row, before = _ANNEXES["next_row"].match(text), _ANNEXES["row_before"].search(state.whole)
    if row and before:
        rest = text[row.end() :].strip("呢？?。")
        number = f"{before['annex']}第{row['row']}项"
        whole = f"{number}{rest}" if rest else state.whole.replace(before[0], number)
        return Followed(whole, (), state.documents, leaning=True)
    part = _ANNEXES["other_part"].match(text)
    if part and state.whole and not before:
        whole = _ANNEXES["leading_part"].sub("", state.whole)
        return Followed(f"{part['part']}里{whole}", (), state.documents, leaning=True)
    return None
