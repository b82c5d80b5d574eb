import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography.citation import citation, short_title
from corpus.bibliography.record import Field, Record


def record(**fields: object) -> Record:
    return Record.of(Field(name, value, "sidecar", "x") for name, value in fields.items())


def people(*names: str) -> list[dict[str, str]]:
    return [{"family": name, "given": "A."} for name in names]


DATED = {"date-parts": [[1998, 3]]}


@pytest.mark.parametrize(
    ("held", "label", "expected"),
    [
        (record(author=people("Porter"), issued=DATED), "12", "(Porter, 1998, p. 12)"),
        (record(author=people("Porter"), issued=DATED), "12–14", "(Porter, 1998, pp. 12–14)"),
        (record(author=people("Porter"), issued=DATED), "xiv", "(Porter, 1998, p. xiv)"),
        (record(author=people("Porter"), issued=DATED), None, "(Porter, 1998)"),
        (record(author=people("Porter")), "12", "(Porter, n.d., p. 12)"),
        (record(author=people("Götz", "Jankowska"), issued=DATED), None, "(Götz & Jankowska, 1998)"),
        (record(author=people("Sultan", "Roe", "Poe"), issued=DATED), None, "(Sultan et al., 1998)"),
        (record(author=[{"literal": "World Bank"}], issued=DATED), None, "(World Bank, 1998)"),
        (record(editor=people("Elm"), issued=DATED), None, "(Elm, 1998)"),
        (record(title="Ports: a history of trade", issued=DATED), "2", "(“Ports”, 1998, p. 2)"),
        (
            record(title="A very long title about the ports of the world"),
            None,
            "(“A very long title about the…”, n.d.)",
        ),
        (record(author=people("Porter"), issued={"literal": "in press"}), None, "(Porter, in press)"),
        (record(author=[]), "3", "(“scan.v2”, n.d., p. 3)"),
    ],
)
def test_citations(held: Record, label: str | None, expected: str) -> None:
    assert citation(held, "scan.v2.pdf", label) == expected


def test_a_title_that_is_only_marks_is_not_lost() -> None:
    assert short_title(record(title="?: !"), "a.pdf").startswith("?")


@given(st.text(max_size=60), st.text(max_size=20), st.none() | st.text(max_size=6))
def test_a_citation_is_one_bracket_on_one_line(title: str, name: str, label: str | None) -> None:
    text = citation(record(title=title), name, label)
    assert text.startswith("(") and text.endswith(")")
    assert len(text) < 200 + len(title)
