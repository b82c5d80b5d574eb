"""Work in the background over HTTP: followed, stopped, and seen by nobody but its reader."""

from __future__ import annotations

import json
import threading

import httpx
import pytest

from service.web.desk import READING
from service.web.jobs.job import Item
from service.web.reader import COOKIE, HERE

API = "/api/v1/jobs"
BROWSER = {"accept": "text/html"}
PATIENCE = 20
HOSTILE = '<img src=x onerror="alert(1)">\u202e\x07.txt'


@pytest.fixture
def shared(serve, library):
    """A server that other machines may reach: readers are told apart by their cookie."""
    with serve(library, hosts=None) as running:
        yield running


def events(client: httpx.Client, id: str) -> list[dict]:
    with client.stream("GET", f"{API}/{id}/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = [line for line in stream.iter_lines() if line.startswith("data: ")]
    return [json.loads(line.removeprefix("data: ")) for line in lines]


class TestFollowing:
    def test_its_states_come_as_events_until_it_has_ended(self, empty):
        gate = threading.Event()

        def work(teller) -> str:
            teller("Reading pages", 1, 3)
            assert gate.wait(PATIENCE)
            teller.item(0, Item("a.txt", "added", "", "/d/0"))
            return "/library"

        job = empty.board.submit(READING, HERE, "Reading a.txt", work, items=[Item("a.txt")])
        threading.Timer(0.4, gate.set).start()
        states = events(empty.client, job.id)
        assert states[-1] == empty.client.get(f"{API}/{job.id}").json()
        assert (states[-1]["status"], states[-1]["result"]) == ("done", "/library")
        assert ("Reading pages", 1, 3) in [(state["step"], state["done"], state["total"]) for state in states]
        assert states[-1]["items"] == [{"name": "a.txt", "status": "added", "detail": "", "address": "/d/0"}]

    def test_the_page_goes_on_to_what_came_of_it(self, empty):
        job = empty.board.submit(READING, HERE, "t", lambda teller: "/library")
        events(empty.client, job.id)
        got = empty.client.get(f"/jobs/{job.id}", headers=BROWSER)
        assert (got.status_code, got.headers["location"]) == (303, "/library")

    def test_names_and_problems_are_text(self, empty, page_of):
        job = empty.board.submit(READING, HERE, HOSTILE, lambda teller: "", items=[Item(HOSTILE, "failed", HOSTILE)])
        events(empty.client, job.id)
        shown = page_of(empty, f"/jobs/{job.id}")
        assert "<img" not in shown and "\x07" not in shown and "\u202e" not in shown
        assert shown.count("&lt;img") >= 3

    def test_it_is_stopped_by_a_plain_form(self, empty):
        gate = threading.Event()
        first = empty.board.submit(READING, HERE, "t", lambda teller: str(gate.wait(PATIENCE))[:0])
        waiting = empty.board.submit(READING, HERE, "t", lambda teller: "/never")
        got = empty.client.post("/jobs/cancel", data={"id": waiting.id}, headers=BROWSER, follow_redirects=True)
        assert "This was stopped" in got.text
        assert empty.client.delete(f"{API}/{first.id}").json()["status"] in ("waiting", "running")
        gate.set()

    def test_an_unknown_job_is_told_so(self, empty, problem):
        for method, address in (("GET", f"{API}/none"), ("GET", f"{API}/none/events"), ("DELETE", f"{API}/none")):
            problem(empty.client.request(method, address), 404, "job_unknown")
        assert "no such work" in empty.client.get("/jobs/none", headers=BROWSER).text


class TestPrivacy:
    def test_two_readers_do_not_see_each_others_jobs(self, shared, problem):
        with httpx.Client(base_url=shared.address) as mine, httpx.Client(base_url=shared.address) as yours:
            assert mine.get(API).json() == yours.get(API).json() == {"jobs": []}
            assert mine.cookies[COOKIE] != yours.cookies[COOKIE]
            job = shared.board.submit(READING, mine.cookies[COOKIE], "mine", lambda teller: "/library")
            assert [found["id"] for found in mine.get(API).json()["jobs"]] == [job.id]
            assert yours.get(API).json() == {"jobs": []}
            for method, address in (
                ("GET", f"{API}/{job.id}"),
                ("GET", f"{API}/{job.id}/events"),
                ("DELETE", f"{API}/{job.id}"),
            ):
                problem(yours.request(method, address), 404, "job_unknown")
            assert yours.get(f"/jobs/{job.id}", headers=BROWSER).status_code == 404
            assert yours.post("/jobs/cancel", data={"id": job.id}).status_code == 404
            assert mine.get(f"{API}/{job.id}").status_code == 200

    def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(self, shared):
        (cookie,) = httpx.get(f"{shared.address}{API}").headers.get_list("set-cookie")
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))

    @pytest.mark.parametrize("forged", ["", "here", "a" * 65, "x y", "../" * 8, "ü" * 24])
    def test_a_forged_cookie_is_no_reader(self, shared, forged):
        job = shared.board.submit(READING, HERE, "t", lambda teller: "")
        headers = {"cookie": f"{COOKIE}={forged}".encode()}
        got = httpx.get(f"{shared.address}{API}/{job.id}", headers=headers)
        assert got.status_code == 404 and "set-cookie" in got.headers

    def test_at_this_machine_there_is_one_reader_and_no_cookie(self, empty):
        got = empty.client.get(API)
        assert got.status_code == 200 and "set-cookie" not in got.headers
