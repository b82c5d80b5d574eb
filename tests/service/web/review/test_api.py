"""Reviews over HTTP: kept, decided on, exported and deleted."""

from __future__ import annotations

import io

import httpx
import pypdf
import pytest

REASON = "The edition of 1920 has it so."
MANUSCRIPT = """# Towns

A bell cracks where the tin was stirred too late (Marlow, 1999), and 45 percent of all founders leave it so.
Glass blowers preferred the southern shore of the lake (Tilney, 1987).

| Town | Founders | Bells |
|---|---|---|
| Harlow | 12 | 90 |
| Ostby | 3 | 14 |
| Ostby | 3 | 14 |
"""


@pytest.fixture
def mine(reviewed, desk):
    """The id of a review of its own for one test, deleted afterwards."""
    id = reviewed("towns.md", MANUSCRIPT)
    yield id
    desk.client.delete(f"/api/v1/reviews/{id}")


def told(review: dict) -> list[dict]:
    return [finding for finding in review["findings"] if finding["verdict"] != "ok"]


def decide(desk, id: str, finding: str, **decision: str):
    return desk.client.put(f"/api/v1/reviews/{id}/decisions/{finding}", json=decision)


class TestKeeping:
    def test_it_finds_what_the_check_finds_that_keeps_nothing(self, desk, mine):
        kept = desk.client.get(f"/api/v1/reviews/{mine}").json()
        bare = desk.client.post("/api/v1/review", files={"file": ("towns.md", MANUSCRIPT.encode())}).json()
        assert kept.pop("decided") == {"open": len(told(kept)), "accepted": 0, "dismissed": 0} and told(kept)
        assert kept.pop("id") == mine
        for finding in kept["findings"]:
            assert finding.pop("decision") == {"status": "open", "reason": "", "note": ""}
        assert kept == bare

    def test_the_latest_stands_first_in_the_list(self, desk, of_text, mine):
        entries = desk.client.get("/api/v1/reviews").json()["reviews"]
        assert entries[0]["id"] == mine
        assert of_text in [entry["id"] for entry in entries]
        assert entries[0]["checked"] and entries[0]["decided"] == 0

    def test_the_job_is_named_where_one_looks_for_it(self, desk, mine):
        answer = desk.client.post(f"/api/v1/reviews/{mine}/check")
        assert (answer.status_code, answer.headers["location"]) == (202, f"/api/v1/jobs/{answer.json()['id']}")

    def test_what_cannot_be_read_is_not_kept(self, desk, finished):
        answer = desk.client.post("/api/v1/reviews", files={"file": ("empty.md", b" \n")})
        job = finished(desk.client, answer.json()["job"]["id"])
        assert job["status"] == "failed" and "empty.md" in job["problem"] and "pincite-" not in job["problem"]
        assert desk.client.get(f"/api/v1/reviews/{answer.json()['id']}").status_code == 404

    def test_a_deleted_review_is_gone(self, desk, reviewed, problem):
        id = reviewed("gone.md", MANUSCRIPT + "\nOne more line.\n")
        assert desk.client.delete(f"/api/v1/reviews/{id}").status_code == 204
        assert "deleted" in problem(desk.client.get(f"/api/v1/reviews/{id}"), 404, "not_kept")
        problem(desk.client.get(f"/api/v1/reviews/{id}/report.json"), 404, "not_kept")

    def test_each_reader_has_reviews_of_their_own(self, shared, reviewed, problem):
        with httpx.Client(base_url=shared.address, timeout=60) as ann, httpx.Client(base_url=shared.address) as bob:
            id = reviewed("towns.md", MANUSCRIPT, ann)
            assert [entry["id"] for entry in ann.get("/api/v1/reviews").json()["reviews"]] == [id]
            assert bob.get("/api/v1/reviews").json() == {"reviews": []}
            problem(bob.get(f"/api/v1/reviews/{id}"), 404, "not_kept")
            problem(bob.delete(f"/api/v1/reviews/{id}"), 404, "not_kept")
            problem(bob.post(f"/api/v1/reviews/{id}/check"), 404, "not_kept")
            problem(bob.get(f"/api/v1/reviews/{id}/report.html"), 404, "not_kept")
            assert bob.get(f"/review/{id}").status_code == 404
            assert bob.get(f"/review/{id}/pages/1.png").status_code == 404


