"""The pages of reviews, for whoever has no scripts, and for manuscripts that mean harm."""

from __future__ import annotations

import re

import httpx
import pytest

BROWSER = {"accept": "text/html"}
REASON = "The edition of 1920 has <b>it</b> so."


@pytest.fixture(scope="session")
def hostile(reviewed, hostile_manuscript) -> str:
    return reviewed(*hostile_manuscript)


def cards(outline) -> list[dict[str, str | None]]:
    return [attributes for tag, attributes in outline.tags if tag == "article" and "data-finding" in attributes]


def shown(outline) -> list[dict[str, str | None]]:
    return [card for card in cards(outline) if "hidden" not in card]


class TestList:
    def test_a_manuscript_leads_to_its_job_and_then_to_its_review(self, desk, manuscript_file, finished):
        with manuscript_file.open("rb") as stream:
            sent = desk.client.post("/review", files={"file": ("towns.md", stream)})
        assert sent.status_code == 303
        job = sent.headers["location"]
        assert job.startswith("/jobs/")
        finished(desk.client, job.removeprefix("/jobs/"))
        there = desk.client.get(job, headers=BROWSER)
        assert (there.status_code, there.headers["location"][:8]) == (303, "/review/")

    def test_it_lists_what_is_kept_and_says_who_sees_it(self, of_text, page_of, desk, shared):
        page = page_of(desk, "/review")
        assert f'href="/review/{of_text}"' in page and "ports.md" in page
        assert "stays on the machine" in page
        assert "to this browser alone" in page_of(shared, "/review")

    def test_no_file_is_told_on_the_page(self, desk):
        refused = desk.client.post("/review", files={"file": ("", b"")}, headers=BROWSER)
        assert refused.status_code == 422

    def test_a_review_is_deleted_from_the_list(self, desk, reviewed, page_of):
        id = reviewed("gone.md", "# Gone\n\nNobody knows, 45 percent of all say.\n")
        assert desk.client.post(f"/review/{id}/delete").headers["location"] == "/review"
        assert id not in page_of(desk, "/review")
        assert desk.client.get(f"/review/{id}", headers=BROWSER).status_code == 404

    def test_another_sites_page_deletes_nothing(self, desk, of_text):
        refused = desk.client.post(f"/review/{of_text}/delete", headers={"sec-fetch-site": "cross-site"})
        assert refused.status_code == 403
        assert desk.client.get(f"/review/{of_text}").status_code == 200


