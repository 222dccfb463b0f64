"""The public pages as a visitor meets them: without JavaScript, on any screen, from the keyboard."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

PAGES = {
    "home": "/",
    "film": "/films/eternal/",
    "bare film": "/films/bare/",
    "list": "/trivia/",
    "filtered list": "/trivia/?topic=sound&person=jim-carrey&standing=unverified",
    "list with errors": "/trivia/?topic=nope&sort=x&page=0&q=fact",
    "empty list": "/trivia/?q=nothing+of+the+kind&topic=sound",
    "fact": "/films/eternal/facts/3/",
    "spoiler": "/films/eternal/facts/6/",
    "person": "/people/jim-carrey/",
    "lost": "/nowhere/",
}
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}


def find_violations(page: Page) -> list[str]:
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_page_has_no_accessibility_violation(open_page: OpenPage, path: str) -> None:
    for width, dark in ((1360, False), (1360, True), (320, False)):
        page = open_page(path, width=width, dark=dark, script=True)
        assert (width, dark, find_violations(page)) == (width, dark, [])


def test_what_is_folded_away_has_no_accessibility_violation(open_page: OpenPage) -> None:
    for path in ("/films/eternal/", "/trivia/"):
        page = open_page(path, width=320, script=True)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert find_violations(page) == []


def test_no_page_scrolls_sideways(open_page: OpenPage) -> None:
    for path in PAGES.values():
        page = open_page(path, script=True)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for width in (320, 360, 768, 1360, 2560):
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (path, width, wide)


def test_no_page_fetches_from_anybody_else_or_breaks_the_policy(open_page: OpenPage) -> None:
    page = open_page("/healthz", script=True)
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    asked: list[str] = []
    refused: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: refused.append(message.text))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', event => console.log(event.violatedDirective))"
    )
    for path in PAGES.values():
        asked.clear()
        page.goto(origin + path, wait_until="networkidle")
        assert [url for url in asked if not url.startswith(f"{origin}/")] == [], path
        assert [text for text in refused if "404 (Not Found)" not in text] == [], path
        assert 6 <= len(asked) <= 7, asked  # the page, its five sheets, its icon once


def test_a_visitor_filters_facts_without_javascript(open_page: OpenPage) -> None:
    page = open_page("/trivia/")
    expect(page.get_by_role("status")).to_have_text("9 facts, page 1 of 2")
    page.get_by_role("group", name="Topic").get_by_label("Names").check()
    page.get_by_role("group", name="Standing").get_by_label("Confirmed").check()
    page.get_by_role("button", name="Show these").click()
    assert urlsplit(page.url).query == "q=&topic=names&standing=confirmed&sort="
    expect(page.get_by_role("heading", level=1)).to_have_text("Names facts, confirmed")
    expect(page.get_by_role("group", name="Topic").get_by_label("Names")).to_be_checked()
    page.get_by_role("link", name="Remove filter: Topic Names").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Facts, confirmed")
    page.get_by_role("link", name="Clear all").click()
    expect(page.get_by_role("status")).to_have_text("9 facts, page 1 of 2")
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("status")).to_have_text("9 facts, page 2 of 2")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("9 facts, page 1 of 2")


def test_filters_fold_on_a_small_screen_and_stand_open_on_a_wide_one(open_page: OpenPage) -> None:
    button = "Show these"
    expect(open_page("/trivia/").get_by_role("button", name=button)).to_be_visible()
    page = open_page("/trivia/", width=360)
    expect(page.get_by_role("button", name=button)).to_be_hidden()
    page.locator("details.filters > summary").click()
    expect(page.get_by_role("button", name=button)).to_be_visible()


def test_a_visitor_goes_from_a_film_to_its_facts_about_somebody(open_page: OpenPage) -> None:
    page = open_page("/films/eternal/")
    page.get_by_role("group", name="Person").get_by_label("Michel Gondry").check()
    page.get_by_role("button", name="Show these").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Facts about Michel Gondry in Eternal Sunshine of the Spotless Mind"
    )
    page.get_by_role("link", name=re.compile("^Fact 8 ")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("8")
    page.locator("a[rel=prev]").click()
    expect(page).to_have_url(re.compile(r"/films/eternal/facts/7/$"))


def test_a_spoiler_opens_from_the_keyboard_and_not_before(open_page: OpenPage) -> None:
    page = open_page("/films/eternal/facts/6/")
    text = page.get_by_text("this is fact 6")
    expect(text).to_be_hidden()
    summary = page.get_by_text("Spoiler: sound, reception, fact 6")
    summary.focus()
    page.keyboard.press("Enter")
    expect(text).to_be_visible()


def test_a_closed_spoiler_is_not_in_the_accessibility_tree(open_page: OpenPage) -> None:
    page = open_page("/films/eternal/facts/6/", script=True)
    tree = page.locator("main").aria_snapshot()
    assert "Spoiler: sound, reception, fact 6" in tree
    assert tree.count("Joel is played by") == 1  # by the link to the fact before


def test_the_first_stop_of_the_keyboard_skips_to_the_page(open_page: OpenPage) -> None:
    page = open_page("/trivia/", script=True)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the page")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_has_the_focus_is_never_covered(open_page: OpenPage) -> None:
    page = open_page("/films/eternal/", width=360, script=True)
    page.keyboard.press("Tab")
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(
            """() => {
                const here = document.activeElement, box = here.getClientRects()[0];
                const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return here === top || here.contains(top) || (top && top.contains(here));
            }"""
        ), page.evaluate("document.activeElement.outerHTML")


def test_an_error_leads_to_the_control_that_it_is_about(open_page: OpenPage) -> None:
    page = open_page("/trivia/?topic=nope", script=True)
    page.get_by_role("link", name="Topic: We have no topic “nope”.").click()
    assert page.evaluate("document.activeElement.id") == "topic-error"
    wrong = page.get_by_role("checkbox", name="nope")
    expect(wrong).to_be_checked()
    expect(wrong).to_have_attribute("aria-invalid", "true")


def test_nothing_moves_for_those_who_ask_for_rest(open_page: OpenPage) -> None:
    page = open_page("/films/eternal/", script=True)
    page.emulate_media(reduced_motion="reduce")
    lengths = "[...document.querySelectorAll('*')].map(each => getComputedStyle(each).transitionDuration)"
    assert set(page.evaluate(lengths)) == {"0s"}


def test_a_standing_shows_in_forced_colours_and_in_print(open_page: OpenPage) -> None:
    page = open_page("/films/eternal/", script=True)
    style = "getComputedStyle(document.querySelector('.tally .disputed'), '::after').borderTopStyle"
    for media in ({"forced_colors": "active"}, {"media": "print"}):
        page.emulate_media(**media)
        assert page.evaluate(style) == "double"


def test_text_may_be_spaced_out_without_loss(open_page: OpenPage) -> None:
    page = open_page("/films/eternal/", width=320, script=True)
    page.evaluate(
        """() => document.querySelectorAll('*').forEach(each => {
            each.style.lineHeight = '1.5';
            each.style.letterSpacing = '.12em';
            each.style.wordSpacing = '.16em';
        })"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
