"""The token: weak ones are refused, none is ever shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import SettingError
from service.web.access.door import door, is_loopback
from service.web.access.sessions import SECONDS, Sessions
from service.web.access.token import Token, token_in
from service.web.guard import LOOPBACK

SECRET = "a-secret-of-some-length"
PRINTABLE = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=16, max_size=100)


@given(secret=PRINTABLE, said=st.text(max_size=100))
def test_the_token_alone_is_the_token(secret, said):
    token = Token(secret)
    assert token.is_it(secret)
    assert token.is_it(said) == (said == secret)
    assert secret not in repr(token) and secret not in repr(vars(token))


@pytest.mark.parametrize(
    "secret", ["", "short", "fifteen-letters", "with spaces in it all", "ünïcödé-ünïcödé-ünï", "a" * 513]
)
def test_a_weak_one_is_refused_with_what_to_do_and_is_not_shown(secret):
    with pytest.raises(SettingError, match="token_urlsafe") as refused:
        Token(secret, "PINCITE_TOKEN")
    assert not secret or secret not in str(refused.value)


def test_it_can_lie_in_a_file(tmp_path):
    path = tmp_path / "token"
    path.write_text(f"{SECRET}\n", encoding="utf-8")
    assert token_in(path).is_it(SECRET)
    for bad in (tmp_path / "nothing", tmp_path):
        with pytest.raises(SettingError, match="--token-file"):
            token_in(bad)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "::1", "localhost", "LOCALHOST"])
def test_this_machine_needs_no_token(host):
    assert is_loopback(host)
    assert door(host).token is None and set(door(host).hosts) >= LOOPBACK


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.168.0.7", "papers.example", "0", "127.0.0.1.example"])
def test_others_need_one(host):
    with pytest.raises(SettingError, match="PINCITE_TOKEN"):
        door(host)
    with pytest.raises(SettingError, match=r"--name papers\.example"):
        door("127.0.0.1", ["papers.example"])
    assert door(host, token=Token(SECRET)).token is not None


def test_who_listens_everywhere_answers_to_any_name_unless_told_its_own():
    token = Token(SECRET)
    assert door("0.0.0.0", token=token).hosts is None
    assert door("::", ["Papers.Example"], token).hosts == LOOPBACK | {"papers.example"}
    assert door("10.0.0.7", token=token).hosts == LOOPBACK | {"10.0.0.7"}


def test_a_session_lasts_as_long_as_it_should():
    now = [0.0]
    sessions = Sessions(lambda: now[0])
    first, second = sessions.begin(), sessions.begin()
    assert (
        sessions.known(first) != sessions.known(second) and None not in (sessions.known(first), sessions.known(""))[:1]
    )
    assert sessions.known("") is None and sessions.known(first[:-1]) is None
    sessions.end(first)
    assert sessions.known(first) is None and sessions.known(second) is not None
    now[0] = SECONDS
    assert sessions.known(second) is None
