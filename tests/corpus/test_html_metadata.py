"""What Highwire and Dublin Core tags in a page's head say of the work."""

from corpus.reading.html_metadata import date_parts, metadata_fields

METAS = [
    ("citation_title", "Ports and their trade"),
    ("citation_author", "Lee, Ann"),
    ("citation_author_institution", "University of Quays"),
    ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
    ("citation_author", "Bo Ross"),
    ("citation_keywords", "ports; trade"),
    ("citation_online_date", "2020/05/03"),
    ("dc.rights", "See https://creativecommons.org/licenses/by/4.0/"),
    ("citation_technical_report_number", "27"),
]


def test_every_tag_becomes_its_field() -> None:
    told = {field.name: field.value for field in metadata_fields(METAS, "a.html")}
    assert told["author"] == [
        {
            "family": "Lee",
            "given": "Ann",
            "affiliation": [{"name": "University of Quays"}],
            "ORCID": "https://orcid.org/0000-0002-1825-0097",
        },
        {"family": "Ross", "given": "Bo"},
    ]
    assert told["keyword"] == "ports, trade"
    assert told["available-date"] == {"date-parts": [[2020, 5, 3]]}
    assert told["license-URL"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["number"] == "27"


def test_nothing_told_is_nothing_said() -> None:
    assert list(metadata_fields([("citation_title", ""), ("viewport", "width")], "a.html")) == []
    assert date_parts("soon") is None
