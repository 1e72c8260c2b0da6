"""Every page of settings at a phone's and a desk's width, and with nothing but a keyboard."""

import pytest
from selenium.webdriver import Keys

from bot.domain.staff import Permission, Role, Staff
from tests.support.browser import DESK, PHONE, Browser
from tests.support.console import PASSWORD
from tests.support.live_console import LiveOffice

pytestmark = pytest.mark.browser

PATHS = ("/overview", "/staff", "/staff/new", "/association", "/me", "/tokens")
NAME = "Rana Odeh-Haddadin of the Northern Branch"
"""Long: names must not push a page wide."""


@pytest.fixture
def rana(live: LiveOffice) -> Staff:
    roles = (Role.ADMINISTRATOR, Role.CASEWORKER)
    return live.do(live.office.hire(NAME, *roles, permissions=set(Permission)))


def enter(browser: Browser, live: LiveOffice) -> None:
    browser.open(live.url("/sign-in"))
    browser.fill(name=NAME, password=PASSWORD)
    browser.press("main .button.main")


def speak(live: LiveOffice, language: str) -> None:
    async def change() -> None:
        async with live.office.core.engine.begin() as connection:
            await connection.exec_driver_sql(f"update staff set language = '{language}'")  # noqa: S608

    live.do(change())


def test_no_page_scrolls_sideways(browser: Browser, live: LiveOffice, rana: Staff) -> None:
    browser.open(live.url("/sign-in"))
    speak(live, browser.one("html").get_dom_attribute("lang") or "")
    enter(browser, live)
    member = f"/staff/{rana.id}"
    wide = []
    for path in (*PATHS, member):
        browser.open(live.url(path))
        for size in (PHONE, DESK):
            browser.resize(size)
            wide += [(path, size)] if browser.scrolls_sideways() else []
    assert wide == []
    assert browser.troubles() == []


def test_a_page_says_its_language_and_direction(browser: Browser, live: LiveOffice, rana: Staff) -> None:
    browser.open(live.url("/sign-in"))
    page = browser.one("html")
    assert (page.get_dom_attribute("lang"), page.get_dom_attribute("dir")) in {("ar", "rtl"), ("en", "ltr")}
    before = page.get_dom_attribute("lang")
    browser.press(".tongues button")
    assert browser.one("html").get_dom_attribute("lang") != before


def test_the_summary_is_reached_first_and_leads_to_the_field(
    browser: Browser, live: LiveOffice, rana: Staff
) -> None:
    enter(browser, live)
    browser.open(live.url("/staff/new"))
    browser.press("main .button.main")
    assert browser.focused().get_dom_attribute("data-summary") is not None
    browser.one(".summary a").send_keys(Keys.ENTER)
    assert browser.focused().get_dom_attribute("name") == "name"


def test_signing_in_and_out_needs_no_mouse(browser: Browser, live: LiveOffice, rana: Staff) -> None:
    browser.open(live.url("/sign-in"))
    browser.tab()
    assert browser.focused().get_dom_attribute("class") == "skip"
    browser.keys(Keys.ENTER)
    browser.tab()
    browser.keys(NAME, Keys.TAB, PASSWORD, Keys.ENTER)
    browser.wait(lambda: browser.path() != "/sign-in", "the first page")
    browser.one(".menu summary").send_keys(Keys.ENTER)
    browser.keys(Keys.ESCAPE)
    assert browser.one(".menu").get_dom_attribute("open") is None
    browser.keys(Keys.ENTER, Keys.TAB, Keys.TAB, Keys.ENTER)
    browser.wait(lambda: browser.path() == "/sign-in", "the door")


def test_focus_is_seen(browser: Browser, live: LiveOffice, rana: Staff) -> None:
    enter(browser, live)
    browser.open(live.url("/staff/new"))
    unseen = []
    for _ in range(14):
        browser.tab()
        outline = browser.run("return getComputedStyle(document.activeElement).outlineStyle")
        unseen += [browser.focused().tag_name] if outline == "none" else []
    assert unseen == []
