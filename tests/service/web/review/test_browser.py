"""A real browser: a manuscript is dropped and watched, its findings are gone through, decided and saved."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from service.web.review.cards import MARK

REASON = "The table was given twice on purpose."
CHOSEN = "[data-finding][aria-current]"
CARDS = "[data-finding]:not([hidden])"

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture
def mine(reviewed, desk, ports):
    """The id of a review of its own for one test, deleted afterwards."""
    id = reviewed("towns.md", ports.replace("Ports and bells", "Towns and bells"))
    yield id
    desk.client.delete(f"/api/v1/reviews/{id}")


@pytest.fixture
def report(window, desk, mine):
    """The review in a wide window."""
    page = window(1400, 900, at=desk)
    page.goto(f"/review/{mine}")
    return page


def chosen(page) -> str:
    return str(page.locator(CHOSEN).get_attribute("data-finding"))


def is_in_view(page, selector: str) -> bool:
    return bool(
        page.eval_on_selector(
            selector,
            "one => { const box = one.getBoundingClientRect();"
            " return box.bottom > 0 && box.top < innerHeight && box.height > 0; }",
        )
    )


def test_a_chosen_manuscript_is_watched_and_opens(window, desk, manuscript_file):
    page = window(at=desk)
    page.goto("/review")
    page.set_input_files("#file", manuscript_file)
    page.get_by_role("button", name="Check it").click()
    page.wait_for_url(re.compile(r"/review/[\w-]+$"))
    assert page.locator(CARDS).count() > 0


def test_a_dropped_manuscript_that_cannot_be_read_is_told(window, desk):
    page = window(at=desk)
    page.goto("/review")
    files = page.evaluate_handle(
        "() => { const files = new DataTransfer(); files.items.add(new File([' '], 'empty.md')); return files; }"
    )
    page.dispatch_event("main", "drop", {"dataTransfer": files})
    page.wait_for_selector(".wrong")
    assert "white space" in page.locator(".wrong").inner_text()


def test_letters_go_through_the_findings_and_their_places(report):
    total = report.locator(CARDS).count()
    assert total > 2
    seen = []
    for _ in range(total):
        report.keyboard.press("j")
        seen.append(chosen(report))
        report.wait_for_selector(f"[data-mark={MARK}{seen[-1]}].chosen")
        assert is_in_view(report, f"[data-mark={MARK}{seen[-1]}].chosen") and is_in_view(report, CHOSEN)
    assert len(set(seen)) == total
    report.keyboard.press("ArrowUp")
    assert chosen(report) == seen[-2]
    report.keyboard.press("k")
    assert chosen(report) == seen[-3]


def test_letters_do_nothing_in_a_field_or_where_they_are_switched_off(report):
    report.keyboard.press("j")
    first = chosen(report)
    report.keyboard.press("d")
    report.keyboard.type("jk")
    assert report.locator(f"{CHOSEN} textarea[name=reason]").input_value() == "jk"
    assert chosen(report) == first
    report.get_by_text("Keys", exact=True).click()
    report.get_by_label("Letters act as keys").uncheck()
    report.locator(CHOSEN).focus()
    report.keyboard.press("j")
    assert chosen(report) == first


def test_a_blank_reason_is_told_beside_the_box(report):
    address = report.url
    report.keyboard.press("j")
    report.keyboard.press("d")
    report.keyboard.type("   ")
    card = report.locator(CHOSEN)
    card.get_by_role("button", name="Dismiss", exact=True).click()
    assert "Say why" in card.get_by_role("alert").inner_text()
    assert report.url == address
    report.keyboard.press("Escape")
    assert not card.locator("textarea[name=reason]").is_visible()
    assert report.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_reason_without_room_is_counted_and_refused(report):
    report.keyboard.press("j")
    report.keyboard.press("d")
    card = report.locator(CHOSEN)
    card.locator("textarea[name=reason]").fill("a" * 2345)
    assert "2,345 characters" in card.locator("[data-room]").first.inner_text()
    card.get_by_role("button", name="Dismiss", exact=True).click()
    report.wait_for_selector("[data-refusal]:not([hidden])")
    assert "the reason has 2,345 characters" in card.get_by_role("alert").inner_text().lower()


def test_where_nothing_matches_everything_is_a_click_away(report):
    report.select_option("#decision", "dismissed")
    assert report.locator(CARDS).count() == 0
    report.get_by_role("link", name="Show everything").click()
    expect(report.locator(CARDS)).not_to_have_count(0)
    expect(report.locator("#none")).to_be_hidden()


def test_a_mark_leads_to_its_finding(report):
    mark = report.locator(f"#manuscript [data-mark^={MARK}].finding-problem").first
    mark.scroll_into_view_if_needed()
    box = mark.evaluate("mark => mark.getClientRects()[0].toJSON()")
    report.mouse.click(box["x"] + 4, box["y"] + 4)
    report.wait_for_selector(CHOSEN)
    assert f"{MARK}{chosen(report)}" in report.eval_on_selector_all(
        ".mark.chosen", "all => all.map(mark => mark.dataset.mark)"
    )
    assert is_in_view(report, CHOSEN)


def test_filters_act_at_once_on_findings_and_marks(report):
    report.select_option("#type", "duplicate_row")
    assert {card.get_attribute("data-type") for card in report.locator(CARDS).all()} == {"duplicate_row"}
    seen = report.eval_on_selector_all(
        f"#manuscript [data-mark^={MARK}]:not(.unchosen)", "all => [...new Set(all.map(mark => mark.dataset.mark))]"
    )
    assert seen == [f"{MARK}{card.get_attribute('data-finding')}" for card in report.locator(CARDS).all()]
    assert report.url.endswith("?type=duplicate_row")
    report.reload()
    assert report.locator(CARDS).count() == len(seen)


def test_decisions_are_kept_and_saved(report, desk, mine):
    report.keyboard.press("j")
    first = chosen(report)
    report.keyboard.press("a")
    report.wait_for_selector(f"[data-finding='{first}'][data-decision=accepted]")
    report.keyboard.press("j")
    second = chosen(report)
    report.keyboard.press("d")
    report.keyboard.type(REASON)
    report.locator(CHOSEN).get_by_role("button", name="Dismiss").click()
    report.wait_for_selector(f"[data-finding='{second}'][data-decision=dismissed]")
    assert "2 decided: 1 accepted, 1 dismissed" in report.locator("#summary").inner_text()
    report.reload()
    assert REASON in report.locator(f"#finding-{second}").inner_text()
    with report.expect_download() as download:
        report.get_by_role("link", name="JSON").click()
    saved = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert download.value.suggested_filename == "towns (review).json"
    decided = {one["id"]: one["decision"]["status"] for one in saved["findings"] if one["decision"]["status"] != "open"}
    assert decided == {first: "accepted", second: "dismissed"}
    report.locator(f"#finding-{second}").get_by_role("button", name="Undo").click()
    report.wait_for_selector(f"[data-finding='{second}'][data-decision=open]")


def test_a_decided_finding_makes_room_where_only_open_ones_are_shown(report):
    report.select_option("#decision", "open")
    before = report.locator(CARDS).count()
    report.keyboard.press("j")
    first = chosen(report)
    report.keyboard.press("a")
    report.wait_for_selector(f"[data-finding='{first}'][data-decision=accepted]", state="attached")
    assert report.locator(CARDS).count() == before - 1
    assert chosen(report) != first


def test_a_source_opens_over_the_manuscript_and_closes(report):
    link = report.locator("a[data-source]").first
    link.click()
    report.wait_for_selector("#pane:not([hidden]) #mark")
    assert report.locator("#findings").bounding_box()["x"] > report.locator("#pane").bounding_box()["width"] - 2
    report.keyboard.press("Escape")
    assert report.locator("#pane").is_hidden()


def test_leaves_come_when_they_are_needed(window, desk, of_pdf):
    page = window(at=desk)
    page.goto(f"/review/{of_pdf}?verdict=all")
    assert page.locator("[data-unread]").count() > 0
    leaf = max(int(card.get_attribute("data-leaf")) for card in page.locator(CARDS).all())
    page.locator(f"[data-leaf='{leaf}']{CARDS}").last.locator("a.to-place").first.click()
    page.wait_for_selector(f"#leaf-{leaf} rect.mark.chosen")
    assert is_in_view(page, f"#leaf-{leaf} rect.mark.chosen")


@pytest.mark.parametrize("width", [360, 1280, 2560])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off(window, desk, of_text, width, scheme):
    page = window(width, 800, at=desk, color_scheme=scheme)
    for address in ("/review", f"/review/{of_text}", f"/review/{of_text}/p/1"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


def test_on_a_small_screen_a_finding_leads_to_its_own_page_and_back(window, desk, of_text):
    page = window(360, 740, at=desk)
    page.goto(f"/review/{of_text}")
    assert page.locator("#manuscript").is_hidden()
    card = page.locator(CARDS).first
    finding = card.get_attribute("data-finding")
    card.locator("a.to-place").first.click()
    page.wait_for_url(re.compile(r"/p/1#mark-"))
    assert is_in_view(page, f"#{MARK}{finding}")
    page.locator(f"a[href$='#finding-{finding}']").first.click()
    page.wait_for_url(re.compile(f"#finding-{finding}$"))


def test_it_all_works_without_scripts(window, desk, mine):
    page = window(1280, 800, at=desk, java_script_enabled=False)
    page.goto(f"/review/{mine}")
    page.select_option("#type", "duplicate_row")
    page.get_by_role("button", name="Show these").click()
    card = page.locator(CARDS).first
    card.get_by_role("button", name="Accept").click()
    expect(page.locator(CARDS).first.get_by_text("Accepted.")).to_be_visible()
    assert "type=duplicate_row" in page.url
