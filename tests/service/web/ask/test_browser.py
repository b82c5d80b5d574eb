"""The conversation in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from indexer.encoder import HashingEncoder
from indexer.library import Library
from service.workspace.workspace import Workspace

SENTENCE = "Advice is concentrated: one fifth of the firms receive"
HARBOUR = "Which harbour handled 4,120 tonnes of coal?"

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def test_a_conversation_goes_on_and_survives_a_reload_and_the_way_back(window, ask):
    page = window()
    page.goto("/")
    ask(page, HARBOUR)
    assert page.locator("#status").inner_text().startswith("Answered with ")
    assert "/c/" in page.url and page.locator("#welcome").count() == 0
    page.fill("#question", "And in which year?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#turn-2")
    before = page.locator("#turns").inner_text()
    assert "Ostby" in page.locator("#turn-2").inner_text()
    page.reload()
    assert page.locator("#turns").inner_text() == before
    page.get_by_role("link", name="Begin a new conversation").click()
    page.wait_for_selector("#welcome")
    assert page.locator(".turn").count() == 0
    page.get_by_role("link", name=HARBOUR).first.click()
    page.wait_for_selector("#turn-2")
    page.go_back()
    page.wait_for_selector("#welcome")


def test_going_back_to_where_the_first_question_was_asked_shows_the_first_page(window, ask):
    page = window()
    page.goto("/library")
    page.goto("/")
    ask(page, HARBOUR)
    page.go_back()
    page.wait_for_selector("#welcome")
    page.go_forward()
    page.wait_for_selector("#turn-1")


def test_it_works_without_scripts(window, ask):
    page = window(java_script_enabled=False)
    page.goto("/")
    ask(page, SENTENCE)
    ask(page, "And which of them?", turn=2)
    page.get_by_text("Rename").first.click()
    page.get_by_label("Name").fill("Of advice")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", name="Of advice")).to_have_count(1)
    page.get_by_text("Search only in").click()
    page.locator("input[name=document]").first.check()
    ask(page, "What is measured?", turn=3)
    page.locator(".chip").first.click()
    expect(page.locator(".turn")).to_have_count(3)
    expect(page.locator(".chip")).to_have_count(0)
    page.get_by_text("Delete", exact=True).first.click()
    page.get_by_role("button", name="Delete this conversation").click()
    page.wait_for_selector("#welcome")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_refusal_is_told_and_the_question_stays(window, scripts, complaints):
    page = window(java_script_enabled=scripts)
    page.goto("/")
    page.fill("#question", "x" * 2001)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_selector("#refusal:has-text('2,001 characters')")
    assert page.input_value("#question") == "x" * 2001
    page.fill("#question", HARBOUR)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_selector("#turn-1")
    assert page.locator("#refusal").inner_text() == ""
    harmless = ("status of 422", "Autofocus processing was blocked")
    complaints[:] = [line for line in complaints if not any(part in line for part in harmless)]


def test_a_suggested_question_is_asked_at_a_click(window):
    page = window()
    page.goto("/")
    page.locator(".suggestions button").first.click()
    page.wait_for_selector("#turn-1 .cards")
    assert page.locator(".suggestions").count() == 0


def test_quotations_are_copied_and_it_is_said(window, ask):
    page = window(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/")
    ask(page, SENTENCE)
    card = page.locator("figure.card").first
    card.get_by_role("button", name="Copy with citation").click()
    page.wait_for_selector("#status:has-text('copied with its citation')")
    copied = page.evaluate("navigator.clipboard.readText()")
    citation = card.locator(".citation").inner_text()
    words = card.locator("blockquote").inner_text()
    assert copied.startswith(f"“{words}” {citation}. ") and copied.endswith(card.locator("cite").inner_text())
    card.get_by_role("button", name="Copy quotation").click()
    page.wait_for_selector("#status:has-text('The quotation was copied.')")
    assert page.evaluate("navigator.clipboard.readText()") == words


def test_conditions_are_chips_that_can_be_let_go_of_by_keyboard(window, ask):
    page = window()
    page.goto("/")
    page.get_by_text("Search only in").click()
    page.get_by_label("Authors").fill("Cardew; Nobody")
    page.get_by_label("from", exact=True).fill("2000")
    page.get_by_label("from", exact=True).press("Tab")
    assert page.locator(".chip").all_text_contents() == [
        "No longer only by Cardew", "No longer only by Nobody", "No longer only from 2000 on",
    ]  # fmt: skip
    page.locator(".chip").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.input_value("#author") == "Cardew"
    assert page.evaluate("document.activeElement.className") == "chip"
    ask(page, "How is the measurement of clusters done?")
    assert "by “Cardew”, from 2000 on" in page.locator("#turn-1 .read-as").inner_text()
    page.reload()
    assert page.locator(".chip").count() == 2


def test_a_server_that_dies_is_told_and_the_question_stays(window, ask, serve, tmp_path, complaints):
    with Library(tmp_path / "l", HashingEncoder(8), create=True) as library:
        with serve(library) as running:
            page = window(at=running)
            page.goto("/")
            ask(page, HARBOUR)
        page.fill("#question", "And in which year?")
        page.keyboard.press("Enter")
        page.wait_for_selector("#refusal:has-text('Is it still running?')")
    assert page.input_value("#question") == "And in which year?"
    assert page.locator(".turn").count() == 1
    complaints[:] = [line for line in complaints if "ERR_CONNECTION_REFUSED" not in line]


def test_an_answer_that_is_still_worked_out_appears_after_a_reload(window, serve, tmp_path):
    with Library(tmp_path / "l", HashingEncoder(8), create=True) as library, serve(library) as running:
        page = window(at=running)
        workspace = Workspace(library.folder)
        placed = workspace.conversations.begin("here", HARBOUR)
        workspace.close()
        page.goto(f"/c/{placed.id}")
        assert "still being worked out" in page.locator("#turn-1").inner_text()
        got = running.client.post(f"/c/{placed.id}/again", data={"number": 1})
        assert got.status_code == 303
        page.wait_for_selector("#turn-1 .verdict")


@pytest.mark.parametrize("width", [320, 360, 1120, 2560])
def test_nothing_is_wider_than_the_window(window, ask, width):
    page = window(width=width)
    page.goto("/")
    page.get_by_text("Search only in").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ask(page, "How many engineers work in machine tools in Norland?")
    for menu in page.locator(".menu summary").all():
        menu.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.locator(".menu[open] form").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        page.keyboard.press("Escape")
        assert page.locator(".menu[open]").count() == 0


def test_a_question_of_spaces_is_refused_and_an_earlier_refusal_ends(window):
    page = window()
    page.goto("/")
    page.fill("#question", "?!")
    page.keyboard.press("Enter")
    page.wait_for_selector("#refusal:not(:empty)")
    before = page.locator("#refusal").inner_text()
    page.fill("#question", "   ")
    assert page.locator("#refusal").inner_text() == ""
    page.keyboard.press("Enter")
    page.wait_for_selector("#refusal:has-text('ask something in words')")
    assert page.locator("#refusal").inner_text() != before and page.locator(".turn").count() == 0


@pytest.mark.parametrize(("width", "height"), [(1400, 700), (360, 640)])
def test_a_long_list_of_conversations_scrolls_by_itself_below_its_box(window, tmp_path, serve, width, height):
    with Library(tmp_path / "l", HashingEncoder(8), create=True) as library, serve(library) as running:
        for number in range(30):
            running.client.post(
                "/", data={"question": f"How long is the quay of harbour number {number} in the north?"}
            )
        page = window(width, height, at=running)
        page.goto("/")
        if width < 1000:
            page.get_by_role("heading", name="Conversations").click()
        assert page.locator(".recent").evaluate("list => list.scrollHeight > list.clientHeight + 20")
        box = page.locator("#find").bounding_box()
        frame = page.locator(".recent").bounding_box()
        assert box["y"] + box["height"] <= frame["y"] and frame["y"] + frame["height"] <= height
        assert page.locator(".history").evaluate("nav => nav.scrollHeight <= nav.clientHeight + 1")
