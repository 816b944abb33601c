"""
A font with Chinese characters for the picture, so that it never shows empty boxes.

First the one that comes with the `zhplot` package (Noto Sans SC, SIL Open Font License), so that a
picture looks the same on every machine; else one that the machine has; else none, and the picture
is written in Latin letters. The package is only asked where it is, never imported: importing it
would change the settings of matplotlib for the whole process.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_PACKAGE, _FILE = "zhplot", "fonts/NotoSansSC-Regular.ttf"

SYSTEM_FONTS = (
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "DengXian",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Noto Sans CJK JP",  # how matplotlib calls the Noto collection: by its first face
    "Heiti SC",
    "STHeiti",
    "SimHei",
    "Droid Sans Fallback",
    "Arial Unicode MS",
    "SimSun",
)
"""Names of fonts that machines have, best first."""

NO_FONT = (
    "没有找到中文字体，overview.png 和 overview.svg 改用拉丁字母；"
    "请运行 pip install zhplot，或安装 Noto Sans CJK 字体"
)
"""The one line to show when `chinese_font` finds nothing."""

_PROBE = "徐汇区图例"


def shipped_font() -> Path | None:
    """Return the font that comes with a package, None when it is not installed."""
    spec = find_spec(_PACKAGE)
    places = spec.submodule_search_locations if spec is not None else None
    paths = [Path(place) / _FILE for place in places or ()]
    return next((path for path in paths if path.is_file()), None)


def system_font() -> Path | None:
    """Return the best Chinese font of the machine, from the list that matplotlib keeps."""
    from matplotlib.font_manager import fontManager  # noqa: PLC0415 - slow, and not always needed

    found = [
        (SYSTEM_FONTS.index(font.name), abs(_weight(font.weight) - 400), font.fname)
        for font in fontManager.ttflist
        if font.name in SYSTEM_FONTS and font.style == "normal"
    ]
    paths = (Path(name) for _, _, name in sorted(found))
    return next((path for path in paths if path.is_file() and covers(path, _PROBE)), None)


def _weight(raw: int | str) -> int:
    """Return the weight as a number; words count as regular or bold."""
    if isinstance(raw, int):
        return raw
    return 700 if "bold" in raw else 400


@cache
def chinese_font() -> Path | None:
    """Return the font to write Chinese with: shipped, else the machine's, else None."""
    return shipped_font() or system_font()


def latin_font() -> Path:
    """Return the font that comes with matplotlib; it has no Chinese characters."""
    import matplotlib as mpl  # noqa: PLC0415 - slow, and not always needed

    return Path(mpl.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"


@cache
def _characters(path: Path) -> frozenset[int]:
    """Return the code points that a font file can write."""
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415 - slow, and not always needed

    return frozenset(FT2Font(str(path)).get_charmap())


def covers(path: Path, text: str) -> bool:
    """Tell whether the font has every character of `text`, blanks aside."""
    known = _characters(path)
    return all(ord(char) in known or char.isspace() for char in text)
