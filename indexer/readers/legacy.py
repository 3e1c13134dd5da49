"""Old Word and WPS files -> text, converted by LibreOffice where it is installed."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from indexer.errors import CorpusError
from indexer.readers.docx import read_docx

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 60
_RTF = b"{\\rtf"


def read_legacy(file: Path) -> str:
    """The text of a .doc, .wps or .rtf file.

    Raises:
        CorpusError: no LibreOffice here, or it cannot convert the file.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise CorpusError(
            f"旧版 Word 或 WPS 文件要用 LibreOffice 转换，这台电脑没有安装：{file}。"
            "请安装 LibreOffice，或另存为 .docx 或 .pdf 后再放入文件库。"
        )
    with TemporaryDirectory() as folder:
        # A profile of its own: LibreOffice refuses to run twice on one.
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, profile, "--headless", _filter(file), "--convert-to", "docx"]
        try:
            subprocess.run(
                [*command, "--outdir", folder, str(file)],
                check=True,
                capture_output=True,
                timeout=_SECONDS,
            )
            return read_docx(Path(folder, f"{file.stem}.docx"))
        except (subprocess.SubprocessError, OSError, CorpusError) as error:
            raise CorpusError(
                f"LibreOffice 没能转换：{file}。请另存为 .docx 或 .pdf 后再放入文件库。"
            ) from error


def _filter(file: Path) -> str:
    """The filter to read with: left to guess, LibreOffice takes a damaged file for plain text."""
    with file.open("rb") as stream:
        rtf = stream.read(len(_RTF)) == _RTF
    return f"--infilter={'Rich Text Format' if rtf else 'MS Word 97'}"
