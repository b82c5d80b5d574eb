"""What is known of a document is shown with where it came from, corrected by hand, and taken back."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

API = "/api/v1"
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"]), min_size=1, max_size=60)


def only(server):
    (holding,) = server.library.holdings()
    return holding


def patched(server, body, status=200):
    got = server.client.patch(f"{API}/documents/{only(server).id}", json=body)
    assert got.status_code == status, got.text
    return got.json()


def form_of(server, page_of) -> dict[str, str]:
    """What the form would send if nothing were changed."""
    shown = page_of(server, f"/library/{only(server).id}/edit")
    sent = dict(re.findall(r'<input type="hidden" name="(was-[^"]+)" value="([^"]*)"', shown))
    sent = {name: html.unescape(value) for name, value in sent.items()}
    return sent | {name.removeprefix("was-"): value for name, value in sent.items()}


def save(server, sent, **changed):
    return server.client.post(
        f"/library/{only(server).id}/edit", data={**sent, **changed}, headers={"accept": "text/html"}
    )


class TestPage:
    def test_each_field_is_shown_with_where_it_came_from(self, served, page_of):
        for holding in served.library.holdings():
            shown = html.unescape(page_of(served, f"/library/{holding.id}"))
            for field in holding.record.fields:
                if field.source == "sidecar":
                    assert f"from {field.origin}" in shown
            for table in served.library.document(holding).tables:
                assert not table.caption or table.caption in shown
            for notice in holding.notices:
                assert notice[1:] in shown

    @pytest.mark.slow
    def test_what_cites_a_work_and_what_it_cites_is_linked(self, tmp_path, serve, page_of):
        from corpus.reading.read import read
        from indexer.encoder import HashingEncoder
        from indexer.intake import files_in, take
        from indexer.library import Library
        from service.bootstrap import samples

        with Library(tmp_path / "library", HashingEncoder(8), create=True) as library:
            list(take(library, files_in([samples()]), read))
            cited, citing = library.holding("dunmore-2020"), library.holding("farkas-2022")
            with serve(library) as server:
                assert f'href="/library/{citing.id}"' in page_of(server, f"/library/{cited.id}")
                assert f'class="held" href="/library/{cited.id}"' in page_of(server, f"/library/{citing.id}")

    def test_a_title_that_is_too_long_is_refused_whole_and_not_cut_short(self, empty, page_of):
        empty.client.post(f"{API}/documents", files=[("files", ("a.txt", b"The quay of Ostby stays put."))])
        sent = form_of(empty, page_of)
        assert "maxlength" not in page_of(empty, f"/library/{only(empty).id}/edit")
        refused = save(empty, sent, title="Quay " * 600)
        assert refused.status_code == 422 and "2,999 characters are too many" in refused.text
        assert "Quay " * 599 in refused.text

    def test_half_a_character_is_refused(self, empty):
        empty.client.post(f"{API}/documents", files=[("files", ("a.txt", b"The quay of Ostby stays put."))])
        headers = {"content-type": "application/json"}
        for body in (b'{"title": "\\ud800"}', b'{"authors": ["\\udfff, Ada"]}', b'{"year": -5}'):
            got = empty.client.patch(f"{API}/documents/{only(empty).id}", content=body, headers=headers)
            assert (got.status_code, got.json()["code"]) in ((422, "correction_refused"), (422, "invalid_request"))

    def test_a_document_that_is_not_there_is_a_page_that_says_so(self, served, page_of):
        for address in ("/library/0123456789ab", "/library/0123456789ab/edit", "/library/..%2f", "/library/a/file"):
            assert served.client.get(address, headers={"accept": "text/html"}).status_code == 404

    def test_the_list_is_sorted_found_and_turned(self, served, page_of):
        for order in ("title", "author", "year", "added", "name"):
            shown = page_of(served, f"/library?sort={order}")
            assert shown.count('class="holding"') == len(served.library.holdings())
            assert f'value="{order}" selected' in shown
        years = re.findall(r"<span>(\d{4}|n\.d\.)</span>", page_of(served, "/library?sort=year"))
        known = [year for year in years if year != "n.d."]
        assert known == sorted(known, reverse=True) and years[: len(known)] == known
        assert page_of(served, "/library?find=dunmore+2020").count('class="holding"') == 1
        assert "matches" in page_of(served, "/library?find=nothing-of-the-kind")

    def test_the_list_of_the_api_is_found_and_sorted_the_same(self, served):
        got = served.client.get(f"{API}/documents", params={"find": "Dunmore", "sort": "year"}).json()
        assert [document["doc"] for document in got["documents"]] == ["dunmore-2020-spillovers.pdf"]
        assert got["total"] == 1


class TestForm:
    def test_a_correction_is_shown_cited_and_taken_back(self, held, page_of):
        before = only(held)
        sent = form_of(held, page_of)
        got = save(held, sent, title="On Cordage", authors="Tar, Ada\r\nRope Board", year="1902")
        assert (got.status_code, got.headers["location"]) == (303, f"/library/{before.id}#fields")
        shown = html.unescape(page_of(held, f"/library/{before.id}"))
        assert shown.count("corrected by hand; ") == 3 and "Take back" in shown
        answer = held.client.post(f"{API}/ask", json={"question": "How long was the rope walk of Vikmo?"}).json()
        assert answer["quotes"][0]["citation"] == "(Tar & Rope Board, 1902)"
        for field in ("title", "authors", "year"):
            held.client.post(f"/library/{before.id}/take-back", data={"field": field})
        assert only(held) == before

    def test_a_form_that_is_saved_as_it_came_changes_nothing(self, held, page_of):
        before = only(held)
        assert save(held, form_of(held, page_of)).status_code == 303
        assert only(held) == before

    def test_two_forms_open_at_once_lose_nothing(self, held, page_of):
        one, two = form_of(held, page_of), form_of(held, page_of)
        save(held, one, title="On Cordage")
        save(held, two, volume="7")
        record = only(held).record
        assert (record.get("title"), record.get("volume")) == ("On Cordage", "7")

    @pytest.mark.parametrize(
        ("field", "text"), [("year", "long ago"), ("DOI", "my doi"), ("language", "English!"), ("type", "scroll")]
    )
    def test_what_makes_no_sense_is_said_and_what_was_typed_stays(self, held, page_of, field, text):
        got = save(held, form_of(held, page_of), title="On <b>Cordage</b>", **{field: text})
        assert got.status_code == 422 and 'role="alert"' in got.text
        assert "On &lt;b&gt;Cordage&lt;/b&gt;" in got.text and text in html.unescape(got.text)
        assert re.search(rf'id="field-{field}"[^>]*aria-invalid="true"', got.text)
        assert only(held).record.get("title") == "On Ropes"

    def test_a_hostile_title_stays_text_everywhere(self, held, page_of):
        hostile = '</textarea><script>alert(1)</script>"\u202e\x07{{ 7 * 7 }}'
        patched(held, {"title": hostile, "authors": [hostile]})
        for address in (
            "/library",
            f"/library/{only(held).id}",
            f"/library/{only(held).id}/edit",
            f"/d/{only(held).id}",
        ):
            shown = page_of(held, address)
            assert "<script>alert" not in shown and not re.search("[\u202a-\u202e\x00-\x08]", shown)


class TestApi:
    def test_a_field_is_put_in_emptied_and_taken_back(self, held):
        assert patched(held, {"title": "On Cordage", "year": 1902, "volume": 3})["year"] == 1902
        assert patched(held, {"title": ""})["title"] is None
        detail = held.client.get(f"{API}/documents/{only(held).id}").json()
        assert detail["corrections"]["title"] == {"value": "", "read": "On Ropes"}
        assert patched(held, {"title": None})["title"] == "On Ropes"
        provenance = {p["name"]: p["source"] for p in patched(held, {"authors": ["Rope Board"]})["provenance"]}
        assert (provenance["author"], provenance["volume"]) == ("by hand", "by hand")

    def test_what_makes_no_sense_is_a_problem_and_changes_nothing(self, held):
        before = only(held)
        assert patched(held, {"title": "New", "year": "soon"}, 422)["code"] == "correction_refused"
        assert patched(held, {"colour": "red"}, 422)["code"] == "invalid_request"
        assert patched(held, {"title": ["a"]}, 422)["code"] == "invalid_request"
        assert only(held) == before
        assert held.client.patch(f"{API}/documents/0123456789ab", json={}).status_code == 404

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
    @given(title=WORDS, author=WORDS)
    def test_any_text_comes_back(self, held, title, author):
        name = " ".join(f"de {author}".replace(",", "").replace(";", "").split())
        got = patched(held, {"title": title, "authors": [f"{name}, A."]})
        assert (got["title"] or "") == " ".join(title.split())
        assert got["csl"]["author"] == [{"family": name, "given": "A."}]

    def test_reading_again_keeps_what_was_corrected(self, held, ended):
        patched(held, {"title": "On Cordage"})
        before = only(held)
        got = held.client.post(f"{API}/documents/{before.id}/readings")
        assert got.status_code == 202
        assert ended(held, got.json()["id"])["result"] == f"/library/{before.id}"
        assert only(held) == before
        got = held.client.post(f"/library/{before.id}/read-again", headers={"accept": "text/html"})
        assert got.headers["location"].startswith("/jobs/")

    def test_a_copy_that_is_damaged_or_gone_is_said_and_the_reading_stays(self, held, ended):
        before, address = only(held), f"{API}/documents/{only(held).id}/readings"
        held.library.source(before).write_text("other bytes")
        job = ended(held, held.client.post(address).json()["id"])
        assert job["status"] == "failed" and "add the file again" in job["problem"]
        held.library.source(before).unlink()
        job = ended(held, held.client.post(address).json()["id"])
        assert job["status"] == "failed" and "is gone" in job["problem"]
        assert only(held) == before and str(held.library.folder) not in str(job)


class TestFile:
    @pytest.mark.parametrize("address", [f"{API}/documents/{{id}}/file", "/library/{id}/file"])
    def test_it_is_saved_and_never_shown(self, held, address):
        got = held.client.get(address.format(id=only(held).id))
        assert got.content == held.library.source(only(held)).read_bytes()
        assert got.headers["content-disposition"] == 'attachment; filename="ropes.md"'
        assert got.headers["x-content-type-options"] == "nosniff"
        assert got.headers["content-type"] == "application/octet-stream"

    def test_its_name_is_safe(self, served):
        for holding in served.library.holdings():
            got = served.client.get(f"/library/{holding.id}/file")
            assert got.status_code == 200 and got.headers["content-disposition"].startswith("attachment; filename")
            assert not re.search(r"[\r\n\u202e<>]", got.headers["content-disposition"])

    def test_it_is_removed_with_the_document(self, held):
        holding = only(held)
        gone = held.client.post("/library/remove", data={"id": holding.id}, headers={"accept": "text/html"})
        assert (gone.status_code, gone.headers["location"]) == (303, "/library")
        assert held.client.get(f"/library/{holding.id}/file").status_code == 404
        assert held.library.holdings() == ()
