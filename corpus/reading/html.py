"""HTML: what a reader would read of the page, without scripts, styles and navigation."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from lxml import etree, html

from corpus.errors import FileDamaged, FileTooLarge
from corpus.reading.html_flow import HtmlFlow
from corpus.reading.html_metadata import Meta, metadata_fields
from corpus.reading.html_tables import is_layout, table_rows, tag_names, whole_number
from corpus.reading.plain import decode
from corpus.reading.reading import Reading

_DROPPED = tag_names(
    "script style noscript template head nav svg iframe object embed canvas audio video map select option button"
    " textarea input dialog datalist"
)
_BLOCKS = tag_names(
    "p div section article main header footer aside blockquote figure figcaption address dl fieldset form details"
    " summary ul ol hr center body html table thead tbody tfoot caption tr td th legend hgroup search menu"
)
_LINES = tag_names("li dt dd br")
_HEADING = re.compile(r"h([1-6])")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
# Codecs of Python's that no page is written in; the first two take the square of a page's length.
_NO_CHARSETS = frozenset(("punycode", "idna", "unicode-escape", "raw-unicode-escape", "utf-7"))
_FOOTNOTE_BACK = re.compile(r"#?(?:footnote|endnote)-ref-")
_MENU_ITEMS = 8
_MENU_ITEM_LENGTH = 30
_TAG = re.compile(r"<[a-zA-Z](?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+')*+")
_BETWEEN_ATTRIBUTES = re.compile(r"\"[^\"]*\"|'[^']*'|/")
_LONG_TAG = 20_000
_MOST_ATTRIBUTES = 5000
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def read_html(data: bytes, name: str) -> Reading:
    """An HTML page as text, with its headings, tables, raised characters and metadata.

    Raises FileUnsupported where the bytes are no text and FileDamaged where they hold no page.
    """
    text, notices = _decoded(data, name)
    return reading_of(text, name, notices)


def reading_of(markup: str, name: str, notices: tuple[str, ...] = ()) -> Reading:
    """The reading of HTML that is already characters."""
    root = _tree(markup, name)
    flow = HtmlFlow()
    _Walk(flow).through(_main_part(root))
    return Reading(
        text=flow.text(),
        headings=tuple(flow.headings),
        grids=tuple(flow.grids),
        superscripts=tuple(flow.superscripts),
        fields=tuple(metadata_fields(_metas(root), name)),
        notices=notices,
    )


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            codec = codecs.lookup(declared.group(1).decode("ascii"))
            if codec.name not in _NO_CHARSETS:
                return data.decode(codec.name), ()
        except (LookupError, UnicodeError):  # `undefined` is a codec that raises the latter
            pass
    return decode(data, name)


def _tree(markup: str, name: str) -> html.HtmlElement:
    # The parser compares each attribute of an element with all before it.
    long = (tag[0] for tag in _TAG.finditer(markup) if tag.end() - tag.start() > _LONG_TAG)
    if any(len(_BETWEEN_ATTRIBUTES.sub(" ", tag).split()) > _MOST_ATTRIBUTES for tag in long):
        raise FileTooLarge(f"{name} gives an element over {_MOST_ATTRIBUTES:,} attributes: save the page as text")
    # The parser stops at a NUL, and takes surrogates for an error.
    clean = markup.replace("\x00", " ").removeprefix("\ufeff").encode("utf-8", errors="replace")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(clean, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise FileDamaged(f"{name} holds no HTML page ({error}): save the page again") from error
    # Past this depth the parser would drop the rest of the page without a word.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise FileTooLarge(f"{name} nests its elements too deeply to be read: save the page as text")
    return root


def _main_part(root: html.HtmlElement) -> html.HtmlElement:
    """The page's only `main` where it holds its title and most of its words, else the whole page."""
    mains = root.xpath("//main | //*[@role='main']")
    if len(mains) != 1:
        return root
    holds_title = mains[0].xpath(".//h1") or not root.xpath("//h1")
    most = len(mains[0].text_content()) > 0.5 * len((root.body if root.body is not None else root).text_content())
    return mains[0] if holds_title and most else root


def _metas(root: html.HtmlElement) -> Iterator[Meta]:
    titles = root.xpath("//head/title")
    if titles:
        yield "title", " ".join(titles[0].text_content().split())
    for element in root.xpath("//meta[@content]"):
        key = element.get("name") or element.get("property")
        if key:
            yield key.strip().lower(), " ".join(element.get("content").split())
    language = root.get("lang")
    if language:
        yield "language", language


