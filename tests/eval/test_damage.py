"""Damaged files are read or refused in one line; the same seed damages alike."""

import random
from pathlib import Path

import docx

from eval.damage import damage_figures, damaged


def test_damage_is_the_same_for_the_same_seed() -> None:
    data = bytes(range(256)) * 20
    assert damaged(data, random.Random(3)) == damaged(data, random.Random(3)) != data


def test_every_damaged_word_file_is_read_or_refused_in_one_line(tmp_path: Path) -> None:
    document = docx.Document()
    for number in range(1, 30):
        document.add_paragraph(f"{number}.更新第{number}类设备。（牵头单位：市商务局）")
    document.save(str(tmp_path / "plan.docx"))
    (tmp_path / "plan.txt").write_text(
        "一、任务\n1.更新电梯。（牵头单位：市住建局）\n" * 9, "utf-8"
    )
    figures = damage_figures([tmp_path / "plan.docx", tmp_path / "plan.txt"], 60)
    assert figures["read"] + figures["refused"] == 60  # type: ignore[operator]
    assert figures["refused"]
    assert figures["read"]
    assert (figures["not_one_line"], figures["over_60_s"]) == (0, 0)
