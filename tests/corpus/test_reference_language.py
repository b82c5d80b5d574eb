import pytest

from corpus.structure.references.language import language_of_entry


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("The weakness of strong rivers", "en"),
        ("Häfen im Wandel", "de"),
        ("Les canaux du Nord", "fr"),
        ("Los ríos de Castilla", "es"),
        ("I porti del Mediterraneo e della Sicilia", "it"),
        ("Rzeki Polski i ich żegluga", "pl"),
        ("Sahil kentlerinde turizm ve ulaşım", "tr"),
        ("O'zbekiston daryolarining tarixi", "uz"),
        ("Темир йўллар тарихи", "uz"),
        ("Реки и торговля", "ru"),
        ("Річкові порти України", "uk"),
        ("Өзендер мен көлдер", "kk"),
        ("Български реки", "bg"),
        ("河川の歴史", "ja"),
        ("河流史", "zh"),
        ("강의 역사", "ko"),
        ("Fjordland", None),
        ("", None),
    ],
)
def test_language_of_a_title(title: str, language: str | None) -> None:
    assert language_of_entry({"title": title}) == language


def test_a_container_speaks_where_the_title_does_not() -> None:
    assert language_of_entry({"title": "Fjordland", "container-title": "Annals of the Society for Rivers"}) == "en"
    assert language_of_entry({"container-title": "Phys. Rev. A"}) is None
