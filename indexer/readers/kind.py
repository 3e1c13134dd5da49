"""What a file is, told by its content; its name only decides between texts."""

import zipfile
from pathlib import Path

from indexer.errors import CorpusError

KINDS = {
    ".txt": "text",
    ".md": "text",
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".ofd": "ofd",
    ".doc": "legacy",
    ".wps": "legacy",
    ".rtf": "legacy",
}
_HEAD = 2048  # bytes that tell a kind


def kind_of(file: Path) -> str:
    """text, pdf, docx, html, ofd, or legacy (what LibreOffice has to convert).

    Raises:
        CorpusError: the file cannot be read, or is of no kind that can be.
    """
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise CorpusError(
            f"文件无法读取：{file}（{error.strerror}）。请检查路径和权限。"
        ) from error
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(file)
    if head.startswith(b"\xd0\xcf\x11\xe0") or head.startswith(b"{\\rtf"):
        return "legacy"
    lowered = head.lower()
    if b"<html" in lowered or b"<!doctype html" in lowered:
        return "html"
    suffix = file.suffix.lower()
    if KINDS.get(suffix) in ("pdf", "docx", "ofd", "legacy"):
        raise CorpusError(f"文件内容与扩展名不符，或已损坏：{file}。请重新取得这份文件。")
    if suffix not in KINDS:
        known = "、".join(sorted(KINDS))
        raise CorpusError(f"暂不支持这种文件：{file}。目前能读 {known}，请先转换。")
    return KINDS[suffix]


def _zipped(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError) as error:
        raise CorpusError(f"文件已损坏，无法打开：{file}。请重新取得这份文件。") from error
    if "OFD.xml" in names:
        return "ofd"
    if "word/document.xml" in names:
        return "docx"
    raise CorpusError(f"压缩包里没有能读的文件：{file}。请解压后把其中的文件放入文件库。")