class TestRefusing:
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("works.bib", "@book{a, title = {A}}"),
            ("works.txt", "% kept by hand\n\n@Article{orwick2011,\n  title = {Quays}\n}\n"),
            ("works.ris", "TY  - JOUR\nTI  - Quays\nER  -\n"),
            ("works.md", "TY  - JOUR\nTI  - Quays\nER  -\n"),
            ("works.txt", '[{"id": "a", "type": "book", "title": "Quays"}]'),
        ],
    )
    @pytest.mark.parametrize("path", ["/api/v1/reviews", "/api/v1/review"])
    def test_bibliographic_data_is_no_manuscript(self, desk, problem, name, content, path):
        refused = desk.client.post(path, files={"file": (name, content.encode())})
        assert f"{name} describes works and is no manuscript" in problem(refused, 422, "upload_refused")

    @pytest.mark.parametrize("content", ["@reader, this is a letter.\n", "TY was a town.\n", "{A} note on type.\n"])
    def test_prose_that_begins_a_little_like_it_is_one(self, reviewed, desk, content):
        id = reviewed("letter.txt", content)
        desk.client.delete(f"/api/v1/reviews/{id}")

    def test_another_name_of_the_same_text_is_told(self, desk, mine, reviewed):
        assert reviewed("cities.md", MANUSCRIPT) == mine
        review = desk.client.get(f"/api/v1/reviews/{mine}").json()
        assert review["document"] == "cities.md"
        assert "reviewed before as towns.md" in review["notices"][0]

    def test_the_check_of_a_deleted_review_stops(self, desk, mine, finished):
        job = desk.client.post(f"/api/v1/reviews/{mine}/check").json()["id"]
        desk.client.delete(f"/api/v1/reviews/{mine}")
        assert finished(desk.client, job)["status"] in ("cancelled", "done")


class TestDeciding:
    def test_a_decision_is_kept_and_counted(self, desk, mine):
        finding = told(desk.client.get(f"/api/v1/reviews/{mine}").json())[0]
        after = decide(desk, mine, finding["id"], status="dismissed", reason=f" {REASON} ", note="Ask them.")
        decided = next(each for each in after.json()["findings"] if each["id"] == finding["id"])
        assert decided["decision"] == {"status": "dismissed", "reason": REASON, "note": "Ask them."}
        assert after.json()["decided"]["dismissed"] == 1
        assert after.json() == desk.client.get(f"/api/v1/reviews/{mine}").json()
        assert desk.client.get("/api/v1/reviews").json()["reviews"][0]["decided"] == 1

    def test_it_stays_when_the_manuscript_is_sent_and_checked_again(self, desk, mine, reviewed, finished):
        finding = told(desk.client.get(f"/api/v1/reviews/{mine}").json())[0]["id"]
        before = decide(desk, mine, finding, status="accepted").json()
        assert reviewed("towns.md", MANUSCRIPT) == mine
        finished(desk.client, desk.client.post(f"/api/v1/reviews/{mine}/check").json()["id"])
        assert desk.client.get(f"/api/v1/reviews/{mine}").json() == before

    def test_it_stays_when_a_works_author_was_corrected_and_is_told_when_it_no_longer_applies(
        self, dwindling, reviewed, ports, finished
    ):
        client = dwindling.client
        id = reviewed("ports.md", ports, client)
        named = [one for one in told(client.get(f"/api/v1/reviews/{id}").json()) if "Orwick" in one["message"]]
        assert decide(dwindling, id, named[0]["id"], status="accepted").status_code == 200
        (held,) = client.get("/api/v1/documents").json()["documents"]
        changed = client.patch(f"/api/v1/documents/{held['id']}", json={"authors": ["Orwick, Abel", "Tolk, Carl"]})
        assert changed.status_code == 200, changed.text
        finished(client, client.post(f"/api/v1/reviews/{id}/check").json()["id"])
        after = client.get(f"/api/v1/reviews/{id}").json()
        again = next(one for one in after["findings"] if one["id"] == named[0]["id"])
        assert again["message"] != named[0]["message"] and again["decision"]["status"] == "accepted"
        client.delete(f"/api/v1/documents/{held['id']}")
        finished(client, client.post(f"/api/v1/reviews/{id}/check").json()["id"])
        assert "1 decision no longer applies" in client.get(f"/review/{id}").text

    def test_what_is_dismissed_needs_a_reason(self, desk, mine, problem):
        finding = told(desk.client.get(f"/api/v1/reviews/{mine}").json())[0]["id"]
        refused = decide(desk, mine, finding, status="dismissed", reason=" ")
        assert "say why" in problem(refused, 422, "decision_refused")

    def test_too_long_a_reason_is_not_cut_but_told(self, desk, mine, problem):
        finding = told(desk.client.get(f"/api/v1/reviews/{mine}").json())[0]["id"]
        refused = desk.client.post(
            f"/review/{mine}/decisions/{finding}?part=1", data={"status": "dismissed", "reason": "a" * 5000}
        )
        assert "the reason has 5,000 characters" in problem(refused, 422, "decision_refused")
        lines = "\r\n".join(["a" * 99] * 20)
        kept = desk.client.post(
            f"/review/{mine}/decisions/{finding}?part=1", data={"status": "dismissed", "reason": lines}
        )
        assert kept.status_code == 200

    def test_only_what_is_dismissed_has_a_reason(self, desk, mine):
        finding = told(desk.client.get(f"/api/v1/reviews/{mine}").json())[0]["id"]
        after = decide(desk, mine, finding, status="accepted", reason=REASON).json()
        assert next(each for each in after["findings"] if each["id"] == finding)["decision"]["reason"] == ""

    def test_it_can_be_taken_back(self, desk, mine):
        before = desk.client.get(f"/api/v1/reviews/{mine}").json()
        finding = told(before)[0]["id"]
        decide(desk, mine, finding, status="accepted", note="Ask them.")
        assert desk.client.delete(f"/api/v1/reviews/{mine}/decisions/{finding}").status_code == 204
        assert desk.client.get(f"/api/v1/reviews/{mine}").json() == before

    def test_nothing_is_decided_of_what_is_not_there(self, desk, mine, problem):
        problem(decide(desk, mine, "0" * 16, status="accepted"), 404, "not_kept")
        problem(decide(desk, mine, "0" * 16, status="perhaps"), 422, "invalid_request")


