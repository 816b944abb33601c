"""One writing for each character: widths, quotation marks, dashes, blanks and radicals."""

from __future__ import annotations

import unicodedata

QUOTES = "“”„‟‘’‚‛'「」『』〝〞〟＂＇﹁﹂﹃﹄"
DASHES = "‐‑‒–—―−─﹘﹣－"
TILDES = "～〜∼"
DOTS = "・•‧･∙⋅"
BLANKS = (
    "\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u200c\u200d\u202f\u205f\u2060\u3000\ufeff"
)
BREAKS = "\x0b\x0c\x85\u2028\u2029"
BULLET = "•"
"""Folded to a middle dot, but beginning an item rather than standing inside a name."""

# Unicode gives no decomposition for these, so NFKC leaves them (PDF readers hand them out).
_RADICALS = (
    "⺁厂⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歹⺟母⺠民⺡氵⺢水⺣灬⺤爪⺥爪⺦丬"
    "⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱网⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见"
    "⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟饣⻠饣⻡首⻢马⻣骨"
    "⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲龜⻳龟"
)
_BLOCKS = (
    (0x2F00, 0x2FE0),  # Kangxi radicals
    (0xF900, 0xFB00),  # compatibility ideographs
    (0xFE50, 0xFE70),  # small forms
    (0xFF01, 0xFF5F),  # full-width ASCII
)
_PLANE = 0x10000


def _build(keep: str = "") -> list[int]:
    # A list is looked up twice as fast as a dict; characters outside the basic plane stay.
    table = list(range(_PLANE))
    for first, end in _BLOCKS:
        for code in range(first, end):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1:
                table[code] = ord(plain)
    for odd, plain in zip(_RADICALS[::2], _RADICALS[1::2], strict=True):
        table[ord(odd)] = ord(plain)
    for characters, plain in (
        (QUOTES, '"'), (DASHES, "-"), (TILDES, "~"), (DOTS, "·"), (BLANKS, " "), (BREAKS, "\n"),
    ):  # fmt: skip
        for character in characters:
            table[ord(character)] = ord(plain)
    for character in keep:
        table[ord(character)] = ord(character)
    return table


_FOLDED = _build()
_FOLDED_BUT_BULLET = _build(keep=BULLET)


def fold(text: str) -> str:
    """
    Write every character in its ordinary form, one for one, so that offsets hold.

    Full width becomes half width (、 。 《 》 stay), every quotation mark `"`, every dash `-`,
    every middle dot `·`, every blank other than the tab and the line feed an ASCII blank, every
    other end of a line a line feed, radicals and compatibility ideographs what they show.
    """
    return text.translate(_FOLDED)


def fold_but_bullet(text: str) -> str:
    """Fold as `fold` does, but leave `•`, which is a bullet in one place and a dot in another."""
    return text.translate(_FOLDED_BUT_BULLET)
