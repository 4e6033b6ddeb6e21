"""Inside the HTML reader: hidden text and everything around the article is cut from the page's tree."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

HIDDEN = "versteckter Text der Webseite (unsichtbar, winzig oder weiß)"
COMMENT = "Kommentar im Quelltext"
SHORTEST_COMMENT = 40
"""Characters; shorter comments are marks of whoever built the page."""

_NEVER = {"script", "style", "noscript", "template", "svg", "form", "button", "input", "select", "textarea", "label"}
_NEVER |= {"iframe", "object", "embed", "canvas", "figure", "picture", "video", "audio", "img", "dialog", "map"}
_AROUND = {"nav", "aside", "footer"}
_AROUND_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu", "alert"}
_TEASERS = {"teaser", "teasers", "teaserbox", "teaserliste"}
"""With a link it leads to another article; without one it is the opening of this one."""
_WORD_FILE = Path(__file__).with_name("page_furniture.txt")
_WORDS = re.compile(r"[A-Za-zäöüß]+")
_INVISIBLE = re.compile(
    r"display:none|visibility:hidden|opacity:0(?:\.0+)?(?:;|$)|font-size:(?:0|0?\.\d+|[012](?:\.\d+)?)(?:px|pt|em|rem)?(?:;|$)"
    r"|(?:left|top|text-indent):-\d{3,}"
)
_CLIPPED = re.compile(r"clip:rect\(0|clip-path:inset\((?:50|100)%|transform:scale\(0\)")
_NO_ROOM = re.compile(r"(?<![-\w])(?:max-)?(?:height|width):0(?:px|em|rem|%)?(?:;|$)")
_TINY_EM = re.compile(r"font-size:[12](?:\.\d+)?r?em")
_WHITE = re.compile(r"(?<![-\w])color:(?:#fff(?:fff)?|white|rgba?\(255,255,255)")
_GROUND = re.compile(
    r"background(?:-color|-image)?:"
    r"(?!(?:#fff(?:fff)?|white|rgba?\(255,255,255[^)]*\)|transparent|none|inherit)(?:[;!]|$))"
)
"""A background on which white type can be read."""
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_READER_ONLY = re.compile(r"visually-?hidden|sr-only|screen-?reader|invisible", re.IGNORECASE)


def text_of(element: Any) -> str:  # noqa: ANN401 lxml's elements have no types
    """All text below an element, runs of space squeezed."""
    return " ".join("".join(element.itertext()).split())


def drop(element: Any) -> None:  # noqa: ANN401
    """Take an element out of the tree; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + " " + tail
    else:
        parent.text = (parent.text or "") + " " + tail
    parent.remove(element)


def drop_hidden(tree: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Cut what a visitor of the page can't see; returns a German phrase for each kind that held words."""
    found: dict[str, None] = {}
    names = set(_hidden_names(tree))
    for comment in list(tree.iter(_comment())):
        text = (comment.text or "").strip()
        if len(text) >= SHORTEST_COMMENT and not text.startswith("[if") and "<" not in text:
            found[COMMENT] = None
        drop(comment)
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in {"html", "body", "head"}:
            continue
        marked = f"{element.get('class', '')} {element.get('id', '')}"
        if _is_hidden(element) or names & set(marked.split()) or _READER_ONLY.search(marked):
            if text_of(element) and not _READER_ONLY.search(marked):
                found[HIDDEN] = None
            drop(element)
    return tuple(found)


def _comment() -> Any:  # noqa: ANN401
    from lxml.etree import Comment

    return Comment


def _is_hidden(element: Any) -> bool:  # noqa: ANN401
    style = _style(element)
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if not style:
        return False
    invisible = _INVISIBLE.search(style) and not _TINY_EM.search(style)
    no_room = _CLIPPED.search(style) or (_NO_ROOM.search(style) and "overflow:hidden" in style)
    return bool(invisible or no_room) or bool(_WHITE.search(style) and not _on_ground(element))


def _on_ground(element: Any) -> bool:  # noqa: ANN401
    """White type is to be read where the element or one around it sets a background."""
    around = [element, *element.iterancestors()]
    return any(_GROUND.search(_style(one)) or one.get("bgcolor") not in (None, "#ffffff") for one in around)


def _style(element: Any) -> str:  # noqa: ANN401
    return re.sub(r"\s+", "", element.get("style", "").lower())


def _hidden_names(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """Classes and ids that the page's own style sheet makes invisible."""
    for style in tree.iter("style"):
        for selectors, body in _RULE.findall(style.text or ""):
            if _INVISIBLE.search(re.sub(r"\s+", "", body.lower())):
                yield from (one.strip()[1:] for one in selectors.split(",") if re.fullmatch(r"[.#][\w-]+", one.strip()))


@cache
def _around_words() -> frozenset[str]:
    lines = _WORD_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def drop_furniture(tree: Any) -> None:  # noqa: ANN401
    """Cut navigation, cookie texts, share bars, advertising and the like; never what holds the main heading."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in {"html", "body", "main", "article"}:
            continue
        if element.tag in _NEVER or _is_around(element):
            drop(element)


def _is_around(element: Any) -> bool:  # noqa: ANN401
    if element.tag in _AROUND or element.get("role") in _AROUND_ROLES or element.get("aria-modal") == "true":
        return element.find(".//h1") is None
    if element.tag == "header" and not any(one.tag in {"article", "main"} for one in element.iterancestors()):
        return element.find(".//h1") is None
    marked = set(_WORDS.findall(f"{element.get('class', '')} {element.get('id', '')}".lower()))
    named = bool(_around_words() & marked) or bool(_TEASERS & marked and element.find(".//a") is not None)
    return named and element.find(".//h1") is None and element.find(".//main") is None


def main_element(tree: Any) -> Any:  # noqa: ANN401
    """The element that holds the article: <article> or <main>, else a named content element, else the densest."""
    body = tree.find("body") if tree.find("body") is not None else tree
    articles = [one for one in body.iter("article") if one.getparent().tag != "article"]
    mains = [*body.iter("main"), *body.xpath(".//*[@role='main']")]
    for candidates in (articles, mains):
        best = max(candidates, key=lambda one: len(text_of(one)), default=None)
        around = mains[0] if mains else body
        if best is not None and (best.find(".//h1") is not None or 2 * len(text_of(best)) >= len(text_of(around))):
            return best
    return _with_heading(body)


def _with_heading(body: Any) -> Any:  # noqa: ANN401
    """From the main heading upwards to the element that holds most of the page's running text."""
    heading = body.find(".//h1")
    running = sum(len(text_of(one)) for one in body.iter("p"))
    if heading is None or not running:
        return body
    for element in heading.iterancestors():
        if 2 * sum(len(text_of(one)) for one in element.iter("p")) >= running:
            return element
    return body