class TestReview:
    def test_each_finding_has_a_card_and_a_mark(self, desk, of_text, page_of, outline):
        page = page_of(desk, f"/review/{of_text}")
        found = desk.client.get(f"/api/v1/reviews/{of_text}").json()["findings"]
        there = outline(page)
        assert sorted(card["data-finding"] for card in cards(there)) == sorted(one["id"] for one in found)
        marks = set(there.attributes("mark", "data-mark"))
        assert marks == {f"mark-{one['id']}" for one in found}

    def test_problems_and_doubts_are_shown_first_the_gravest_first(self, desk, of_text, page_of, outline):
        verdicts = [card["data-verdict"] for card in shown(outline(page_of(desk, f"/review/{of_text}")))]
        assert verdicts == sorted(verdicts, key=["problem", "doubt"].index)
        assert "problem" in verdicts

    @pytest.mark.parametrize("verdict", ["problem", "doubt", "ok", "unchecked"])
    def test_it_can_be_narrowed_to_a_verdict(self, desk, of_text, page_of, outline, verdict):
        there = outline(page_of(desk, f"/review/{of_text}?verdict={verdict}"))
        assert {card["data-verdict"] for card in shown(there)} <= {verdict}
        assert len(shown(there)) == sum(card["data-verdict"] == verdict for card in cards(there))

    def test_it_can_be_narrowed_to_a_type(self, desk, of_text, page_of, outline):
        there = outline(page_of(desk, f"/review/{of_text}?type=duplicate_row"))
        assert {card["data-type"] for card in shown(there)} == {"duplicate_row"}

    def test_a_filter_that_there_is_not_leaves_all_open(self, desk, of_text, page_of):
        assert page_of(desk, f"/review/{of_text}?verdict=x&type=y&decision=z") == page_of(desk, f"/review/{of_text}")

    def test_the_summary_names_the_works_that_are_not_held(self, desk, of_text, page_of):
        page = page_of(desk, f"/review/{of_text}")
        summary = page[page.index('id="summary"') : page.index("</section>")]
        assert "Glass of the lakes" in summary and "northern coast" not in summary
        assert re.search(r"\d+ problems?</strong> and", summary)

    def test_a_source_is_linked_with_the_way_back(self, desk, of_text, page_of, outline):
        links = [href for href in outline(page_of(desk, f"/review/{of_text}")).attributes("a", "href") if "/d/" in href]
        assert links
        for link in links:
            assert f"back=%2Freview%2F{of_text}%23finding-" in link
            assert desk.client.get(link, headers=BROWSER).status_code == 200

    def test_a_source_that_left_the_library_is_no_link(self, dwindling, reviewed, ports, page_of):
        id = reviewed("ports.md", ports, dwindling.client)
        (entry,) = dwindling.client.get("/api/v1/documents").json()["documents"]
        assert "data-source" in page_of(dwindling, f"/review/{id}")
        dwindling.client.delete(f"/api/v1/documents/{entry['id']}")
        page = page_of(dwindling, f"/review/{id}")
        assert "no longer in the library" in page and "data-source" not in page

    def test_a_decision_without_scripts_leads_back_to_its_finding(self, desk, reviewed, page_of, outline):
        id = reviewed("decided.md", "# Decided\n\nIn 1999, 45 percent of all firms left the valley.\n")
        (card,) = shown(outline(page_of(desk, f"/review/{id}")))
        address = f"/review/{id}/decisions/{card['data-finding']}?verdict=all"
        sent = desk.client.post(address, data={"status": "dismissed", "reason": REASON, "note": "Ask."})
        assert sent.headers["location"] == f"/review/{id}?verdict=all#finding-{card['data-finding']}"
        page = page_of(desk, f"/review/{id}")
        assert "because: The edition of 1920 has &lt;b&gt;it&lt;/b&gt; so." in page
        assert "1 decided: 0 accepted, 1 dismissed" in page
        assert shown(outline(page_of(desk, f"/review/{id}?decision=open"))) == []
        desk.client.post(address, data={"status": "open", "note": "Ask."})
        assert "1 decided" not in page_of(desk, f"/review/{id}")

    def test_an_unfounded_dismissal_is_told(self, desk, of_text, page_of, outline):
        finding = shown(outline(page_of(desk, f"/review/{of_text}")))[0]["data-finding"]
        refused = desk.client.post(
            f"/review/{of_text}/decisions/{finding}", data={"status": "dismissed"}, headers=BROWSER
        )
        assert refused.status_code == 422 and "Say why" in refused.text

    def test_a_blank_reason_leaves_the_reader_at_the_finding_with_what_was_typed(self, desk, of_text, page_of, outline):
        finding = shown(outline(page_of(desk, f"/review/{of_text}")))[0]["data-finding"]
        refused = desk.client.post(
            f"/review/{of_text}/decisions/{finding}",
            data={"status": "dismissed", "reason": "   ", "note": "Ask <them>."},
            headers=BROWSER,
        )
        assert refused.status_code == 422
        assert f'<a href="#finding-{finding}">Back to the finding</a>' in refused.text
        assert "Ask &lt;them&gt;." in refused.text
        assert cards(outline(refused.text)) == cards(outline(page_of(desk, f"/review/{of_text}")))

    def test_what_no_longer_applies_is_told(self, desk, reviewed, page_of, outline):
        id = reviewed("moved.md", "# Moved\n\nIn 1999, 45 percent of all firms left the coast.\n")
        (card,) = shown(outline(page_of(desk, f"/review/{id}")))
        desk.client.post(f"/review/{id}/decisions/{card['data-finding']}", data={"status": "accepted"})
        assert "no longer appl" not in page_of(desk, f"/review/{id}")

    def test_where_there_was_nothing_to_check_the_page_says_so(self, reviewed, desk, page_of):
        page = page_of(desk, f"/review/{reviewed('bare.txt', 'lorem')}")
        assert "There was nothing to check in it." in page and "0 claims" not in page

    def test_a_row_that_stands_twice_is_shown_once(self, desk, of_text, page_of):
        page = page_of(desk, f"/review/{of_text}")
        at = page.index('data-type="duplicate_row"')
        card = page[at : page.index("</article>", at)]
        assert card.count("<table>") == 1 and "The same stands there." in card

    def test_nothing_that_matches_leads_to_everything(self, desk, of_text, page_of):
        page = page_of(desk, f"/review/{of_text}?decision=dismissed")
        assert "Nothing that was found matches" in page and "verdict=all#findings" in page

    @pytest.mark.slow
    def test_four_hundred_findings_stay_light(self, desk, reviewed, page_of, outline):
        rows = "\n".join(
            f"In {1900 + n % 100}, {n % 89 + 5}.{n} percent of the firms of town {n} closed." for n in range(420)
        )
        id = reviewed("many.md", f"# Many\n\n{rows}\n")
        page = page_of(desk, f"/review/{id}")
        assert len(shown(outline(page))) >= 400
        assert len(page.encode()) < 1_500_000


