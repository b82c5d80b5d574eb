"""Pages of invented content that hold no table, but much that stands in columns, in rows or between rules."""

from __future__ import annotations

import typst

_PROSE = (
    "The firms of a district learn from each other and share what none of them could pay for alone. In 2019 some"
    " 1,240 of them sold abroad, against 980 in 2010; the share of exports rose from 12.4 % to 17.1 %. "
)
_NAMES = ("Ada Quince", "Bo Medlar", "Cy Rowan", "Di Hazel", "Ed Sorrel", "Flo Tansy")
_PLACE = '"On the growth of towns", Journal of Places'
_REFERENCES = "".join(
    f"[{n}] #h(1em) {name}, {_PLACE}, {n}({n + 2}), {1990 + n}, pp. {12 * n}–{12 * n + 9}. \\\n"
    for n, name in enumerate(_NAMES * 3, 1)
)
_CARDS = (
    f"align(center)[{name} \\ Dept. of Trade, \\ University of Pell \\ {name.split()[0].lower()}\\@pell.edu]"
    for name in _NAMES
)
_AUTHORS = f"#grid(columns: 3, gutter: 14pt, {', '.join(_CARDS)})"
_CONTENTS = "= One\n== Under one\n= Two\n== Under two\n== More\n= Three\n"
_BARS = "".join(
    f"#place(dx: {30 * n}pt, dy: {100 - 12 * n}pt, rect(width: 16pt, height: {12 * n}pt, fill: luma(150)))"
    f"#place(dx: {30 * n + 2}pt, dy: 104pt)[{2010 + n}]#place(dx: 0pt, dy: {100 - 18 * n}pt)[{n * 20}]"
    for n in range(1, 6)
)
_STEPS = "".join(
    f"#place(dx: {80 * (n % 3)}pt, dy: {50 * (n // 3)}pt, rect(width: 60pt, height: 26pt)[Step {n}])"
    f"#place(dx: {80 * (n % 3) + 60}pt, dy: {50 * (n // 3) + 13}pt, line(end: (20pt, 0pt)))"
    for n in range(6)
)
_TICK = "#box(rect(width: 8pt, height: 8pt))"
_LOOP = (
    "for name in names:      # each one\n    total += 1          # count it\n    if total > 10:      # enough\n"
    "        break           # stop\n    print(name, total)  # show\n"
)
_MAIN = "int main() {\n  return 0;\n}\nvoid f() { g(1, 2); }\n"
_PAGES = {
    "two columns": f"#set page(columns: 2)\n#set par(justify: true)\n{_PROSE * 14}",
    "three columns": f"#set page(columns: 3)\n#set text(8pt)\n{_PROSE * 18}",
    "columns with rules": f"#set page(columns: 2)\n#line(length: 100%)\n{_PROSE * 5}\n"
    f"#line(length: 100%)\n{_PROSE * 5}",
    "references": f"{_PROSE}\n\n= References\n{_REFERENCES}",
    "references in columns": f"#set page(columns: 2)\n{_PROSE}\n\n= References\n{_REFERENCES}",
    "authors": f"= On the growth of towns\n\n{_AUTHORS}\n\n{_PROSE * 3}",
    "contents with leaders": f"#outline()\n\n#pagebreak()\n{_CONTENTS}",
    "contents without leaders": f"#set outline.entry(fill: none)\n#outline()\n\n#pagebreak()\n{_CONTENTS}",
    "equations": '#set math.equation(numbering: "(1)")\n'
    + "".join(f"{_PROSE}\n$ x_{n} = sum_(k=1)^n k^2 / {n} + y_{n} $\n" for n in range(1, 6)),
    "matrix": f"{_PROSE}\n$ A = mat(1, 2, 3; 4, 5, 6; 7, 8, 9) quad B = vec(1, 2, 3) $\n{_PROSE}",
    "program": f"{_PROSE}\n\n```\n{_LOOP}```\n{_PROSE}",
    "program in a frame": f"{_PROSE}\n#rect(width: 100%)[```\n{_MAIN}```]\n{_PROSE}",
    "lists": "".join(f"+ {_PROSE[:70]}\n+ Share: {n} %\n- short {n}\n" for n in range(8)),
    "definitions": "".join(f"/ Term {n}: {_PROSE}\n" for n in range(6)),
    "questions": "".join(f"{n}. Do you sell abroad? #h(1fr) yes {_TICK} no {_TICK} \\\n" for n in range(1, 9)),
    "chart": f"{_PROSE}\n#box(width: 200pt, height: 130pt)[{_BARS}#place(line(end: (0pt, 100pt)))"
    f"#place(dy: 100pt, line(end: (190pt, 0pt)))]\n\nFigure 1: Firms by year\n\n{_PROSE}",
    "diagram": f"{_PROSE}\n#box(width: 300pt, height: 120pt)[{_STEPS}]\n{_PROSE}",
    "box": f"{_PROSE}\n#rect(width: 100%, fill: luma(230))[*Box 1.* {_PROSE * 2}]\n{_PROSE}",
    "boxes side by side": f"#grid(columns: 2, gutter: 10pt, rect[{_PROSE * 2}], rect[{_PROSE * 2}])\n{_PROSE}",
    "letter head": f"#line(length: 100%)\nPell Institute #h(1fr) 12 March 2020\n#line(length: 100%)\n{_PROSE * 4}",
    "footnotes": "".join(f"{_PROSE}#footnote[See p. {n} and {_PROSE[:60]}]\n" for n in range(6)),
    "dialogue": "".join(f"Quince: #h(2em) {_PROSE[:60]} \\\nMedlar: #h(2em) {_PROSE[60:120]} \\\n" for _ in range(6)),
    "timeline": "".join(f"{1990 + 3 * n} #h(3em) The harbour was built anew, and trade grew. \\\n" for n in range(8)),
    "line numbers": f'#set par.line(numbering: "1")\n{_PROSE * 8}',
    "keywords": f"*Keywords:* growth #h(2em) trade #h(2em) town \\\n*JEL:* R11 #h(2em) R12 #h(2em) F14\n\n{_PROSE * 4}",
}


def pages_without_tables() -> dict[str, bytes]:
    """PDFs without a table, by what their pages hold instead."""
    return {name: typst.compile(source.encode()) for name, source in sorted(_PAGES.items())}
