"""CSL-JSON, read and written: the form in which Zotero and pandoc exchange bibliographies."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from corpus.bibliography.csl_form import in_form
from corpus.bibliography.entry import Entries, Entry, doi, file_names, pages
from corpus.errors import SidecarError


def read_csl_json(text: str, name: str) -> Entries:
    """The items of a CSL-JSON file called `name`, each with what is in CSL-JSON's form; SidecarError if it is no JSON.

    JSON without one item that has a title or a DOI is some other program's: no entries, and nothing to tell.
    """
    try:
        held = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:  # a ValueError too for a number of thousands of digits
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise SidecarError(f"{name}{line}: this is not JSON; correct it, or move it away ({error})") from error
    items = held.get("items", held) if isinstance(held, dict) else held
    items = [items] if isinstance(items, dict) else items
    entries: list[Entry] = []
    notices: list[str] = []
    for place, item in enumerate(items if isinstance(items, list) else [], 1):
        csl, misshapen = in_form(item) if isinstance(item, dict) else ({}, ())
        if "title" not in csl and "DOI" not in csl:
            notices.append(f"{name}, item {place}: this is no CSL-JSON item (it has no title) and is left out")
            continue
        entries.append(_entry(csl, place))
        if misshapen:
            told = ", ".join(repr(variable[:40]) for variable in misshapen[:5])
            notices.append(f"{name}, item {place}: left out, as it is not in CSL-JSON's form: {told}")
    return Entries(tuple(entries), tuple(notices) if entries else ())


def _entry(csl: dict[str, object], place: int) -> Entry:
    if "page" in csl:
        csl["page"] = pages(str(csl["page"]))
    if "DOI" in csl:
        csl["DOI"] = doi(str(csl["DOI"]))
    key = str(csl.get("citation-key") or csl.get("id") or f"item {place}")
    kept = {name: value for name, value in csl.items() if name not in ("id", "file")}
    return Entry(key, kept, file_names(str(csl.get("file", ""))))


def write_csl_json(works: Iterable[tuple[str, Mapping[str, object]]]) -> str:
    """A CSL-JSON file of (key, item) pairs, in their order."""
    items = [{"id": key, **{name: csl[name] for name in sorted(csl)}} for key, csl in works]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
