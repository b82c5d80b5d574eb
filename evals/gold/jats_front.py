"""The front matter of JATS articles as the text of a first page, with what the mark-up says it is (ANSI/NISO Z39.96).

The articles are those among docling's test data (docling-project/docling, MIT). A journal sets these parts in its own
order; here they stand in the one that most use, each as a line, with affiliations tied to authors by raised numbers.
"""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from corpus.reading.reading import Reading
from evals.gold.archives import DOCLING, unpacked
from evals.gold.fronts import Front, People

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HISTORY = (
    ("received", "Received", "submitted"),
    ("rev-recd", "Revised", "revised"),
    ("accepted", "Accepted", "accepted"),
)
_MONTHS = tuple(month_name)[1:]


def jats_fronts(benchmarks: Path) -> tuple[Front, ...]:
    """The front matter of each article, by file name. Raises MaterialError where there is none."""
    with unpacked(benchmarks / DOCLING) as folder:
        files = sorted(path for path in folder.rglob("jats/sources/*") if path.suffix in (".nxml", ".xml"))
        fronts = {
            front.fields.get("DOI", front.name): front for path in files if (front := jats_front(path)) is not None
        }
    return tuple(fronts.values())


def jats_front(path: Path) -> Front | None:
    """The front matter of one article; None for a file that has none."""
    root = ElementTree.parse(path).getroot()
    meta, journal = root.find("./front/article-meta"), root.find("./front/journal-meta")
    if meta is None or journal is None:
        return None
    fields = dict(_fields(meta, journal))
    people, places, lines = _people(meta)
    page = [
        _masthead(fields),
        _text(meta.find(".//subject")),
        fields["title"],
        *lines,
        _history(meta),
        f"https://doi.org/{fields['DOI']}",
        _text(meta.find("./permissions/copyright-statement")),
        _text(meta.find("./permissions/license")),
        f"Abstract\n\n{_abstract(meta)}",
        "Keywords: " + "; ".join(_keywords(meta)) if _keywords(meta) else "",
        "Introduction",
        *(_text(paragraph) for paragraph in root.findall("./body/sec/p")[:6]),
    ]
    text = "\n\n".join(part for part in page if part.strip())
    return Front(path.name, Reading(text), fields, people, places)


def _fields(meta: ElementTree.Element, journal: ElementTree.Element) -> Iterator[tuple[str, str]]:
    yield "title", _text(meta.find("./title-group/article-title"))
    yield "container-title", _text(journal.find(".//journal-title"))
    yield "DOI", _text(meta.find("./article-id[@pub-id-type='doi']"))
    yield "language", "en"
    for variable, element in (("volume", "volume"), ("issue", "issue"), ("page", "elocation-id")):
        if words := _text(meta.find(f"./{element}")):
            yield variable, words
    issn = journal.find("./issn[@pub-type='ppub']")
    yield "ISSN", _text(issn if issn is not None else journal.find("./issn"))
    yield "issued", _issued(meta)[:4]
    for kind, _, variable in _HISTORY:
        if (date := meta.find(f"./history/date[@date-type='{kind}']")) is not None:
            yield variable, _iso(date)
    if words := _text(meta.find("./permissions/license")):
        yield "license", _licence(words)
    abstract = _abstract(meta).split()
    yield "abstract", f"{' '.join(abstract[:5])} … {' '.join(abstract[-5:])}"
    if _keywords(meta):
        yield "keyword", ", ".join(_keywords(meta))


def _masthead(fields: dict[str, str]) -> str:
    volume = fields.get("volume", "") + (f"({fields['issue']})" if "issue" in fields else "")
    return f"{fields['container-title']} {fields['issued']}, {volume}, {fields.get('page', '')}   ISSN {fields['ISSN']}"


