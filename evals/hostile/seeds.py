"""What fuzzing begins with: the samples, the files of a folder, and a few small texts of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.bibliography.sidecar import SUFFIXES as SIDECARS
from corpus.reading.media import SUFFIXES
from evals.errors import MaterialError
from evals.gold.archives import unpacked
from evals.hostile.probes import WORDS
from service import bootstrap

LONGEST = 80_000
"""Bytes; a larger file is no seed, as each of its mutations would take seconds."""

_TEXT = """# On Harbours

Ann Bell and Carl Dorn

Abstract. Firms that share a place grow faster [1]. This holds for 3.5 % of 1,200 firms (Bell, 2019; Dorn, 2020, p. 4).

1. Introduction

They “share workers and ideas” with each other (Marsh, 1890). See Table 1 and footnote ^1, or [2, 3–5].

Table 1. Firms by year.
Year\tFirms\tShare
2019\t1,200\t3.5 %
2020\t1,350\t4.1 %
Source: own survey.

| Place | Firms |
|-------|------:|
| North | 12 |
| South | 14 |

## 2.1 Results

- First, it grew by 10 %.
- Second, it fell from 14 to 12.

References

[1] Bell, A. (2019). On regions. Journal of Places, 12(3), 45-67. https://doi.org/10.1000/xyz123
[2] Dorn, C., & Ely, F. (2020). Ports and trade. Oxford: Harbour Press.
[3] Marsh, T. 1890. Principles. London: Mill.
"""
_HTML = """<!DOCTYPE html><html lang="en"><head><title>On Harbours</title>
<meta name="citation_author" content="Bell, Ann">
<meta name="citation_doi" content="10.1000/xyz123"><meta name="citation_publication_date" content="2019/07/03"></head>
<body><main><h1>On Harbours</h1><p>Firms grow faster<sup>1</sup> &amp; share <b>ideas</b>.</p><ol start="3"><li>One</li>
<li><p>Two</p></li></ol><table><caption>Table 1. Firms</caption><thead><tr><th rowspan="2">Year</th><th colspan="2">
Firms</th></tr><tr><th>North</th><th>South</th></tr></thead><tbody><tr><td>2019</td><td>12</td><td>14</td></tr></tbody></table>
<h2>References</h2><p>[1] Bell, A. (2019). On regions. Journal of Places, 12(3), 45-67.</p></main></body></html>"""
_BIB = r"""@string{jop = {Journal of Places}}
@article{bell2019, author = {Bell, Ann and {The Port Group} and von Dorn, Jr., Carl},
  title = {{On} r\'egions \& ports},
  journal = jop # { today}, year = 2019, month = jul, pages = {45--67}, doi = {10.1000/xyz123},
  file = {:a\:b/bell.pdf:PDF}}
@comment{nothing} @preamble{"x"}
@book{marsh, author="Marsh, T.", title="Principles", date={1890-02-30/}, publisher={Mill}}
"""
_RIS = """TY  - JOUR
AU  - Bell, Ann
TI  - On regions
JO  - Journal of Places
PY  - 2019/07/03/
SP  - 45
EP  - 67
DO  - 10.1000/xyz123
KW  - ports
L1  - internal-pdf://bell.pdf
ER  -
"""
_JSON = """[{"id": "bell2019", "type": "article-journal", "title": "On regions", "DOI": "10.1000/xyz123",
"author": [{"family": "Bell", "given": "Ann"}, {"literal": "The Port Group"}], "page": "45-67", "volume": 12,
"issued": {"date-parts": [[2019, 7, 3]]}, "custom": {"x": [1, 2.5e3, null, true]}}]"""
_WORDS = """What did Bell (2019) say about “shared workers” in Table 3 and on page 12?
How many firms took part, by year, between 2018 and 2020, compared with Dorn et al., 2021?
what is the differnce between the frist and the second reference [19], and who wrote it?
According to Bell and Dorn, firms that share a place grew by 3.5 % in 2019, but fell to 1,200 (12 %) in 2020.
Marsh (1890, p. 4) wrote that “workers and ideas are shared”, whereas prices neither rose nor fell by €1.5 million.
Is it true that X does not cause Y; that A is larger than B; and that 10^6 ± 5 of them are?
"""
_OWN: tuple[tuple[str, str], ...] = (
    ("text.txt", _TEXT),
    ("text.md", _TEXT),
    ("page.html", _HTML),
    ("entries.bib", _BIB),
    ("entries.ris", _RIS),
    ("entries.json", _JSON),
    (f"asked{WORDS}", _WORDS),
)
_ENDINGS = {**dict.fromkeys(SUFFIXES, ""), **dict.fromkeys(SIDECARS, "")}


@dataclass(frozen=True)
class Seed:
    """A file that is in order: its name, and its bytes."""

    name: str
    data: bytes

    @property
    def ending(self) -> str:
        """How the file's name ends, in small letters: what kind it is."""
        return Path(self.name).suffix.lower()


@contextmanager
def seeds(folders: Sequence[Path]) -> Iterator[tuple[Seed, ...]]:
    """Those made here, the samples, and what the folders and the .tar.xz archives in them hold, by name.

    Raises MaterialError for a folder that isn't there.
    """
    with ExitStack() as stack:
        found = [Seed(name, text.encode()) for name, text in _OWN]
        for folder in (bootstrap.samples(), *folders):
            if not folder.is_dir():
                raise MaterialError(
                    f"{folder} is no folder: name one that holds documents, or .tar.xz archives of them"
                )
            found.extend(_files(folder))
            for archive in sorted(folder.rglob("*.tar.xz")):
                found.extend(_files(stack.enter_context(unpacked(archive))))
        yield tuple(found)


def _files(folder: Path) -> Iterator[Seed]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _ENDINGS and path.is_file() and path.stat().st_size <= LONGEST:
            yield Seed(path.name, path.read_bytes())
