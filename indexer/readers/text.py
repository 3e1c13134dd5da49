"""Plain text in UTF-8 or GB18030 -> its characters, line ends as they are."""

import re
from pathlib import Path

from indexer.errors import CorpusError

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_CONTROLS_LIMIT = 50  # one stray control character in so many is a slip, more are no text
_CHINESE_SHARE = 0.3  # below this share of Chinese characters a GB18030 guess is not believed


def read_text(file: Path) -> str:
    """The characters of a text file.

    Raises:
        CorpusError: the file is unreadable, empty, binary, or in another encoding.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CorpusError(
            f"文件无法读取：{file}（{error.strerror}）。请检查路径和权限。"
        ) from error
    if b"\x00" in data:
        raise _binary(file)
    text = _decode(data)
    if text is None:
        raise CorpusError(
            f"文件编码无法识别：{file}（不是 UTF-8，也不是 GB18030）。请另存为 UTF-8 文本。"
        )
    if not text.strip():
        raise CorpusError(f"文件是空的：{file}。请换成有内容的文件，或从文件库移除。")
    if len(_CONTROLS.findall(text)) > len(text) // _CONTROLS_LIMIT:
        raise _binary(file)
    return text


def _binary(file: Path) -> CorpusError:
    return CorpusError(f"文件不是纯文本：{file}。请另存为 UTF-8 文本后再放入文件库。")


def _decode(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    chinese = sum("\u4e00" <= char <= "\u9fff" for char in text)
    visible = sum(not char.isspace() for char in text)
    odd = sum("\ue000" <= char <= "\uf8ff" or (char < " " and not char.isspace()) for char in text)
    return (
        text if visible and chinese >= _CHINESE_SHARE * visible and odd <= visible // 50 else None
    )
