"""
What surrounds the report on a saved web page: menus, breadcrumbs, share bars, footers.

Told from tags, from words in `class` and `id`, from how much of a block is links, and from a few
phrases that every government site has. Words count only as a whole (`top-nav` and `topNav` hold
`nav`), so that an article whose container happens to hold the letters is kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

UNSEEN = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg",
    "math", "canvas", "audio", "video", "map", "select", "option", "button", "input", "textarea",
    "datalist", "dialog", "rt", "rp",
))  # fmt: skip
"""Elements whose content is no text of the page."""

AROUND = frozenset(("nav", "aside"))
"""Elements that are never part of the report."""

ENDS = frozenset(("footer", "header"))
"""Elements that stand around the report, unless they are inside of it."""

BODY_OF_TEXT = frozenset(("article", "main"))

_AROUND_WORDS = frozenset((
    "nav", "navbar", "navi", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs",
    "crumb", "crumbs", "share", "shares", "bdshare", "bshare", "sharebox", "social", "sns",
    "footer", "foot", "copyright", "sidebar", "toolbar", "qrcode", "ewm", "erweima", "search",
    "login", "pagination", "pager", "related", "recommend", "recommended", "comments", "advert",
    "ads", "topbar", "gotop", "backtop", "toplink", "skip", "a11y", "wza", "cookie", "cookies",
    "modal", "popup", "dqwz", "mbx", "weizhi", "friendlink", "links", "hotnews", "siderbar",
    "leftmenu", "rightmenu",
))  # fmt: skip
_CONTENT_WORDS = frozenset((
    "trs_editor", "trs_ueditor", "ucap-content", "article-content", "article_content",
    "articlecontent", "zoom", "ivs_content", "vsbcontent", "v_news_content", "xxgk_content",
    "news_content", "newscontent", "pages_content", "wp_articlecontent", "js_content",
    "rich_media_content", "article-body", "articlebody", "entry-content", "detail-content",
    "bt-content", "content-detail", "article-detail", "text-content", "articledetail",
))  # fmt: skip
"""`class` or `id` of the container of the text in the content systems of Chinese authorities."""

_CAMEL = re.compile(r"([a-z0-9])([A-Z])")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_PHRASES = re.compile(
    r"(?:您?(?:现在|当前)?(?:所在)?(?:的)?位置|当前位置|首页\s*[>＞»/|]|分享到|分享：|"
    r"扫一扫|字体[：:\s]|字号[：:\s]|【?打印|关闭窗口|上一篇|下一篇|浏览次数|访问量|点击数|"
    r"版权所有|主办单位|承办单位|网站标识码|备案号|网站地图|技术支持|Copyright|©|返回顶部|"
    r"[\u4e00-\u9fff]ICP备|[\u4e00-\u9fff]公网安备|收藏本站|设为首页|无障碍)"
)
_LONGEST_PHRASE = 120


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Tell whether an element is not shown."""
    return bool(attributes) and (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN.search(attributes.get("style", "")) is not None
    )


def is_around(attributes: Mapping[str, str]) -> bool:
    """Tell from its attributes whether an element stands around the report."""
    if not attributes:
        return False
    if attributes.get("role") in {"navigation", "banner", "contentinfo", "search"}:
        return True
    return any(
        word in _AROUND_WORDS
        for name in _names(attributes)
        for word in re.split(r"[^a-z0-9]+", _CAMEL.sub(r"\1-\2", name).lower())
    )


def holds_report(tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether an element is known to hold the text of the report."""
    if tag in BODY_OF_TEXT or attributes.get("itemprop") == "articleBody":
        return True
    return any(name.lower() in _CONTENT_WORDS for name in _names(attributes))


def _names(attributes: Mapping[str, str]) -> list[str]:
    if not attributes:
        return []
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".split()


def is_site_phrase(text: str) -> bool:
    """Tell whether a short block is one of the phrases that sites put on every page."""
    return len(text) <= _LONGEST_PHRASE and _PHRASES.match(text.lstrip(" 【[|")) is not None
