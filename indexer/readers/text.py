"""Plain text in UTF-8, GB18030 or Big5 -> its characters, line ends as they are."""

import re
from pathlib import Path

from indexer.errors import CorpusError
from indexer.retrieve.scripts import simplified

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_CONTROLS_LIMIT = 50  # one stray control character in so many is a slip, more are no text
_CHINESE_SHARE = 0.3  # below this share of Chinese characters a guess is not believed
_COMMON_SHARE = 0.75  # nor below this share of common ones among them
_SAMPLE = 20_000  # characters that a guess looks at
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_CALLED = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs"}


def read_text(file: Path) -> str:
    """The characters of a text file.

    Raises:
        CorpusError: the file is unreadable, empty, binary, or in another encoding.
    """
    text = decode(file)
    if not text.strip():
        raise CorpusError(f"文件是空的：{file}。请换成有内容的文件，或从文件库移除。")
    if len(_CONTROLS.findall(text)) > len(text) // _CONTROLS_LIMIT:
        raise _binary(file)
    return text


def decode(file: Path) -> str:
    """The characters of a file that is text or markup, whatever they say.

    Raises:
        CorpusError: the file is unreadable, binary, or in an unknown encoding.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CorpusError(
            f"文件无法读取：{file}（{error.strerror}）。请检查路径和权限。"
        ) from error
    if b"\x00" in data:
        raise _binary(file)
    stated = _CHARSET.search(data[:4096])
    encoding = _CALLED.get(stated[1].decode("ascii").lower()) if stated else None
    for attempt in ("utf-8-sig", encoding):
        if attempt:
            try:
                return data.decode(attempt)
            except UnicodeDecodeError:
                continue
    text = _guessed(data)
    if text is None:
        raise CorpusError(
            f"文件编码无法识别：{file}（不是 UTF-8、GB18030 或 Big5）。请另存为 UTF-8 文本。"
        )
    return text


def _binary(file: Path) -> CorpusError:
    return CorpusError(f"文件不是纯文本：{file}。请另存为 UTF-8 文本后再放入文件库。")


def _guessed(data: bytes) -> str | None:
    """GB18030 or Big5, whichever gives more common characters; None where neither does."""
    found: list[tuple[float, str]] = []
    for encoding in ("gb18030", "big5hkscs"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        found.append((_common_share(text[:_SAMPLE]), text))
    share, text = max(found, default=(0.0, ""))
    return text if share >= _COMMON_SHARE else None


def _common_share(text: str) -> float:
    """The share of GB 2312's first level (3,755 common characters) among the Chinese ones."""
    visible = sum(not char.isspace() for char in text)
    chinese = [char for char in simplified(text) if "\u3400" <= char <= "\uffff" and char.isalpha()]
    if not visible or len(chinese) < _CHINESE_SHARE * visible:
        return 0.0
    common = sum(0xB0 <= char.encode("gb2312", "replace")[0] <= 0xD7 for char in chinese)
    return common / len(chinese)
