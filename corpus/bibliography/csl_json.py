"""CSL-JSON, read and written: the form in which Zotero and pandoc exchange bibliographies."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from corpus.bibliography.entry import Entries, Entry, doi, file_names, pages
from corpus.errors import SidecarError


def read_csl_json(text: str, name: str) -> Entries:
    """The items of a CSL-JSON file called `name`; raises SidecarError where it is no JSON list of items."""
    try:
        held = json.loads(text.removeprefix("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise SidecarError(f"{name}{line}: this is not JSON; correct it, or move it away ({error})") from error
    items = held.get("items", held) if isinstance(held, dict) else held
    items = [items] if isinstance(items, dict) else items
    if not isinstance(items, list):
        raise SidecarError(f"{name}: a list of CSL-JSON items is expected, not {type(held).__name__}")
    entries: list[Entry] = []
    notices: list[str] = []
    for place, item in enumerate(items, 1):
        if isinstance(item, dict) and (isinstance(item.get("title"), str) or "DOI" in item):
            entries.append(_entry(item, place))
        else:
            notices.append(f"{name}, item {place}: this is no CSL-JSON item (it has no title) and is left out")
    return Entries(tuple(entries), tuple(notices))


def _entry(item: Mapping[str, object], place: int) -> Entry:
    csl = {
        str(name): value for name, value in item.items() if name not in ("id", "file") and value not in ("", None, [])
    }
    if isinstance(csl.get("page"), str):
        csl["page"] = pages(str(csl["page"]))
    if "DOI" in csl:
        csl["DOI"] = doi(str(csl["DOI"]))
    key = str(item.get("citation-key") or item.get("id") or f"item {place}")
    return Entry(key, csl, file_names(str(item.get("file", ""))))


def write_csl_json(works: Iterable[tuple[str, Mapping[str, object]]]) -> str:
    """A CSL-JSON file of (key, item) pairs, in their order."""
    items = [{"id": key, **{name: csl[name] for name in sorted(csl)}} for key, csl in works]
    return json.dumps([_typed(item) for item in items], ensure_ascii=False, indent=2) + "\n"


def _typed(item: dict[str, object]) -> dict[str, object]:
    """CSL-JSON asks for a type in every item; `document` is its word for an unknown one."""
    return item if "type" in item else {**item, "type": "document"}
