"""A real browser without a screen, for the tests of pages. Shared by console and chat."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE = 10.0
PHONE, DESK = (360, 740), (1440, 900)

_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
)


class Browser:
    """What tests do with a page, by what a person sees."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver
        self.width = 0

    def open(self, address: str) -> None:
        self.driver.get(address)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector: str = "main") -> str:
        return self.one(selector).text

    def hidden_text(self, selector: str) -> str:
        """Also of what is not shown at the moment."""
        return str(self.one(selector).get_property("textContent"))

    def fill(self, **fields: str) -> None:
        """By the fields' names; what stood there goes."""
        for name, value in fields.items():
            field = self.one(f'main [name="{name}"]:not([type="hidden"])')
            field.clear()
            field.send_keys(value)

    def set(self, name: str, value: str) -> None:
        """Fields whose typing depends on the browser's language: dates and times."""
        self.run("document.querySelector(`main [name='${arguments[0]}']`).value = arguments[1]", name, value)

    def choose(self, name: str, value: str) -> None:
        choice = self.one(f'main [name="{name}"][value="{value}"]')
        if not choice.is_selected():
            self.run("arguments[0].click()", choice)

    def press(self, selector: str) -> None:
        """Clicks and waits for the page that follows."""
        before = self.one("html")
        element = self.one(selector)
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()
        self.wait(lambda: _is_gone(before), f"a page after {selector}")

    def keys(self, *keys: str) -> None:
        ActionChains(self.driver).send_keys(*keys).perform()

    def keys_down(self, held: str, *keys: str) -> None:
        """Keys while another is held down."""
        ActionChains(self.driver).key_down(held).send_keys(*keys).key_up(held).perform()

    def tab(self, times: int = 1) -> None:
        self.keys(*[Keys.TAB] * times)

    def focused(self) -> WebElement:
        return self.driver.switch_to.active_element

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def wait(self, condition: Any, what: str, seconds: float = PATIENCE) -> Any:
        return WebDriverWait(self.driver, seconds, poll_frequency=0.05).until(
            lambda _: condition(), f"not within {seconds} s: {what}"
        )

    def wait_for(self, selector: str) -> WebElement:
        found: WebElement = self.wait(lambda: next(iter(self.all(selector)), None), selector)
        return found

    def path(self) -> str:
        return str(self.run("return location.pathname"))

    def resize(self, size: tuple[int, int]) -> None:
        """Also narrower than a window may be."""
        width, height = size
        self.width = width
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
        )

    def scrolls_sideways(self) -> bool:
        """Measured by the width that was set: a phone's browser makes a page that is too wide fit by itself."""
        wide = "return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
        return int(self.run(wide)) > self.width

    def picture(self, file: Path) -> None:
        """The whole page, however long."""
        height = int(self.run("return document.documentElement.scrollHeight"))
        self.resize((self.width, max(height, 400)))
        self.driver.save_screenshot(str(file))

    def troubles(self) -> list[str]:
        """What the browser itself complained of since last asked: scripts' errors, refused resources."""
        entries: list[dict[str, Any]] = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [json.dumps(each, ensure_ascii=False) for each in entries if each["level"] == "SEVERE"]


@contextmanager
def open_browser(folder: Path, language: str = "ar", size: tuple[int, int] = DESK) -> Iterator[Browser]:
    """`folder`: for the profile, which goes with it."""
    chromium, chromedriver = which("chromium"), which("chromedriver")
    if chromium is None or chromedriver is None:
        pytest.fail("tests of pages need chromium and chromium-driver: install them")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in (*_ARGUMENTS, f"--user-data-dir={folder}", f"--lang={language}"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"intl.accept_languages": language})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options, Service(chromedriver))
    try:
        browser = Browser(driver)
        browser.resize(size)
        yield browser
    finally:
        driver.quit()


def _is_gone(element: WebElement) -> bool:
    try:
        element.is_enabled()
    except Exception:  # noqa: BLE001 - the driver has several ways to say it
        return True
    return False
