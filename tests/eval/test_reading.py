"""Reading is measured, a file that cannot be read has its reason."""

from pathlib import Path

from eval.reading import reading_figures
from tests.conftest import HOME


def test_files_are_measured_and_a_broken_one_says_why(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    plan, broken = reading_figures(
        [corpus / "documents" / f"{HOME}.txt", tmp_path / "broken.pdf"], scan=False
    )
    assert (plan["file"], plan["pages"]) == (f"{HOME}.txt", 0)
    assert float(plan["characters"]) > 10_000
    assert "已损坏" in str(broken["problem"])
