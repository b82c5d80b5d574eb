"""Bundles of citations behind whatever is said, and works on quite another subject than what cites them."""

from __future__ import annotations

import numpy as np

from service.audit.attributions import doubtful_attributions
from service.audit.bundles import bundled_citations

LIST = """
## References

Abe, A. (2001). The silting of tidal basins in northern harbours. Ostby: Tide.

Bly, B. (2002). Dredging fees and landing fees in harbour towns. Ostby: Tide.

Coe, C. (2003). Railways and the decline of small harbours. Ostby: Tide.
"""
BUNDLE = "(Abe, 2001) (Bly, 2002) (Coe, 2003)"


def test_a_bundle_behind_three_unrelated_statements_is_a_doubt(text_document, texts):
    said = [f"{sentence[:-1]} {BUNDLE}." for sentence in texts.others[:3]]
    document = text_document("# Harbours\n\n## One\n\n" + "\n\n".join(said) + "\n" + LIST)
    (finding,) = bundled_citations(document)
    assert (finding.type, finding.verdict) == ("unsupported_citation", "doubt")
    assert finding.span.of(document.text).startswith("A pilot") and len(finding.related) == 2
    assert "The same 3 works" in finding.message


def test_a_bundle_behind_one_statement_said_thrice_is_none(text_document):
    said = [
        f"Small {kind} harbours silt up where no fee pays the dredgers {BUNDLE}." for kind in ("old", "cold", "far")
    ]
    document = text_document("# Harbours\n\n## One\n\n" + "\n\n".join(said) + "\n" + LIST)
    assert list(bundled_citations(document)) == []


class Subjects:
    """An encoder of two subjects: texts with a word of the sea, and all others."""

    name = "subjects"
    dimension = 2

    def encode(self, texts):
        marine = [any(word in text.lower() for word in ("harbour", "basin", "quay", "tide")) for text in texts]
        return np.array([[1.0, 0.0] if sea else [0.0, 1.0] for sea in marine], dtype=np.float32)


def _citing(titles):
    names = ["Abe", "Bly", "Coe", "Dow", "Eck", "Fay", "Guy", "Hay", "Ito", "Joy"]
    said = "\n\n".join(f"The harbour of {name}town was dug in winter ({name}, 2001)." for name in names)
    entries = "\n\n".join(
        f"{name}, {name[0]}. (2001). {title}. Ostby: Press." for name, title in zip(names, titles, strict=True)
    )
    return f"# Harbours\n\n## One\n\n{said}\n\n## References\n\n{entries}\n"


def test_a_title_on_another_subject_is_a_doubt_and_no_other_is(text_document):
    titles = [f"Harbour basins and quays of region {name}" for name in "abcdefghij"]
    titles[4] = "Insulin doses for adolescent patients"
    document = text_document(_citing(titles))
    (finding,) = doubtful_attributions(document, Subjects())
    assert finding.verdict == "doubt" and "Insulin doses" in finding.message
    assert finding.span.of(document.text).startswith("The harbour of Ecktown")
    assert list(doubtful_attributions(text_document(_citing(titles[:4] + titles[:1] + titles[5:])), Subjects())) == []
