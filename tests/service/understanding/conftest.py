"""Two small libraries, on subjects that have nothing in common: sleep and vaccines, and harbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.library import Library
from service.ask.answer import Question
from service.ask.understanding import Shelves, Understanding, understand

SLEEP = """# Short nights and antibody response after influenza vaccination

Maria Okonkwo, Jens Halvorsen

Department of Immunology, University of Bergen, Norway

Correspondence: m.okonkwo@uib.example

Received 3 March 2019. Accepted 17 August 2019. Published 2 October 2019.

DOI: 10.1234/sleep.2019.0042

Keywords: sleep restriction, influenza, antibody titre

## Introduction

Adults who slept less than six hours in the week before vaccination formed fewer antibodies [1]. Spiegel and
colleagues were the first to show this in healthy volunteers [2]. Melatonin was not measured.

## Results

The antibody titre was 41 % lower after four nights of four hours. In Norway the effect was weaker than in Kenya.

| Group | Volunteers | Titre |
|---|---|---|
| Restricted | 25 | 1.2 |
| Rested | 24 | 2.9 |

## References

1. Prather, A. A. (2012). Sleep and antibody response to hepatitis B vaccination. Sleep, 35(8), 1063-1069.
2. Spiegel, K. (2002). Effect of sleep deprivation on response to immunization. JAMA, 288(12), 1471-1472.
"""

MOSQUITO = """# Bed nets and malaria incidence among Kenyan schoolchildren

Grace Wanjiru Long

Institute of Tropical Medicine, Nairobi, Kenya

Published in the Journal of Field Epidemiology, volume 12 (2015).

## Methods

Insecticide-treated bed nets were given to 2,140 pupils in Kisumu, as Lengeler had recommended [1].

## Findings

Malaria incidence fell from 212 to 97 cases per thousand pupils. Absence from school fell as well.

## References

1. Lengeler, C. (2004). Insecticide-treated bed nets for preventing malaria. Cochrane Database, 2, CD000363.
"""

SIDECAR = """
@article{sleep-2019, title={Short nights and antibody response after influenza vaccination},
  author={Okonkwo, Maria and Halvorsen, Jens}, year={2019}, journal={Sleep Medicine Letters}}
@article{nets, title={Bed nets and malaria incidence among Kenyan schoolchildren},
  author={Long, Grace Wanjiru}, year={2015}, journal={Journal of Field Epidemiology}}
"""

Understood = Callable[..., Understanding]


@pytest.fixture(scope="session")
def medicine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Two papers of medicine, with front matter, a table and references."""
    folder = tmp_path_factory.mktemp("medicine")
    with Library(folder / "library", HashingEncoder(64), create=True) as library:
        (folder / "library.bib").write_text(SIDECAR, encoding="utf-8")
        for name, text in (("sleep-2019.md", SLEEP), ("nets.md", MOSQUITO)):
            path = Path(folder / name)
            path.write_text(text, encoding="utf-8")
            library.put(read(path), path, "1")
        yield library


@pytest.fixture(scope="session")
def ask(medicine: Library) -> Understood:
    """Understands a question over the papers of medicine; `history` holds earlier ones."""
    shelves = Shelves(medicine)

    def understood(text: str, *history: str) -> Understanding:
        return understand(Question(text, history=history), shelves)

    return understood