def _people(meta: ElementTree.Element) -> tuple[People, tuple[str, ...], list[str]]:
    """The authors, the place of each, and the lines that print them."""
    names: list[tuple[str, str]] = []
    own: list[list[str]] = []
    places = {aff.get("id", ""): _place(aff) for aff in meta.findall(".//aff") if aff.get("id")}
    order = list(places)
    for contrib in meta.findall("./contrib-group/contrib[@contrib-type='author']"):
        name = contrib.find("./name")
        if name is None:
            continue
        names.append((_text(name.find("surname")), _text(name.find("given-names"))))
        inside = [_place(aff) for aff in contrib.findall("./aff")]
        for place in inside:
            places.setdefault(place, place)
            order += [place] if place not in order else []
        own.append(inside or [xref.get("rid", "") for xref in contrib.findall("./xref[@ref-type='aff']")])
    marks = {key: str(number).translate(_RAISED) for number, key in enumerate(order, 1)}
    shown = [
        f"{given} {family}{','.join(marks[key] for key in keys if key in marks)}"
        for (family, given), keys in zip(names, own, strict=True)
    ]
    lines = [", ".join(shown), *(f"{marks[key]} {places[key]}" for key in order)]
    return tuple(names), tuple("; ".join(places[key] for key in keys if key in places) for keys in own), lines


def _place(aff: ElementTree.Element) -> str:
    """An affiliation's words, without its label and without identifiers."""
    for hidden in ("label", "institution-id"):
        for parent in aff.iter():
            for child in [child for child in parent if child.tag == hidden]:
                child.text = ""
    return _text(aff)


def _history(meta: ElementTree.Element) -> str:
    told = [
        f"{word}: {_printed(date)}"
        for kind, word, _ in _HISTORY
        if (date := meta.find(f"./history/date[@date-type='{kind}']")) is not None
    ]
    return "; ".join([*told, f"Published: {_printed_iso(_issued(meta))}"])


def _issued(meta: ElementTree.Element) -> str:
    """The date of the issue that it stands in, else of its first publication."""
    dates = {date.get("pub-type") or date.get("date-type"): _iso(date) for date in meta.findall("./pub-date")}
    years = sorted(dates.values(), key=lambda date: (date[:4], -len(date)))
    return dates.get("epub") or years[0]


def _iso(date: ElementTree.Element) -> str:
    parts = (_text(date.find(part)) for part in ("year", "month", "day"))
    numbers = [str(_MONTHS.index(part) + 1) if part in _MONTHS else part for part in parts if part]
    return "-".join(part.zfill(2) for part in numbers)


def _printed(date: ElementTree.Element) -> str:
    return _printed_iso(_iso(date))


def _printed_iso(iso: str) -> str:
    year, *rest = iso.split("-")
    month = _MONTHS[int(rest[0]) - 1] if rest else ""
    return " ".join(part for part in (rest[1].lstrip("0") if len(rest) > 1 else "", month, year) if part)


def _licence(words: str) -> str:
    found = [code for code in ("by-nc-nd", "by-nc-sa", "by-nc", "by-nd", "by-sa", "by") if f"licenses/{code}/" in words]
    version = next((v for v in ("4.0", "3.0", "2.0") if f"/{v}" in words), "")
    if found:
        return f"CC {found[0].upper()} {version}".strip()
    if "CC0" in words or "publicdomain/zero" in words:
        return "CC0 1.0" if "zero/1.0" in words else "CC0"
    return "CC BY" if "Creative Commons Attribution" in words else ""


def _abstract(meta: ElementTree.Element) -> str:
    abstract = next(
        (held for held in meta.findall("./abstract") if held.get("abstract-type") in (None, "abstract")), None
    )
    paragraphs = abstract.iter("p") if abstract is not None else []
    return " ".join(_text(paragraph) for paragraph in paragraphs)


def _keywords(meta: ElementTree.Element) -> list[str]:
    groups = meta.findall("./kwd-group")
    own = next((group for group in groups if group.get("kwd-group-type") == "author"), groups[0] if groups else None)
    return [_text(word) for word in own.findall("./kwd")] if own is not None else []


def _text(element: ElementTree.Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
