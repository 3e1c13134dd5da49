"""Figures as they are written: value, scale, unit and the bound beside them."""

from typing import Any

from indexer.lexicon import Rule, load_rules

_SCALES = {"万": 1e4, "亿": 1e8, "万亿": 1e12, "千万": 1e7, "百万": 1e6, "千亿": 1e11, "百亿": 1e10}
_AT_LEAST = {"以上", "及以上", "不少于", "不低于", "不小于", "至少"}
_AT_MOST = {"以内", "以下", "不超过", "不高于", "不多于", "不大于", "控制在"}
_ABOUT = {"左右", "上下", "约"}
_MORE = {"超过", "突破", "高于", "大于"}
_LESS = {"低于", "小于"}
_COMPARATORS = ((_ABOUT, "~"), (_AT_LEAST, ">="), (_AT_MOST, "<="), (_MORE, ">"), (_LESS, "<"))
_HAN = {"": 1.0, "一": 1.0, "两": 2.0, "二": 2.0, "三": 3.0, "四": 4.0, "五": 5.0}


def target_rules(kind: str) -> list[Rule]:
    """The rules of targets of one kind."""
    return [rule for rule in load_rules("targets") if rule.fields["kind"] == kind]


def figure_of(groups: dict[str, str | None]) -> dict[str, Any]:
    """Comparator, value, unit and plain number of one figure; of a range, where it begins."""
    written = (groups["value"] or "").replace(",", "")
    end = groups.get("to")
    value = _HAN[written] if written in _HAN else float(written)
    scale = groups.get("scale") or ""
    return {
        "comparator": ">=" if end else _comparator(groups),
        "value": value,
        "unit": scale + (groups.get("unit") or groups.get("unit2") or "") or None,
        "value_normalized": round(value * _SCALES.get(scale, 1.0), 6),
        "value_to": float(end) if end else None,
    }


def _comparator(groups: dict[str, str | None]) -> str:
    words = {groups.get("pre"), groups.get("verb"), groups.get("post")}
    for meant, sign in _COMPARATORS:
        if words & meant:
            return sign
    return "="


def base_unit(unit: str | None) -> str:
    """A unit without its scale: 个 of 万个."""
    return (unit or "").lstrip("万亿千百")
