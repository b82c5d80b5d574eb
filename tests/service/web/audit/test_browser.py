"""The audit in a real browser: choices without reloading, folded groups, sources beside it, an audit watched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.service.web.audit.conftest import made, paper

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def test_choices_act_without_loading_the_page_again(window, audited):
    page = window(at=audited)
    page.goto("/audit")
    page.evaluate("document.body.dataset.kept = 'yes'")
    page.get_by_role("link", name="Tables disagree").click()
    expect(page.locator("#shown")).to_contain_text("2 findings, of the type “Tables disagree”")
    assert page.url.endswith("/audit?type=table_conflict")
    expect(page.get_by_role("link", name="Tables disagree")).to_be_focused()
    page.get_by_role("link", name="By document").click()
    expect(page.locator(".group")).to_have_count(2)
    page.go_back()
    page.go_back()
    expect(page.locator("#shown")).to_have_text("All 64 findings")
    assert page.evaluate("document.body.dataset.kept") == "yes"


def test_a_folded_group_comes_when_it_is_opened(window, audited):
    page = window(at=audited)
    page.goto("/audit")
    group = page.locator("#missing_reference")
    expect(group.locator(".finding")).to_have_count(0)
    group.locator("summary").first.click()
    expect(group.locator(".finding")).to_have_count(40)
    group.get_by_role("link", name="The next ones").click()
    expect(group.locator(".finding")).to_have_count(60)
    expect(group.locator(".turn")).to_have_count(0)


def test_a_passage_opens_beside_the_finding(window, audited):
    page = window(at=audited)
    page.goto("/audit?type=duplicate_paragraph")
    page.get_by_role("link", name="(Kvist, 1998)").click()
    expect(page.locator("#pane")).to_be_visible()
    expect(page.locator("#pane mark").first).to_contain_text("The harbour of Ostby")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="(Kvist, 1998)")).to_be_focused()


def test_on_a_small_screen_back_leads_to_the_finding(window, audited):
    page = window(360, 740, at=audited)
    page.goto("/audit?type=duplicate_paragraph")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="(Kvist, 1998)").click()
    page.get_by_role("link", name="Back to the audit").click()
    page.wait_for_url("**/audit?*#*")
    expect(page.locator(".finding:focus")).to_have_count(1, timeout=20_000)


def test_an_audit_is_watched_to_its_end(window, fresh):
    page = window(at=fresh)
    page.goto("/audit")
    page.get_by_role("button", name="Audit now").click()
    expect(page.locator(".lead")).to_contain_text("doubts in 5 documents", timeout=20_000)
    assert page.url.endswith("/audit")
    expect(page.get_by_role("button", name="Audit again")).to_be_visible()
    page.wait_for_load_state("networkidle")  # What the page loads last isn't to be refused by a server that ends.


def test_without_scripts_it_is_links_and_forms(window, fresh):
    page = window(at=fresh, java_script_enabled=False)
    page.goto("/audit")
    page.get_by_role("button", name="Audit now").click()
    expect(page.locator(".lead")).to_contain_text("doubts in 5 documents", timeout=30_000)
    page.locator("#missing_reference > summary").click()
    page.get_by_role("link", name="Show these 60").click()
    expect(page.locator(".finding")).to_have_count(40)
    page.get_by_role("link", name="The next ones").click()
    expect(page.locator(".finding")).to_have_count(20)


WIDE = """Table 1. Traffic of the harbours by what was landed in them over the year, 1887

| Harbour | Ships | Tonnes landed | Crew members | Pilots employed | Dredging days | Landing fees |
|---|---|---|---|---|---|---|
| Ostby | {ships} | 41250 | 3120 | 14 | 61 | 9120 |
| Vikmo | 2210 | 30150 | 2480 | 11 | 54 | 7310 |
"""


@pytest.fixture
def wide(serve, audit, tmp_path: Path) -> Iterator[object]:
    """A server whose library has wide tables that disagree, audited."""
    papers = tmp_path / "papers"
    papers.mkdir()
    for name, ships in (("Kvist", 4120), ("Lund", 4310)):
        text = paper(name, 1998, f"Harbours after {name}", WIDE.format(ships=ships))
        (papers / f"{name}.md").write_text(text, encoding="utf-8")
    with made(tmp_path / "library", papers) as library, serve(library) as running:
        assert audit(running)["status"] == "done"
        yield running


def test_wide_tables_scroll_in_their_own_box(window, wide):
    page = window(360, 740, at=wide)
    page.goto("/audit?type=table_conflict")
    expect(page.locator(".finding")).to_have_count(1)
    assert page.evaluate("document.querySelector('.side .rows').scrollWidth") > 360
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    wider = "[...document.querySelectorAll('.side, .side h4, .rows')].filter((e) => e.offsetWidth > 330).length"
    assert page.evaluate(wider) == 0


def test_an_open_page_looks_again_when_someone_comes_back(window, fresh, audit):
    audit(fresh)
    page = window(at=fresh)
    page.goto("/audit")
    expect(page.locator("#standing")).to_have_text("The library is still the one that was audited.")
    fresh.client.post("/api/v1/documents", files=[("files", ("new.md", b"# New\n\nA quay.\n", "text/markdown"))])
    page.wait_for_timeout(3100)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("#standing")).to_contain_text("new.md")
    audit(fresh)
    page.wait_for_timeout(3100)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator(".state")).to_contain_text("audited again since this page was opened")