class _Walk:
    """One pass over the tree, without recursion: pages nest deeper than Python's stack."""

    def __init__(self, flow: HtmlFlow) -> None:
        self._flow = flow
        self._lists: list[int | None] = []
        self._items = 0
        self._starts: list[int] = []

    def through(self, root: html.HtmlElement) -> None:
        """Writes everything under `root` that a reader would read."""
        stack: list[tuple[html.HtmlElement, bool]] = [(root, False)]
        while stack:
            element, done = stack.pop()
            if done:
                self._leave(element)
            elif self._enter(element):
                stack.append((element, True))
                stack.extend((child, False) for child in reversed(element))
                continue
            if element is not root and element.tail:
                self._flow.words(element.tail)

    def _enter(self, element: html.HtmlElement) -> bool:
        """Whether the element's children are to be read."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or _is_dropped(element, tag):
            return False
        if tag == "table" and not is_layout(element):
            self._table(element)
            return False
        if tag == "pre":
            self._flow.paragraph()
            self._flow.verbatim(element.text_content())
            self._flow.paragraph()
            return False
        self._open(element, tag)
        if element.text:
            self._flow.words(element.text)
        return True

    def _open(self, element: html.HtmlElement, tag: str) -> None:
        if _HEADING.fullmatch(tag) or (tag in _BLOCKS and not self._opens_item(element)):
            self._part()
        elif tag in _LINES:
            self._flow.line()
        if tag in ("ul", "ol"):
            self._lists.append(whole_number(element, "start") if tag == "ol" else None)
        elif tag == "li":
            self._items += 1
            self._item()
        if _HEADING.fullmatch(tag) or tag == "sup":
            self._starts.append(self._flow.position)

    def _leave(self, element: html.HtmlElement) -> None:
        tag = element.tag
        heading = _HEADING.fullmatch(tag)
        if heading:
            self._flow.heading(int(heading.group(1)), self._starts.pop())
        elif tag == "sup":
            self._flow.superscript(self._starts.pop())
        elif tag in ("ul", "ol"):
            self._lists.pop()
        elif tag == "li":
            self._items -= 1
        if heading or tag in _BLOCKS:
            self._part()
        elif tag in _LINES:
            self._flow.line()

    def _part(self) -> None:
        """What comes next is apart: by an empty line, but within a list item by a line only."""
        (self._flow.line if self._items else self._flow.paragraph)()

    def _item(self) -> None:
        number = self._lists[-1] if self._lists else None
        if number is None:
            self._flow.mark("- ")
            return
        self._flow.mark(f"{number}. ")
        self._lists[-1] = number + 1

    @staticmethod
    def _opens_item(element: html.HtmlElement) -> bool:
        """Whether a block is the first thing in its list item, and so stands behind the item's mark."""
        parent = element.getparent()
        return (
            parent is not None
            and parent.tag == "li"
            and element.getprevious() is None
            and not (parent.text or "").strip()
            and element.tag not in ("ul", "ol")
        )

    def _table(self, element: html.HtmlElement) -> None:
        self._flow.paragraph()
        for caption in element.xpath("./caption"):
            self._flow.words(caption.text_content())
            self._flow.line()
        rows, header_rows = table_rows(element)
        if rows:
            self._flow.table(rows, header_rows)
        self._flow.paragraph()


def _is_dropped(element: html.HtmlElement, tag: str) -> bool:
    if tag in _DROPPED or element.get("role") in ("navigation", "search") or element.get("aria-hidden") == "true":
        return True
    if "hidden" in element.attrib or _HIDDEN.search(element.get("style") or ""):
        return True
    # The arrow that leads from a note back to its mark is no part of the note.
    if tag == "a" and _FOOTNOTE_BACK.match(element.get("href") or ""):
        return True
    return tag in ("ul", "ol") and _is_menu(element)


def _is_menu(element: html.HtmlElement) -> bool:
    """Whether a list only leads elsewhere: many short items, every one of them a link."""
    items = [child for child in element if child.tag == "li"]
    if len(items) < _MENU_ITEMS:
        return False
    words = sum(len(item.text_content().strip()) for item in items)
    linked = sum(len(link.text_content().strip()) for item in items for link in item.iter("a"))
    return linked > 0.95 * words and words < _MENU_ITEM_LENGTH * len(items)
