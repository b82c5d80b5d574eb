"""Figures of claims whose verdict is known, over libraries of the texts that they are about: what bands are fitted on.

The project's own claims for tuning stand over the samples and the literature; those written for training stand over
short texts, which make a library for every shelf of them.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.document import Span
from evals.cases import Anchor, checked_sources, literature_cases
from evals.claims import Ruling, claim_cases, load_claims
from evals.errors import MaterialError
from evals.libraries import document_called, filled_library
from evals.matching import Place, places_of
from evals.training.answer_examples import public_texts
from indexer.library import Library
from indexer.retrieval import Retriever
from service import bootstrap
from service.ask.understanding import Shelves
from service.settings import Settings
from service.verify.bands import READ, UNREAD, read_figures, unread_figures
from service.verify.bearing import with_bearing
from service.verify.claim import Claim
from service.verify.correcting import corrected
from service.verify.evidence import judged
from service.verify.gathering import Gatherer
from service.verify.reading import read_claim
from service.verify.tabled import tabled, with_rows
from service.verify.verifier import CLAIM_WEIGHTS, NEAREST
from service.verify.weighing import Weighed, coverage, weighed

CLAIMS = Path(__file__).with_name("claims")
FIGURES = CLAIMS / "figures.csv"
"""The figures that the weights in `service/verify/bands.py` were last fitted on; no text is in them."""

OWN = ("literature", "samples")
"""The groups of the claims for tuning; the others are called by their files in `claims`."""

HELD_BACK = "held_back"
SHELF = 58
"""Texts of a shelf, in the order of the file, where its claims don't name one."""

LONGEST_NAME = 60
LABELS: dict[str, Ruling] = {"support": "supported", "contradict": "contradicted", "neither": "not_found"}


@dataclass(frozen=True)
class KnownClaim:
    """A claim and its verdict; `theme` is what it is about (claims of one theme belong together)."""

    group: str
    theme: str
    claim: str
    label: Ruling
    evidence: tuple[Anchor, ...]


@dataclass(frozen=True)
class ClaimFigures:
    """What the bands see of a claim, to four decimals: the figures of `READ` and of `UNREAD`."""

    group: str
    theme: str
    label: str
    read: tuple[float, ...]
    unread: tuple[float, ...]


@dataclass(frozen=True)
class LookedAt:
    """A claim's figures, the evidence that they are of, and the places in which the right one stands."""

    figures: ClaimFigures
    weighed: Weighed
    places: tuple[Place, ...]


def looked_at(settings: Settings, benchmarks: Path, texts: Path | None) -> tuple[LookedAt, ...]:
    """All claims that bands are fitted on or measured by, in a fixed order; the literature's where `texts` are given.

    Raises MaterialError where texts are missing.
    """
    # Both before anything is measured: what is missing would else be told only minutes later.
    literature = checked_sources(literature_cases(), texts) if texts else ()
    public = {name: text for name, (_, text) in public_texts(benchmarks).items()}
    found = list(_over(settings, [bootstrap.samples()], own_claims("samples")))
    if literature:
        found += _over(settings, literature, own_claims("literature"))
    for shelf in shelves():
        with TemporaryDirectory(prefix="pincite-evals-") as folder:
            for name in sorted({claim.theme for claim in shelf}):
                if name not in public:
                    raise MaterialError(f"{name} is not among the public texts under {benchmarks}")
                (Path(folder) / file_name(name)).write_text(public[name], encoding="utf-8")
            found += _over(settings, [Path(folder)], shelf)
    return tuple(found)


def own_claims(source: str) -> tuple[KnownClaim, ...]:
    """The tuning half over one body of text, without what is partly supported: bands don't say that."""
    cases = load_claims(claim_cases(), source, ["tune"])
    return tuple(
        KnownClaim(source, one.theme, one.claim, one.label, one.evidence)
        for one in cases
        if one.label != "partly_supported"
    )


