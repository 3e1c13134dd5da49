"""Pictures of figures as SVG text, for reports that fetch nothing."""

import io
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from eval.scoring import Mean

_INK, _BAR, _GOOD, _BAD = "#1f2937", "#2563a8", "#2f855a", "#b4552d"
_ROW = 0.34  # inches of height for a bar


def _figure(height: float, width: float = 7.2) -> tuple[Any, Any]:
    import matplotlib as mpl

    mpl.use("Agg")
    # Text stays text: the reader's own Chinese font shows it, and it can be searched.
    mpl.rcParams["svg.fonttype"] = "none"
    mpl.rcParams["svg.hashsalt"] = "wence"
    mpl.rcParams["font.family"] = "sans-serif"
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=_INK, labelsize=9)
    return figure, axes


def _svg(figure: Any) -> str:
    out = io.StringIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # its own font has no Chinese; none is drawn
        figure.savefig(out, format="svg", metadata={"Date": None}, transparent=True)
    text = out.getvalue()
    return text[text.index("<svg") :]


def bars(title: str, means: Mapping[str, Mean]) -> str:
    """A bar for each name with its interval, from 0 to 1."""
    names = list(means)
    figure, axes = _figure(0.9 + _ROW * len(names))
    values = [means[name].mean for name in names]
    below = [max(0.0, means[name].mean - means[name].low) for name in names]
    above = [max(0.0, means[name].high - means[name].mean) for name in names]
    axes.barh(names, values, color=_BAR, height=0.62)
    axes.errorbar(values, names, xerr=[below, above], fmt="none", ecolor=_INK, capsize=2, lw=1)
    for name, value in zip(names, values, strict=True):
        axes.text(0.01, name, f"{value:.3f}", va="center", color="white", fontsize=8)
    axes.set_xlim(0, 1.02)
    axes.invert_yaxis()
    axes.set_title(title, loc="left", color=_INK, fontsize=11)
    return _svg(figure)


def latencies(milliseconds: Sequence[float]) -> str:
    """How many answers took how long."""
    figure, axes = _figure(2.4)
    axes.hist(milliseconds, bins=min(40, max(5, len(milliseconds) // 4)), color=_BAR)
    axes.set_xlabel("毫秒", color=_INK)
    axes.set_ylabel("题数", color=_INK)
    axes.set_title("回答用时", loc="left", color=_INK, fontsize=11)
    return _svg(figure)


def changes(title: str, gaps: Mapping[str, float]) -> str:
    """Gains to the right and losses to the left of a baseline."""
    names = list(gaps)
    figure, axes = _figure(0.9 + _ROW * len(names))
    colours = [_GOOD if gaps[name] >= 0 else _BAD for name in names]
    axes.barh(names, [gaps[name] for name in names], color=colours, height=0.62)
    axes.axvline(0, color=_INK, lw=1)
    axes.invert_yaxis()
    axes.set_title(title, loc="left", color=_INK, fontsize=11)
    return _svg(figure)
