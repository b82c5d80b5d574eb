"""The audit's page shows what the last audit found, side by side, and begins one only when it is asked to."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.audit.last import last_audit
from service.findings.labels import LABELS


def cards(page: str, type: str = "") -> list[str]:
    found = re.findall(r'<article class="finding.*?</article>', page, re.DOTALL)
    return [card for card in found if not type or LABELS[type] in card]


def marked(part: str) -> list[str]:
    bare = re.sub(r'<span class="unseen">.*?</span>', "", part)
    return re.findall(r"<mark[^>]*>(.*?)</mark>", bare)


def table_of(card: str) -> str:
    return card.partition('<div class="pair')[2]


class TestBefore:
    def test_an_empty_library_leads_to_where_documents_are_added(self, empty, page_of):
        page = page_of(empty, "/audit")
        assert "no documents to audit" in page and 'href="/library"' in page and "<form" not in page

    def test_looking_begins_no_audit(self, fresh, page_of):
        page = page_of(fresh, "/audit")
        assert "not audited yet" in page and 'action="/audit" method="post"' in page
        assert fresh.client.get("/api/v1/jobs").json()["jobs"] == []
        assert last_audit(fresh.library) is None

    def test_the_button_leads_to_the_work_and_that_back(self, fresh, audit, page_of):
        got = fresh.client.post("/audit", headers={"accept": "text/html"})
        assert got.status_code == 303 and re.fullmatch(r"/jobs/[\w-]+", got.headers["location"])
        assert audit(fresh)["result"] == "/audit"
        assert "The library is still the one that was audited." in page_of(fresh, "/audit")

    def test_who_asks_twice_gets_one_audit(self, fresh):
        with ThreadPoolExecutor(4) as pool:
            jobs = list(pool.map(lambda _: fresh.client.post("/api/v1/audit").json()["id"], range(2)))
        known = [job["id"] for job in fresh.client.get("/api/v1/jobs").json()["jobs"]]
        assert set(jobs) <= set(known)


class TestFindings:
    def test_a_near_duplicate_shows_the_words_that_differ(self, audited, page_of):
        (card,) = [card for card in cards(page_of(audited, "/audit?type=duplicate_paragraph")) if "winters" in card]
        assert "Marked: the words that differ." in card
        assert marked(card) == ["eleven", "nine"]
        assert "(Lund, 2007)" in card and "(Kvist, 1998)" in card

    def test_each_passage_leads_to_its_place_and_back_to_the_finding(self, audited, page_of):
        (card,) = [card for card in cards(page_of(audited, "/audit?type=duplicate_paragraph")) if "winters" in card]
        id = re.search(r'id="(f-[\w-]+)"', card)[1]
        links = re.findall(r'<a data-source href="([^"]+)"', card)
        assert len(links) == 2
        for link in links:
            address = link.replace("&amp;", "&")
            assert f"back=%2Faudit%3Ftype%3Dduplicate_paragraph%23{id}" in address and address.endswith("#mark")
            page = page_of(audited, address)
            assert 'id="mark"' in page and "Back to the audit" in page

    def test_tables_that_disagree_have_the_cells_marked_and_their_values_drawn(self, audited, page_of):
        page = page_of(audited, "/audit?type=table_conflict")
        (card,) = [card for card in cards(page) if "Pilots" in card]
        assert sorted(set(marked(table_of(card)))) == ["4120", "4310", "4770"]
        assert "3 values for Ostby, Ships" in card
        dots = [float(x) for x in re.findall(r'<circle cx="([\d.]+)"', card)]
        assert dots == sorted(dots) and len(dots) == 3 and dots[0] == 6 and dots[-1] == 194
        assert re.findall(r'<td class="n">([^<]+)</td>', card) == ["4120", "4310", "4770"]

    def test_two_values_are_not_drawn(self, audited, page_of):
        (card,) = [card for card in cards(page_of(audited, "/audit?type=table_conflict")) if "railway" in card]
        assert "<circle" not in card and sorted(set(marked(table_of(card)))) == ["4120", "4310"]
        apart = card.partition('<table class="apart">')[2].partition("</table>")[0]
        assert re.findall(r"<b>([^<]+)</b>", apart) == ["4310", "4120"] and "Ostby, Ships" in apart

    def test_works_held_twice_stand_fact_beside_fact(self, audited, page_of):
        (card,) = cards(page_of(audited, "/audit?type=duplicate_document"))
        assert "moe-copy.txt" in card and "moe.md" in card
        assert "text/plain" in marked(card) and "Pilots and their pay" not in marked(card)

    def test_titles_are_data(self, audited, page_of):
        page = page_of(audited, "/audit?by=document")
        assert "<b>railway" not in page and "&lt;b&gt;railway&lt;/b&gt;" in page


class TestChoices:
    def test_every_choice_of_the_page_leads_somewhere_and_counts_what_it_shows(self, audited, page_of, outline):
        page = page_of(audited, "/audit")
        links = {a["href"] for tag, a in outline(page).tags if tag == "a" and "data-choice" in a}
        assert len(links) > 8
        for link in links:
            assert cards(page_of(audited, link)) or "data-more" in page_of(audited, link)

    @pytest.mark.parametrize(
        ("query", "told"),
        [
            ("type=nothing", "“nothing” is no type of finding: findings of every type are shown."),
            ("type=<script>", "“&lt;script&gt;” is no type of finding"),
            ("verdict=ok", "“ok” is no verdict to choose: problems and doubts are shown."),
            ("by=colour", "Findings can’t be grouped by “colour”: they are grouped by type."),
        ],
    )
    def test_words_that_it_does_not_know_are_left_open_and_told(self, audited, page_of, query, told):
        page = page_of(audited, f"/audit?{query}")
        assert "All " in page and told in page

    def test_words_that_it_knows_are_not_told(self, audited, page_of):
        assert "is no " not in page_of(audited, "/audit?type=&verdict=doubt&by=type")

    def test_why_some_groups_are_open_is_said_where_one_is_folded(self, audited, page_of):
        assert "Groups of up to 6 findings stand open at first" in page_of(audited, "/audit")
        assert "stand open at first" not in page_of(audited, "/audit?type=table_conflict")

    def test_a_document_that_is_not_held_is_told(self, audited, page_of):
        assert "no such document" in page_of(audited, "/audit?doc=abcdefabcdef", status=404)

    def test_a_long_group_is_folded_and_shown_by_itself_a_page_at_a_time(self, audited, page_of):
        page = page_of(audited, "/audit")
        claims = re.search(r'<details class="group" id="missing_reference".*?</details>', page, re.DOTALL)[0]
        assert " open" not in claims.partition(">")[0] and "Show these 60" in claims
        first = page_of(audited, "/audit?type=missing_reference")
        following = re.search(r'href="([^"]+)" data-more', first)[1].replace("&amp;", "&")
        ids = [re.findall(r'<article[^>]*id="([^"]+)"', text) for text in (first, page_of(audited, following))]
        assert [len(each) for each in ids] == [40, 20] and len({*ids[0], *ids[1]}) == 60

    def test_by_document_each_group_is_one(self, audited, page_of):
        page = page_of(audited, "/audit?by=document")
        assert len(re.findall(r'<details class="group" id="d-', page)) == 3
        assert "Tables disagree" in page


def test_what_changed_since_is_told(fresh, audit, page_of):
    audit(fresh)
    held = {item["doc"]: item["id"] for item in fresh.client.get("/api/v1/documents").json()["documents"]}
    fresh.client.delete(f"/api/v1/documents/{held['kvist.md']}")
    fresh.client.post("/api/v1/documents", files=[("files", ("new.md", b"# New\n\nA quay.\n", "text/markdown"))])
    page = page_of(fresh, "/audit")
    assert "1 document was added or changed" in page and "new.md" in page
    assert "1 document was removed: kvist.md" in page
    audit(fresh)
    assert "The library is still the one that was audited." in page_of(fresh, "/audit")


def test_how_the_library_stands_to_its_audit_can_be_asked_alone(fresh, audit, page_of):
    assert "id=" not in page_of(fresh, "/audit/standing")
    audit(fresh)
    before = page_of(fresh, "/audit/standing")
    assert "The library is still the one that was audited." in before and "<h1" not in before
    fresh.client.post("/api/v1/documents", files=[("files", ("new.md", b"# New\n\nA quay.\n", "text/markdown"))])
    after = page_of(fresh, "/audit/standing")
    assert "1 document was added or changed" in after and "new.md" in after
    key = re.compile(r'data-audit="(\w+)"')
    assert key.search(before)[1] == key.search(after)[1]
    audit(fresh)
    assert key.search(page_of(fresh, "/audit/standing"))[1] != key.search(after)[1]