class TestReports:
    def test_the_page_tells_what_was_decided(self, desk, mine):
        first, second = told(desk.client.get(f"/api/v1/reviews/{mine}").json())[:2]
        decide(desk, mine, first["id"], status="dismissed", reason=f"<i>{REASON}</i>")
        decide(desk, mine, second["id"], status="accepted", note="Ask them.")
        report = desk.client.get(f"/api/v1/reviews/{mine}/report.html")
        assert "1 accepted and 1 dismissed" in report.text
        assert f"&lt;i&gt;{REASON}" in report.text and "<i>" not in report.text
        assert "Ask them." in report.text
        assert report.headers["content-disposition"].startswith("attachment")

    def test_the_json_is_the_review(self, desk, mine):
        report = desk.client.get(f"/api/v1/reviews/{mine}/report.json")
        assert report.json() == desk.client.get(f"/api/v1/reviews/{mine}").json()
        assert "filename*=UTF-8''towns%20%28review%29.json" in report.headers["content-disposition"]

    def test_only_a_pdf_comes_back_with_notes(self, desk, mine, problem):
        assert "towns.md is no PDF" in problem(
            desk.client.get(f"/api/v1/reviews/{mine}/report.pdf"), 422, "report_refused"
        )

    def test_what_is_dismissed_is_marked_nowhere_and_told_on_the_first_page(self, desk, of_pdf):
        findings = told(desk.client.get(f"/api/v1/reviews/{of_pdf}").json())
        chosen = findings[0]["id"]
        marked = len(notes(desk, of_pdf))
        decide(desk, of_pdf, chosen, status="dismissed", reason=REASON)
        try:
            after = notes(desk, of_pdf)
            assert f"Because: {REASON}" in "".join(after)
            assert sum(findings[0]["message"] in note for note in after) == 1
            assert len(after) <= marked
        finally:
            desk.client.delete(f"/api/v1/reviews/{of_pdf}/decisions/{chosen}")

    def test_the_name_of_a_file_is_no_header(self, desk, reviewed):
        id = reviewed('a"\r\nSet-Cookie: x=1;.md', MANUSCRIPT + "\nAnother line still.\n")
        headers = desk.client.get(f"/api/v1/reviews/{id}/report.json").headers
        assert "set-cookie" not in headers
        assert headers["content-disposition"].count('"') == 2


def notes(desk, id: str) -> list[str]:
    report = desk.client.get(f"/api/v1/reviews/{id}/report.pdf")
    assert report.status_code == 200, report.text
    pages = pypdf.PdfReader(io.BytesIO(report.content)).pages
    return [
        str(note.get_object()["/Contents"])
        for page in pages
        for note in page.get("/Annots", ())
        if note.get_object().get("/T") == "Pincite"
    ]
