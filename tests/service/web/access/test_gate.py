"""The gate: nothing of the library is shown or changed without the token."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from indexer.encoder import HashingEncoder
from indexer.library import Library
from service.web.access.gate import ATTEMPTS_A_MINUTE
from service.web.access.sessions import COOKIE
from service.web.access.token import Token

SECRET = "a-secret-of-some-length"
PAGE = {"accept": "text/html"}
FORM = {**PAGE, "sec-fetch-site": "same-origin"}
BEARER = {"authorization": f"Bearer {SECRET}"}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library(tmp_path_factory.mktemp("gated") / "l", HashingEncoder(8), create=True) as held:
        yield held


@pytest.fixture
def gated(library, serve):
    """A server with a token, that is reached by others."""
    with serve(library, hosts=None, token=Token(SECRET)) as running:
        yield running


def signed_in(gated, **form: str) -> httpx.Response:
    return gated.client.post("/sign-in", data={"token": SECRET, **form}, headers=FORM)


def test_every_address_of_the_api_needs_it(gated, problem):
    paths = gated.client.get("/openapi.json", headers=BEARER).json()["paths"]
    assert len(paths) > 30
    for path, methods in paths.items():
        for method in methods:
            got = gated.client.request(method, path.replace("{", "").replace("}", ""), headers={"accept": "*/*"})
            problem(got, 401, "token_needed")
            assert got.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "address",
    ["/", "/library", "/review", "/audit", "/conversations", "/d/abc", "/openapi.json", "/nothing", "/metrics"],
)
def test_every_page_leads_to_the_form_and_from_there_back(gated, address):
    got = gated.client.get(f"{address}?a=b%26c", headers=PAGE)
    assert got.status_code == 303
    wanted = parse_qs(urlsplit(got.headers["location"]).query)["next"][0]
    form = gated.client.get(got.headers["location"], headers=PAGE)
    assert form.status_code == 200 and 'type="password"' in form.text and 'aria-label="Main"' not in form.text
    assert signed_in(gated, next=wanted).headers["location"] == f"{address}?a=b%26c"


def test_what_the_form_needs_is_open(gated):
    assert gated.client.get("/static/base.css").status_code == 200


def test_programs_send_the_token(gated, problem):
    assert gated.client.get("/api/v1/documents", headers=BEARER).status_code == 200
    assert gated.client.get("/healthz", headers=BEARER).status_code == 200
    for wrong in (f"Bearer {SECRET}x", "Bearer", f"Basic {SECRET}", SECRET, "Bearer \xff"):
        got = gated.client.get("/api/v1/documents", headers={"authorization": wrong.encode("latin-1")})
        assert "secret" not in problem(got, 401, "token_needed")


def test_people_sign_in_and_out(gated):
    answer = signed_in(gated)
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 303 and cookie.startswith(f"{COOKIE}=") and SECRET not in cookie
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Secure" not in cookie
    page = gated.client.get("/library", headers=PAGE)
    assert page.status_code == 200 and "Sign out" in page.text
    kept = cookie.partition(";")[0]
    assert gated.client.post("/sign-out", headers=FORM).headers["location"] == "/sign-in"
    assert httpx.get(f"{gated.address}/library", headers={**PAGE, "cookie": kept}).status_code == 303


@pytest.mark.parametrize(
    "stray", ['prefs={"a":1}', "theme=dark mode", "name=\xe9", "x", 'u=a"b', "a,b=c", "=", "k=[1]", "e=="]
)
def test_a_cookie_of_another_program_signs_nobody_out(gated, stray):
    kept = signed_in(gated).headers["set-cookie"].partition(";")[0]
    for cookies in (f"{stray}; {kept}", f"{kept}; {stray}", f"{stray};{kept};{stray}"):
        got = httpx.get(f"{gated.address}/library", headers={**PAGE, "cookie": cookies.encode("latin-1")})
        assert got.status_code == 200, cookies


def test_a_cookie_may_come_in_a_header_of_its_own(gated):
    kept = signed_in(gated).headers["set-cookie"].partition(";")[0]
    apart = [("accept", "text/html"), ("cookie", "theme=dark"), ("cookie", kept)]
    assert httpx.get(f"{gated.address}/library", headers=apart).status_code == 200


def test_whoever_is_refused_a_sign_out_by_get_is_not_led_back_to_it(gated):
    got = gated.client.get("/sign-out", headers=PAGE)
    assert (got.status_code, got.headers["location"]) == (303, "/sign-in")


def test_over_https_the_cookie_stays_there(gated):
    told = {**FORM, "x-forwarded-proto": "https"}
    assert "; Secure" in gated.client.post("/sign-in", data={"token": SECRET}, headers=told).headers["set-cookie"]
    reader = gated.client.get("/", headers={**BEARER, "x-forwarded-proto": "https"}).headers["set-cookie"]
    assert reader.startswith("pincite-reader=") and reader.endswith("; Secure")


def test_a_wrong_token_is_said_on_the_page(gated):
    got = gated.client.post("/sign-in", data={"token": "wrong-wrong-wrong-wrong"}, headers=FORM)
    assert got.status_code == 401 and "not this server’s token" in got.text and "wrong-wrong" not in got.text
    assert "set-cookie" not in got.headers


@pytest.mark.parametrize(
    "next", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\nb"]
)
def test_nobody_is_led_elsewhere(gated, next):
    assert signed_in(gated, next=next).headers["location"] == "/"


def test_another_sites_page_can_sign_nobody_in_or_out(gated, problem):
    for address in ("/sign-in", "/sign-out"):
        got = gated.client.post(address, data={"token": SECRET}, headers={"sec-fetch-site": "cross-site"})
        problem(got, 403, "cross_site")


def test_who_guesses_has_to_wait(gated, problem):
    for number in range(ATTEMPTS_A_MINUTE):
        guess = {"authorization": f"Bearer guess-{number}"}
        problem(gated.client.get("/api/v1/documents", headers=guess), 401, "token_needed")
    refused = gated.client.get("/api/v1/documents", headers=BEARER)
    problem(refused, 429, "too_many_attempts")
    assert int(refused.headers["retry-after"]) >= 1
    form = signed_in(gated)
    assert form.status_code == 429 and "set-cookie" not in form.headers and "retry-after" in form.headers


def test_readers_behind_one_token_have_their_own_conversations(gated):
    asked = gated.client.post("/api/v1/conversations", json={"question": "Which mills?"}, headers=BEARER)
    assert asked.status_code == 201
    mine = gated.client.get("/api/v1/conversations", headers=BEARER).json()["conversations"]
    others = httpx.get(f"{gated.address}/api/v1/conversations", headers=BEARER).json()["conversations"]
    assert len(mine) == 1 and others == []


def test_without_a_token_nothing_changes(served):
    assert served.client.get("/library", headers=PAGE).status_code == 200
    assert served.client.get("/sign-in?next=/library", headers=PAGE).headers["location"] == "/library"
    assert "Sign out" not in served.client.get("/library", headers=PAGE).text
