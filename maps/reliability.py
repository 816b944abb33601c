"""The reliability plot: for each share a claim is made for, the share of the truth within it."""

from __future__ import annotations

import io
from itertools import cycle
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ticker import PercentFormatter

from maps import fonts
from maps.errors import PageError
from maps.overview import SETTINGS
from maps.pen import INK, QUIET
from maps.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SIZE_INCHES, DPI = (4.6, 4.6), 110
FORMATS = (".png", ".svg")
LOOKS: tuple[dict[str, Any], ...] = (
    {"linewidth": 1.5, "marker": "o", "markersize": 5},
    {"linewidth": 1.0, "marker": "s", "markersize": 5, "markerfacecolor": "white"},
    {"linewidth": 1.0, "marker": "^", "markersize": 5, "linestyle": (0, (1, 1))},
)
"""Lines are told apart by their marks, so that a copy in grey tells them apart too."""
WORDS = {
    "zh": ("声明“误差以内”的比例", "实际在声明之内的比例", "误差声明可靠吗（{count} 个实测误差）"),
    "en": ("share claimed", "share found", "Do the claims hold? ({count} measured errors)"),
}
"""What stands along the axes and above the plot."""


def drawn(lines: Mapping[str, Sequence[tuple[float, float]]], count: int, suffix: str) -> bytes:
    """
    Return the plot as the bytes of a picture; the same lines give the same bytes.

    Parameters
    ----------
    lines
        What the truth is, in words, to (share claimed, share found), both between 0 and 1.
    count
        How many errors it rests on.
    suffix
        One of `FORMATS`.

    Raises
    ------
    PageError
        If the format is another one.
    """
    if suffix not in FORMATS:
        raise PageError(f"可靠性图应为 {' 或 '.join(FORMATS)} 文件，实际是“{suffix}”")
    font = fonts.chinese_font()
    across, up, title = WORDS["zh" if font else "en"]
    words = FontProperties(fname=font) if font else FontProperties()
    with mpl.rc_context(SETTINGS):
        figure = Figure(figsize=SIZE_INCHES, facecolor="white", layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        axes.plot([0, 1], [0, 1], color=QUIET, linewidth=1, linestyle=(0, (4, 3)))
        for (name, points), look in zip(lines.items(), cycle(LOOKS), strict=False):
            axes.plot(*zip(*points, strict=True), color=INK, label=plain_text(name), **look)
        if lines:
            axes.legend(prop=words, frameon=False, loc="upper left")
        axes.set(xlim=(0, 1), ylim=(0, 1), aspect="equal")
        for axis, said in ((axes.xaxis, across), (axes.yaxis, up)):
            axis.set_major_formatter(PercentFormatter(1))
            axis.set_label_text(said, fontproperties=words, color=INK)
        axes.set_title(title.format(count=count), fontproperties=words, fontsize=11, color=INK)
        axes.grid(color="#e3e3e0", linewidth=0.6)
        axes.set_axisbelow(True)
        axes.spines[["top", "right"]].set_visible(False)
        out = io.BytesIO()
        metadata = {"Software": None} if suffix == ".png" else {"Date": None, "Creator": None}
        figure.savefig(out, format=suffix[1:], dpi=DPI, metadata=metadata)
    return out.getvalue()
