"""Uploads and removals over HTTP."""

from __future__ import annotations

import re

import pytest

from service.bootstrap import samples

API = "/api/v1"
PDF = samples() / "dunmore-2020-spillovers.pdf"


class TestAdding:
    BIB = b"@article{ropes, title = {On Ropes}, author = {Tar, Ada}, year = {1901}, file = {ropes.txt}}"

    def test_an_upload_is_read_described_and_asked(self, empty, uploaded):
        outcome = uploaded(empty, ("ropes.txt", b"The rope walk of Vikmo was 300 metres long."), ("a.bib", self.BIB))
        assert list(outcome) == ["ropes.txt"] and outcome["ropes.txt"]["status"] == "added"
        assert outcome["ropes.txt"]["document"]["year"] == 1901
        answer = empty.client.post(f"{API}/ask", json={"question": "How long was the rope walk of Vikmo?"}).json()
        assert answer["quotes"][0]["citation"] == "(Tar, 1901)"

    def test_what_is_held_is_not_read_again_and_keeps_its_description(self, empty, uploaded):
        text = b"The rope walk of Vikmo was 300 metres long."
        uploaded(empty, ("ropes.txt", text), ("a.bib", self.BIB))
        again = uploaded(empty, ("other.txt", text))
        assert again["other.txt"]["status"] == "unchanged"
        assert again["other.txt"]["document"]["year"] == 1901

    def test_another_text_of_the_same_name_gets_a_name_of_its_own(self, empty, documents, uploaded):
        uploaded(empty, ("a.txt", b"One sentence about mills."))
        uploaded(empty, ("a.txt", b"Another sentence about mills."))
        assert sorted(documents(empty)) == ["a (2).txt", "a.txt"]

    def test_a_file_that_fails_does_not_stop_the_others(self, empty, uploaded):
        outcomes = uploaded(
            empty, ("bad.pdf", b"%PDF-1.7 cut off"), ("empty.txt", b""), ("good.txt", b"A sentence about mills.")
        )
        assert {name: outcome["status"] for name, outcome in outcomes.items()} == {
            "bad.pdf": "failed",
            "empty.txt": "failed",
            "good.txt": "added",
        }
        for name in ("bad.pdf", "empty.txt"):
            assert name in outcomes[name]["detail"] and "/" not in outcomes[name]["detail"]

    @pytest.mark.parametrize(
        "name", ["../../etc/passwd.txt", "C:\\papers\\a.txt", "..", ".hidden.txt", "a\u202etxt.exe"]
    )
    def test_a_name_is_never_a_path(self, empty, name, uploaded):
        (outcome,) = uploaded(empty, (name, b"A sentence about mills.")).values()
        held = outcome["document"]["doc"]
        assert outcome["status"] == "added" and not re.search(r"[/\\\u202e]|^\.", held)

    def test_an_upload_without_a_document_is_refused(self, empty, problem):
        got = empty.client.post(f"{API}/documents", files=[("files", ("a.bib", self.BIB))])
        problem(got, 422, "upload_refused")

    def test_nothing_uploaded_stays_outside_the_library(self, empty, tmp_path, monkeypatch, uploaded):
        drafts = tmp_path / "drafts"
        drafts.mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(drafts))
        uploaded(empty, ("a.txt", b"One sentence about mills."), ("bad.pdf", b"%PDF-1.7"))
        assert list(drafts.iterdir()) == []

    def test_a_removed_document_is_gone(self, empty, problem, uploaded):
        (outcome,) = uploaded(empty, ("a.txt", b"One sentence about mills.")).values()
        address = f"{API}/documents/{outcome['document']['id']}"
        assert empty.client.delete(address).status_code == 204
        problem(empty.client.get(address), 404, "document_unknown")
        problem(empty.client.delete(address), 404, "document_unknown")
        assert empty.library.holdings() == () and list((empty.library.folder / "files").iterdir()) == []
