"""Numbers and codes on first pages: found where they are printed, refused where they can't be right."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography import identifiers


@pytest.mark.parametrize(
    ("line", "doi"),
    [
        ("https://doi.org/10.1234/s10999-021-00417-3", "10.1234/s10999-021-00417-3"),
        ("DOI: 10.1007/978-3-030-41999-7_5 93", "10.1007/978-3-030-41999-7_5"),
        ("doi:10.1016/S0140(07)60001-2.", "10.1016/S0140(07)60001-2"),
        ("(DOI 10.1000/abc)", "10.1000/abc"),
        ("doi.org/ 10.3399/hb14041907", "10.3399/hb14041907"),
        ("10.1093/wber/lhm018", "10.1093/wber/lhm018"),
        ("section 10.2345 of it", None),
    ],
)
def test_dois(line: str, doi: str | None) -> None:
    found = identifiers.doi_in(line, "")
    assert (found[0] if found else None) == doi


def test_a_doi_above_the_text_is_surer_than_one_below() -> None:
    assert identifiers.doi_in("doi:10.1000/own", "doi:10.1000/other") == ("10.1000/own", 0.95)
    found = identifiers.doi_in("", "doi:10.1000/other")
    assert found is not None and found[1] < 0.95


@pytest.mark.parametrize(
    ("page", "issn"),
    [
        ("ISSN: 1309-4440 | e-ISSN: 2717-5553", "1309-4440"),
        ("e-ISSN 2717-5553, ISSN 1309-4440", "1309-4440"),
        ("ISSN 2079-9993 (Print), ISSN 2949-1118 (Online)", "2079-9993"),
        ("0166-9999/© 2017 A Publisher", "0166-9999"),
        ("pages 1234-5678", None),
    ],
)
def test_issns(page: str, issn: str | None) -> None:
    assert identifiers.issn_in(page) == issn


@pytest.mark.parametrize(
    ("page", "isbn"),
    [
        ("ISBN 978-1-4028-9462-6", "978-1-4028-9462-6"),
        ("ACM ISBN 978-1-4503-9157-3/22/06.", "978-1-4503-9157-3"),
        ("ISBN 0-306-40615-2", "0-306-40615-2"),
        ("ISBN 978-1-4028-9462-7", None),
        ("https://doi.org/10.35051/978-951-204-618-3-14", None),
    ],
)
def test_isbns_need_their_check_digit(page: str, isbn: str | None) -> None:
    assert identifiers.isbn_in(page) == isbn


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("JEL Codes: L16 ,L25, F14 .", ("L16", "L25", "F14")),
        ("JEL Classification R12 · R33 · L62", ("R12", "R33", "L62")),
        ("JEL No. N71, R40", ("N71", "R40")),
        ("JEL Kodları: J31, J61", ("J31", "J61")),
        ("JEL classification:\nL92\nR41", ("L92", "R41")),
        ("(JEL N73, L91)", ("N73", "L91")),
        ("JEL-Klassifikation: J22", ("J22",)),
        ("Clasificación JEL: J31, Q22.", ("J31", "Q22")),
        ("the JEL is a journal", ()),
    ],
)
def test_jel_codes(line: str, codes: tuple[str, ...]) -> None:
    assert identifiers.jel_in(line) == codes


@pytest.mark.parametrize(
    ("line", "udc"),
    [
        ("УДК 332.14", "332.14"),
        ("UO‘K: 339.138", "339.138"),
        ("УДК 338.47:656.6", "338.47:656.6"),
        ("УЎК: 338.47", "338.47"),
        ("UDC 330.34 + 339.9", "330.34 + 339.9"),
        ("under 330.34", None),
    ],
)
def test_udc(line: str, udc: str | None) -> None:
    assert identifiers.udc_in(line) == udc


@pytest.mark.parametrize(
    ("words", "licence"),
    [
        ("(CC BY) license (https://creativecommons.org/licenses/by/4.0/)", ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")),
        ("http://creativecommons.org/licenses/by-nc-nd/4.0/", ("CC BY-NC-ND 4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/")),
        ("Creative Commons Attribution-NonCommercial 4.0 International License (CC BY-NC 4.0)", ("CC BY-NC 4.0", None)),
        ("under the terms of the Creative Commons Attribution License", ("CC BY", None)),
        ("лицензией Creative Commons Attribution 4.0 License", ("CC BY 4.0", None)),
        ("the Creative Commons CC0 public domain dedication", ("CC0", None)),
        ("All rights reserved", None),
    ],
)  # fmt: skip
def test_licences(words: str, licence: tuple[str, str | None] | None) -> None:
    assert identifiers.licence_in(words) == licence


def test_arxiv() -> None:
    found = {name: value for name, value, _ in identifiers.identifiers("", "arXiv:2107.04412v2 [econ.GN] 14 Sep 2021")}
    assert found == {"number": "arXiv:2107.04412", "URL": "https://arxiv.org/abs/2107.04412", "publisher": "arXiv"}


@given(st.text(max_size=200))
def test_any_page_is_read_without_an_error(page: str) -> None:
    list(identifiers.identifiers(page, page))


@pytest.mark.parametrize(
    "seed", ["10.1234/", "doi ", "ISSN ", "ISBN 978", "JEL ", "УДК 1", "CC BY ", "9 7 8 ", "A1 ", "doi:10.1000/)"]
)
def test_long_pages_take_no_time(seed: str) -> None:
    page = seed * (9_000 // len(seed))
    start = time.process_time()
    list(identifiers.identifiers(page, page))
    assert time.process_time() - start < 3
