"""The first day of an association: from the link on the terminal to a confirmed page."""

import pytest

from bot.domain.organisation import Organisation
from bot.services.one_time_links import issue_first_admin_link, link_address
from tests.support.browser import Browser
from tests.support.live_console import LiveOffice

pytestmark = pytest.mark.browser

ADMINISTRATOR, CASEWORKER = "رنا عودة", "سامي حداد"
FIRST, SECOND = "زيتون وزعتر ونعنع", "ليمون وتين وعنب"


async def first_link(live: LiveOffice) -> str:
    async with live.office.core.begin() as tx:
        token = await issue_first_admin_link(tx, live.office.core.clock())
    assert token
    return link_address(live.address, token)


def become_administrator(browser: Browser, live: LiveOffice) -> None:
    browser.open(live.do(first_link(live)))
    browser.wait_for('[name="password"]')
    browser.fill(name=ADMINISTRATOR, password=FIRST, again=FIRST)
    browser.choose("also_caseworker", "yes")
    browser.press("main .button.main")


def sign_in(browser: Browser, live: LiveOffice, name: str, password: str) -> None:
    browser.open(live.url("/sign-in"))
    browser.fill(name=name, password=password)
    browser.press("main .button.main")


def sign_out(browser: Browser) -> None:
    browser.one(".menu summary").click()
    browser.press('form[action="/sign-out"] button')


def test_from_the_first_link_to_a_colleague_who_signs_in(browser: Browser, live: LiveOffice) -> None:
    become_administrator(browser, live)
    browser.open(live.url("/staff/new"))
    browser.fill(name=CASEWORKER)
    browser.choose("roles", "caseworker")
    browser.press("main .button.main")
    invitation = browser.text("#link")
    sign_out(browser)

    browser.open(invitation)
    browser.wait_for('[name="password"]')
    assert CASEWORKER in browser.text()
    browser.fill(password=SECOND, again=SECOND)
    browser.press("main .button.main")
    sign_out(browser)

    sign_in(browser, live, CASEWORKER, SECOND)
    assert browser.path() != "/sign-in"
    assert CASEWORKER in browser.hidden_text(".menu .who")
    assert browser.troubles() == []


def test_the_associations_page_is_filled_in_and_confirmed(browser: Browser, live: LiveOffice) -> None:
    become_administrator(browser, live)
    browser.open(live.url("/association"))
    browser.fill(name_ar="جمعية الرعاية اللاحقة")
    for day in (6, 0, 1, 2, 3):
        browser.set(f"hours-{day}-opens", "08:30")
        browser.set(f"hours-{day}-closes", "15:00")
    browser.fill(**{"target-normal-number": "4"})
    browser.press(".save .button")
    browser.press('form[action="/association/confirm"] button')
    browser.wait_for(".card.confirm.on")
    page = live.do(organisation(live))
    assert page.confirmed
    assert (page.confirmed_by, len(page.hours)) == (ADMINISTRATOR, 5)
    assert browser.troubles() == []


async def organisation(live: LiveOffice) -> Organisation:
    async with live.office.core.begin() as tx:
        return await tx.pages.organisation()