def shelves() -> tuple[tuple[KnownClaim, ...], ...]:
    """The written claims, shelf by shelf: by the numbers that they name, or else by the order of their texts."""
    found: dict[tuple[str, int], list[KnownClaim]] = {}
    for group in ("train", "more", HELD_BACK):
        lines = (CLAIMS / f"{group}.jsonl").read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        order = {of: number for number, of in enumerate(dict.fromkeys(record["of"] for record in records))}
        for record in records:
            of = record["of"]
            places = tuple(Anchor(file_name(of), span=Span(*span)) for span in record.get("evidence", ()))
            claim = KnownClaim(group, of, record["claim"], LABELS[record["label"]], places)
            found.setdefault((group, record.get("shelf", order[of] // SHELF)), []).append(claim)
    return tuple(tuple(claims) for claims in found.values())


def file_name(of: str) -> str:
    """The file of a public text in its library."""
    return f"{of.replace('/', '__')[-LONGEST_NAME:]}.txt"


def _over(settings: Settings, sources: Sequence[Path], claims: Sequence[KnownClaim]) -> Iterator[LookedAt]:
    with filled_library(settings, sources) as library:
        looking = Looking(library, settings)
        for claim in claims:
            yield looking.at(claim)


class Looking:
    """Looks at whole claims as the verifier does, the credited works first, and stops before the bands."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library = library
        self._judge = bootstrap.judge(settings, library.encoder)
        self._pairs = bootstrap.pair_model()
        self._gatherer = Gatherer(library, Retriever(library, CLAIM_WEIGHTS))
        self._shelves = Shelves(library)

    def at(self, known: KnownClaim) -> LookedAt:
        """The claim with its figures."""
        claim = read_claim(Claim(known.claim), self._shelves)
        query = self._gatherer.query(claim.text, claim.words)
        hits = self._gatherer.hits(query)
        own = self._gatherer.of_works(claim, query, hits)
        rows = tabled(claim.text, hits, self._library, self._gatherer)
        if own:
            rows = tuple(row for row in rows if row.candidate.digest in claim.credited)
        candidates = own or self._gatherer.of_library(hits)
        pieces = with_bearing(claim.text, judged(claim.text, candidates, self._judge), self._pairs)
        pieces = corrected(claim.text, pieces)
        sides = weighed(with_rows(pieces, rows))
        nearest = sorted(pieces, key=lambda piece: -piece.candidate.hit.score)[:NEAREST]
        covered = coverage(claim.words, nearest, self._library.document_frequency(claim.words), self._library.size())
        read, unread = (_rounded(one) for one in (read_figures(sides), unread_figures(sides, covered)))
        document = partial(document_called, self._library)
        places = tuple(place for anchor in known.evidence for place in places_of(anchor, document))
        return LookedAt(ClaimFigures(known.group, known.theme, known.label, read, unread), sides, places)


def _rounded(figures: Sequence[float]) -> tuple[float, ...]:
    """Further decimals differ from processor to processor."""
    return tuple(round(float(one), 4) for one in figures)


_HEAD = ["group", "theme", "label", *(f"read {name}" for name in READ.names), *(f"unread {n}" for n in UNREAD.names)]


def write_figures(path: Path, figures: Sequence[ClaimFigures]) -> None:
    """One claim a line, by its theme and without its words."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(_HEAD)
        for one in figures:
            numbers = (f"{number:g}" for number in (*one.read, *one.unread))
            lines.writerow([one.group, one.theme, one.label, *numbers])


def stored_figures(path: Path = FIGURES) -> tuple[ClaimFigures, ...]:
    """The figures of a file, in its order; raises MaterialError where they are others than the bands weigh now."""
    try:
        head, *lines = csv.reader(path.read_text(encoding="utf-8").splitlines())
    except (OSError, ValueError) as error:
        raise MaterialError(f"{path} can't be read as figures of claims: {error}") from error
    if head != _HEAD:
        raise MaterialError(f"{path} holds other figures than the bands weigh: train claim-bands anew")
    cut = 3 + len(READ.names)
    return tuple(
        ClaimFigures(group, theme, label, tuple(map(float, line[3:cut])), tuple(map(float, line[cut:])))
        for line in lines
        for group, theme, label in [line[:3]]
    )
