"""Every page, in both languages: nothing that keeps people out, and nothing wider than a small phone.

One browser and one furnished desk for all of it: axe on the wide page, its contrasts in the dark too.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.console import PAGES
from bot.domain.staff import Role, Staff
from tests.support.browser import DESK, PHONE, Browser, open_browser
from tests.support.furnished import furnish
from tests.support.live_desk import LiveDesk, live_desk

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parents[1] / "vendor" / "axe" / "axe.min.js").read_text(encoding="utf-8")
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
ASK = """
    const [only, done] = arguments;
    axe.run({ runOnly: only, resultTypes: ["violations"], preload: false }).then((found) => done(
        found.violations.filter((each) => ["serious", "critical"].includes(each.impact)).map((each) =>
            `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`)));
"""
OPEN = ("/sign-in", "/welcome", "/chat")
MORE = ("/desk?list=recent", "/access-log?part=all", "/nowhere")


def plain_pages() -> list[str]:
    """Whatever the console has at an address without blanks: a page that comes later is looked at too."""
    shown = (p for p in PAGES if p.method == "GET" and not p.open and not (p.in_background or p.download))
    return [page.path for page in shown if "{" not in page.path]


@pytest.fixture(scope="module")
def desk(module_database_url: str) -> Iterator[LiveDesk]:
    with live_desk(module_database_url) as made:
        yield made


@pytest.fixture(scope="module")
def rana(desk: LiveDesk) -> Staff:
    roles = (Role.ADMINISTRATOR, Role.CASEWORKER, Role.COORDINATOR)
    return desk.hire("Rana Odeh-Haddadin of the North", "ar", *roles, protection=True, data_protection=True)


@pytest.fixture(scope="module")
def paths(desk: LiveDesk, rana: Staff) -> list[str]:
    shown = desk.do(furnish(desk.world, rana, desk.hire("Omar")))
    return [*shown.values(), *plain_pages(), *MORE, f"/staff/{rana.id}"]


@pytest.fixture(scope="module")
def eyes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with open_browser(tmp_path_factory.mktemp("browser")) as made:
        made.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": AXE})
        yield made


def wrong_with(browser: Browser, address: str) -> list[str]:
    browser.resize(DESK)
    dress(browser, "light")
    browser.open(address)
    found = [*browser.driver.execute_async_script(ASK, RULES)]
    dress(browser, "dark")
    found += [f"in the dark, {each}" for each in browser.driver.execute_async_script(ASK, CONTRAST)]
    browser.resize(PHONE)
    return [*found, *(["wider than a phone"] if browser.scrolls_sideways() else [])]


def dress(browser: Browser, scheme: str) -> None:
    """Without motion: colours that still fade would be measured on their way."""
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def all_wrong(browser: Browser, desk: LiveDesk, paths: Any) -> dict[str, list[str]]:
    found = {path: wrong_with(browser, desk.url(path)) for path in paths}
    return {path: wrong for path, wrong in found.items() if wrong}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_door_and_the_chat_are_open_to_all(eyes: Browser, desk: LiveDesk, language: str) -> None:
    eyes.driver.delete_all_cookies()
    eyes.open(desk.url("/sign-in"))
    eyes.driver.add_cookie({"name": "rafeeq_language", "value": language})
    assert all_wrong(eyes, desk, (f"{path}?lang={language}" for path in OPEN)) == {}
    assert eyes.one("html").get_dom_attribute("lang") == language
    side = eyes.run("return getComputedStyle(document.querySelector('textarea')).direction")
    assert side == eyes.one("html").get_dom_attribute("dir"), "where one begins to write"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_is_open_to_all(
    eyes: Browser, desk: LiveDesk, rana: Staff, paths: list[str], language: str
) -> None:
    eyes.driver.delete_all_cookies()
    desk.sign_in(eyes, rana)
    if eyes.one("html").get_dom_attribute("lang") != language:
        eyes.press(".tongues button")
    assert all_wrong(eyes, desk, paths) == {}
    assert eyes.one("html").get_dom_attribute("lang") == language