class TestLeaves:
    def test_a_text_has_no_page_images(self, desk, of_text, problem):
        problem(desk.client.get(f"/review/{of_text}/pages/1.png"), 404, "page_missing")

    def test_a_page_image_is_shown_until_the_review_is_gone(self, desk, of_pdf):
        image = desk.client.get(f"/review/{of_pdf}/pages/1.png?scale=1")
        assert image.content.startswith(b"\x89PNG")
        assert "no-cache" in image.headers["cache-control"]
        again = desk.client.get(
            f"/review/{of_pdf}/pages/1.png?scale=1", headers={"if-none-match": image.headers["etag"]}
        )
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize("number", [0, 99])
    def test_a_page_that_there_is_not_is_told(self, desk, of_pdf, of_text, problem, number):
        for path in (f"/review/{of_pdf}/p/{number}", f"/review/{of_text}/leaves/{number}"):
            problem(desk.client.get(path), 404, "page_missing")
        assert desk.client.get(f"/review/{of_pdf}/pages/{number}.png").status_code == 404

    def test_every_leaf_is_there_or_a_link_to_it(self, desk, of_pdf, page_of, outline):
        there = outline(page_of(desk, f"/review/{of_pdf}"))
        pages = pages_of(desk, of_pdf)
        made = there.attributes("section", "data-leaf") + there.attributes("div", "data-unread")
        assert made == [str(number) for number in range(1, pages + 1)]
        for number in range(1, pages + 1):
            assert f'id="leaf-{number}"' in desk.client.get(f"/review/{of_pdf}/leaves/{number}").text

    def test_a_findings_place_leads_to_its_mark(self, desk, of_pdf, page_of, outline):
        there = outline(page_of(desk, f"/review/{of_pdf}?verdict=all"))
        places = [href for href in there.attributes("a", "href") if "/p/" in href and "#mark-" in href]
        assert places
        for place in places[:5]:
            path, mark = place.split("#")
            assert f'id="{mark}"' in page_of(desk, path)

    def test_another_passage_of_the_manuscript_is_marked(self, desk, of_text, page_of, outline):
        marked = outline(page_of(desk, f"/review/{of_text}/p/1?start=2&end=7"))
        assert "place" in marked.attributes("mark", "id")
        assert desk.client.get(f"/review/{of_text}/p/1?start=2&end=999999").status_code == 422


class TestHostile:
    def test_nothing_in_a_manuscript_acts(self, desk, hostile, page_of, outline):
        for address in (f"/review/{hostile}", f"/review/{hostile}?verdict=all", f"/review/{hostile}/p/1", "/review"):
            page = page_of(desk, address)
            assert "\u202e" not in page and "\x07" not in page and "49 times" not in page
            scripts = outline(page).attributes("script", "src")
            assert all(source.startswith("/static/") for source in scripts)
            assert not outline(page).attributes("img", "onerror")

    def test_its_report_is_a_file_in_which_nothing_acts(self, desk, hostile):
        report = desk.client.get(f"/api/v1/reviews/{hostile}/report.html")
        assert "<script" not in report.text and "\u202e" not in report.text
        assert report.headers["content-disposition"].startswith("attachment")
        assert report.headers["x-content-type-options"] == "nosniff"

    @pytest.mark.parametrize("path", ["", "/p/1", "/leaves/1", "/pages/1.png"])
    def test_an_id_that_was_made_up_finds_nothing(self, desk, path):
        for id in ("x", "..%2f..%2fetc", "' OR 1=1 --"):
            assert desk.client.get(f"/review/{id}{path}", headers=BROWSER).status_code == 404


def pages_of(desk, id: str) -> int:
    review = desk.client.get(f"/api/v1/reviews/{id}").json()
    return max(finding["page"] for finding in review["findings"])


def test_a_new_reader_of_a_shared_server_gets_a_key(shared):
    with httpx.Client(base_url=shared.address) as new:
        assert "pincite-reader" in new.get("/review").headers["set-cookie"]
