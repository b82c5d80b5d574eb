"""What a PDF does by itself, or carries along, taken out of it: scripts, actions on opening, embedded files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NullObject

_ACTING = frozenset(
    f"/{kind}"
    for kind in (
        "JavaScript", "Launch", "SubmitForm", "ImportData", "GoToE", "Rendition", "RichMediaExecute", "Movie", "Sound",
        "GoTo3DView",
    )
)  # fmt: skip
"""Kinds of action (ISO 32000-2, 12.6.4) that do more than turn a page or open an address that a reader clicks on."""

_OF_THE_WHOLE = ("/OpenAction", "/AA", "/AF", "/Collection")
_NAMED = ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/AlternatePresentations")
_CARRYING = frozenset(("/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"))
"""Kinds of annotation that are there for what they carry or play."""

_FORMS_OF_A_FILE = frozenset(("/F", "/UF", "/DOS", "/Mac", "/Unix"))


def take_out_actions(writer: PdfWriter) -> None:
    """Leave nothing in the document that runs, opens, sends or carries anything; what its pages show stays.

    Links to addresses stay where a reader has to click on them.
    """
    root = writer.root_object
    _drop(root, _OF_THE_WHOLE)
    _drop(_resolved(root.get("/Names")), _NAMED)
    _drop(_resolved(root.get("/AcroForm")), ("/XFA",))
    for page in writer.pages:
        _drop_carrying(page)
    emptied: set[int] = set()
    for thing in _dictionaries(writer):
        _drop_own_actions(thing)
        emptied.update(_disarmed(thing))
    # What nothing refers to any more would be written all the same.
    for number in sorted(emptied):
        writer._replace_object(number, NullObject())


def _dictionaries(writer: PdfWriter) -> Iterator[Any]:
    """Every dictionary of the document, those within others as well."""
    for held in list(writer._objects):
        waiting = [held]
        while waiting:
            thing = waiting.pop()
            if isinstance(thing, dict):
                yield thing
                waiting.extend(dict.values(thing))
            elif isinstance(thing, list):
                waiting.extend(list.__iter__(thing))


def _drop_own_actions(thing: Any) -> None:
    """Take out what it does when it is opened, shown, left or clicked on; a font may be called `AA` as well."""
    triggered, clicked = _resolved(thing.get("/AA")), _resolved(thing.get("/A"))
    if isinstance(triggered, dict) and all(_is_action(_resolved(each)) for each in dict.values(triggered)):
        _drop(thing, ("/AA",))
    if isinstance(clicked, dict) and any(_is_acting(each) for each in _in_turn(clicked)):
        _drop(thing, ("/A",))


def _in_turn(action: Any) -> Iterator[Any]:
    """An action and those that follow it."""
    waiting, seen = [action], set()
    while waiting:
        each = _resolved(waiting.pop())
        if id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, list):
            waiting.extend(list.__iter__(each))
        elif isinstance(each, dict):
            yield each
            waiting.append(dict.get(each, "/Next"))


def _disarmed(thing: Any) -> Iterator[int]:
    """Empty an action or the name of an embedded file; gives the numbers of the objects that it kept apart."""
    if _is_acting(thing):
        yield from _numbers(dict.get(thing, "/JS"))
        thing.clear()
        return
    files = _resolved(dict.get(thing, "/EF"))
    if isinstance(files, dict) and set(files) <= _FORMS_OF_A_FILE:
        for file in dict.values(files):
            yield from _numbers(file)
        _drop(thing, ("/EF",))
    if dict.get(thing, "/Type") == "/EmbeddedFile":
        yield from _numbers(getattr(thing, "indirect_reference", None))


def _drop_carrying(page: Any) -> None:
    annotations = _resolved(page.get("/Annots"))
    if isinstance(annotations, list):
        kept = [each for each in list.__iter__(annotations) if not _carries(_resolved(each))]
        if len(kept) < len(annotations):
            page[NameObject("/Annots")] = ArrayObject(kept)


def _carries(annotation: Any) -> bool:
    return isinstance(annotation, dict) and dict.get(annotation, "/Subtype") in _CARRYING


def _is_action(thing: Any) -> bool:
    return isinstance(thing, dict) and isinstance(_resolved(dict.get(thing, "/S")), NameObject)


def _is_acting(thing: Any) -> bool:
    return _is_action(thing) and str(_resolved(dict.get(thing, "/S"))) in _ACTING and "/K" not in thing


def _numbers(thing: Any) -> Iterator[int]:
    if isinstance(thing, IndirectObject):
        yield thing.idnum


def _drop(thing: Any, keys: tuple[str, ...]) -> None:
    for key in keys if isinstance(thing, DictionaryObject) else ():
        thing.pop(key, None)


def _resolved(thing: Any) -> Any:
    """What a reference refers to; None where there is nothing."""
    return thing.get_object() if isinstance(thing, IndirectObject) else thing
