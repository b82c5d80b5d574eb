"""Pages, texts and bibliographies that are small to say and large or crooked to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

_WORDS = "Coal made the harbour rich, and the town grew with it. "
_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def _page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>Coal</title>{head}</head><body><p>{_WORDS}</p>{body}</body></html>"


def _entry(number: int) -> str:
    return f"@article{{k{number}, author={{Bell, Ann and Dorn, Carl}}, title={{On regions {number}}}, year=2019}}\n"


def _reference(number: int) -> str:
    return f"Bell{number}, A., & Dorn, C. (19{number % 90 + 10}). On regions {number}. Places, {number % 99}, 45-67. "


def _spans(cells: int) -> str:
    return "<table>" + '<tr><td rowspan="65534" colspan="1000">1</td><td>2</td></tr>' * cells + "</table>"


_PAGES: dict[str, Callable[[], str]] = {
    "100000 divisions deep.html": lambda: _page("<div>" * 100_000 + _WORDS + "</div>" * 100_000),
    "100000 lists deep.html": lambda: _page("<ul><li>" * 100_000 + _WORDS),
    "100000 spans never closed.html": lambda: _page("<b><i>" * 50_000 + _WORDS),
    "5000 tables deep.html": lambda: _page("<table><tr><td>" * 5_000 + _WORDS),
    "a line of 20 MB.html": lambda: _page("<p>" + _WORDS * 400_000),
    "laughs.html": lambda: (
        f"<!DOCTYPE html [<!ENTITY a0 'ha '>{_LAUGHS}]><html><body><p>{_WORDS}&a9;</p></body></html>"
    ),
    "million cells.html": lambda: _page("<table>" + f"<tr>{'<td>1</td>' * 100}</tr>" * 10_000 + "</table>"),
    "huge spans.html": lambda: _page(_spans(3_000)),
    "million spans.html": lambda: _page(_spans(200_000)),
    "scripts.html": lambda: _page(
        "<script>while(true){}</script><iframe src='http://example.org'></iframe><img src=x onerror=alert(1)>"
        "<object data='file:///etc/passwd'></object><a href='javascript:alert(1)'>here</a>",
        "<meta http-equiv='refresh' content='0;url=http://example.org'><base href='http://example.org'>",
    ),
    "200000 attributes.html": lambda: _page("<p " + " ".join(f"a{n}=1" for n in range(200_000)) + f">{_WORDS}</p>"),
    "attributes without a space.html": lambda: _page(
        "<p " + "".join(f"a{n}='>'" for n in range(200_000)) + f">{_WORDS}</p>"
    ),
    "punycode.html": lambda: _page(f"<p>{_WORDS * 100_000}-abc", "<meta charset='punycode'>"),
    "notes of one line each.html": lambda: _page("<p>a<sup>1</sup></p>" * 200_000),
    "million headings.html": lambda: _page("<h2>Coal</h2>" * 300_000),
    "million comments.html": lambda: _page("<!-- - -->" * 1_000_000),
    "million notes.html": lambda: _page("coal<sup>1</sup> " * 300_000),
    "200000 spans.html": lambda: _page("<p>" + "".join(f"<span>coal {n} </span>" for n in range(200_000)) + "</p>"),
    "200000 headings with text.html": lambda: _page(
        "".join(f"<h{n % 6 + 1}>On coal {n}</h{n % 6 + 1}><p>It grew.</p>" for n in range(200_000))
    ),
    "200000 footnotes.html": lambda: _page(
        "".join(f'<p>It grew<a href="#f{n}" id="r{n}"><sup>{n}</sup></a> by one.</p>' for n in range(1, 200_001))
        + "<ol>"
        + "".join(f'<li id="f{n}">Bell, On coal {n}. <a href="#r{n}">back</a></li>' for n in range(1, 200_001))
        + "</ol>"
    ),
    "cells over 100000 columns.html": lambda: _page(
        "<table>" + '<tr><td colspan="100000">1</td><td>2</td></tr>' * 1_000 + "</table>"
    ),
    "declares a codec.html": lambda: _page("", "<meta charset='zlib_codec'>"),
}
_TEXTS: dict[str, Callable[[], str]] = {
    "a line of 20 MB.txt": lambda: _WORDS * 400_000,
    "a word of 20 MB alone.txt": lambda: "coal" * 5_000_000,
    "a word of 10 MB.txt": lambda: _WORDS + "a" * 10_000_000,
    "only combining marks.txt": lambda: "e" + "\u0301" * 2_000_000,
    "turned words.txt": lambda: _WORDS + ("\u202e" + _WORDS + "\u2066") * 20_000,
    "50000 pages.txt": lambda: (_WORDS + "\f") * 50_000,
    "million tabs.txt": lambda: _WORDS + "1\t2\n" * 500_000,
    "wide tables.txt": lambda: _WORDS + "\n" + ("\t".join("1" * 2_000) + "\n") * 300,
    "100000 callouts.txt": lambda: (
        f"{'Coal made it rich (Bell, 2019) [1]. ' * 100_000}\n\nReferences\n\n[1] Bell, A. (2019). Coal.\n"
    ),
    "20000 references.txt": lambda: (
        f"{_WORDS}\n\nReferences\n\n"
        + "".join(f"[{n}] Bell{n}, A. (2019). On regions {n}. Places, 12, 45-67.\n" for n in range(20_000))
    ),
    "references without a break.txt": lambda: (
        f"{_WORDS}\n\nReferences\n\n{'Bell, A. (2019). On regions. Places 12. ' * 50_000}"
    ),
    "references run together.txt": lambda: f"{_WORDS}\n\nReferences\n\n{''.join(map(_reference, range(2_900)))}",
    "million headings.txt": lambda: "".join(f"{n}. Coal\n\n{_WORDS}\n\n" for n in range(50_000)),
    "deep numbers.txt": lambda: _WORDS + "1." * 1_000_000,
    "range of callouts.txt": lambda: (
        f"{_WORDS}[1-999999999] [1,2-888888888]\n\nReferences\n\n[1] Bell, A. (2019). Coal.\n"
    ),
    "million stops.txt": lambda: f"{_WORDS}It grew{' !' * 1_000_000} and fell.",
    "pages without a stop.txt": lambda: "\f".join(
        f"and it went on with {n} of these words over page {n} and came to no stop" for n in range(30_000)
    ),
    "names joined.txt": lambda: _WORDS + ("(1999 " + "Aa and " * 80 + "so) ") * 2_000,
    "notes of one author.txt": lambda: (
        _WORDS
        + "\n\n"
        + "".join(f"[^{n % 900}]: Bell, On another matter {n}, p. 4.\n\n" for n in range(20_000))
        + "References\n\n"
        + "".join(f"Bell, A. (2019). On regions {n}. Places, 12, 45-67.\n" for n in range(20_000))
    ),
    "table of 20000 columns and rows.md": lambda: (
        _WORDS + "\n\n" + "|a" * 20_000 + "|\n" + "|-" * 20_000 + "|\n" + "|1|\n" * 20_000
    ),
    "deep quotes.md": lambda: _WORDS + "\n\n" + "> " * 50_000 + _WORDS,
    "quotes 100000 deep.md": lambda: f"{_WORDS}\n\n{'>' * 100_000} {_WORDS}\n",
    "quotes ever deeper.md": lambda: _WORDS + "\n\n" + "".join(f"{'>' * n} coal {n}\n" for n in range(1, 3_000)),
    "deep lists.md": lambda: _WORDS + "\n\n" + "".join(" " * n + "- a\n" for n in range(3_000)),
    "deep brackets.md": lambda: _WORDS + "[" * 500_000 + "](" * 500_000,
    "emphasis.md": lambda: _WORDS + "*a **b " * 500_000,
    "backticks.md": lambda: _WORDS + "".join("`" * (n % 200) + "a" for n in range(20_000)),
    "definitions.md": lambda: _WORDS + "\n\n" + "".join(f"[a{n}]: <b>\n" for n in range(100_000)),
    "table of 100000 columns.md": lambda: f"{_WORDS}\n\n|{'a|' * 100_000}\n|{'-|' * 100_000}\n|{'1|' * 100_000}\n",
    "fences.md": lambda: _WORDS + "\n\n" + "```\n~~~\n" * 200_000,
}
_LINES = f"{_WORDS}\n" * 100_000
_BIBLIOGRAPHIES: dict[str, Callable[[], str]] = {
    "20000 entries.bib": lambda: "".join(map(_entry, range(20_000))),
    "50000 entries.bib": lambda: "".join(map(_entry, range(50_000))),
    "deep braces.bib": lambda: f"@article{{k, title={{{'{' * 100_000}{'}' * 100_000}}}}}",
    "braces never closed.bib": lambda: "@article{k, title={" + "{" * 1_000_000,
    "a field of 10 MB.bib": lambda: f"@article{{k, title={{{_WORDS * 200_000}}}}}",
    "strings in a ring.bib": lambda: "@string{a = b # a} @string{b = a # b}\n@article{k, title = a}",
    "strings that double.bib": lambda: (
        "@string{s0 = {ha}}\n"
        + "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 60))
        + "@article{k, title = s59}"
    ),
    "a month of 5000 digits.bib": lambda: f"@article{{k, title={{Coal}}, month={{{'1' * 5_000}}}}}",
    "100000 authors.bib": lambda: f"@article{{k, title={{Coal}}, author={{{'Bell, Ann and ' * 100_000}Dorn, C.}}}}",
    "100000 entries.ris": lambda: "".join(f"TY  - JOUR\nTI  - Coal {n}\nER  - \n" for n in range(100_000)),
    "a field of 5 MB.ris": lambda: f"TY  - JOUR\nTI  - {_WORDS * 100_000}\nER  - \n",
    "a field of 100000 lines.ris": lambda: f"TY  - JOUR\nTI  - Coal\nN2  - {_LINES}\nER  - \n",
    "never ended.ris": lambda: "TY  - JOUR\n" * 50_000,
    "deep.json": lambda: "[" * 1_000_000 + "]" * 1_000_000,
    "deep objects.json": lambda: '{"a":' * 500_000 + "1" + "}" * 500_000,
    "100000 items.json": lambda: "[" + ",".join(f'{{"title":"Coal {n}","type":"book"}}' for n in range(100_000)) + "]",
    "long number.json": lambda: f'[{{"title":"Coal","volume":{"9" * 100_000}}}]',
}


def bomb_texts() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Their names, and what makes their bytes."""
    for name, made in (*_PAGES.items(), *_TEXTS.items()):
        yield name, partial(_encoded, made)
    yield "NULs between.txt", lambda: _WORDS.encode() * 100 + bytes(3_000) + _WORDS.encode() * 2_000
    yield (
        "two encodings.txt",
        lambda: (_WORDS * 500).encode() + ("é" * 5_000).encode("latin-1") + ("字" * 5_000).encode("utf-16"),
    )
    yield "every mark of order.txt", lambda: b"\xef\xbb\xbf\xff\xfe\x00\x00\xfe\xff" + (_WORDS * 100).encode()
    yield "half a UTF-16.txt", lambda: b"\xff\xfe" + (_WORDS * 100).encode("utf-16-le")[:-1] + b"\xd8"
    yield "lone surrogates.txt", lambda: b"\xff\xfe" + (_WORDS * 50).encode("utf-16-le") + b"\x00\xd8" * 50


def bomb_bibliographies() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Bibliographic data to lie beside a document: names, and what makes their bytes."""
    for name, made in _BIBLIOGRAPHIES.items():
        yield name, partial(_encoded, made)


def _encoded(made: Callable[[], str]) -> bytes:
    return made().encode()


NAMES: tuple[str, ...] = (
    "../../outside.txt", "/etc/outside.txt", "..\\..\\outside.txt", "C:\\outside.txt", "a\x00b.txt", "line\nbreak.txt",
    "\u202etxt.exe", "a" * 300 + ".txt", "ü" * 150 + ".txt", "CON.txt",
    "nul", "-rf.txt", "--help.txt", ".", "..", "...",
    ".hidden.txt", " . ", "", "a/b.txt", "$(touch outside).txt", "`touch outside`.txt", "<script>.txt", '"quoted".txt',
    "\x1b[2J.txt", "\ud800.txt", "%2e%2e%2foutside.txt", "trailing. ", "a" * 200 + "." + "b" * 200,
    "=1+1.txt", "~root.txt",
)  # fmt: skip
"""What an upload may call itself."""
