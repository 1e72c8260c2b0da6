"""The chat page as a person uses it, in a real browser."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from selenium.webdriver import Keys

from bot.services.dialogue import Answer, Choice, Command, Payload, Reply, Turn
from tests.support.browser import Browser
from tests.support.live_webchat import LiveChat

GOVERNORATES = ("amman", "zarqa", "irbid", "balqa", "mafraq", "karak", "tafilah", "maan", "aqaba", "madaba")
MENU = ("menu.financial", "menu.visits", "menu.status", "menu.human")


def script(turn: Turn) -> Answer:
    """Greets with four buttons; behind each is a list of ten; whoever asks gets a caseworker."""
    text = turn.text or ""
    if turn.payload is not None:
        rows = [Choice(f"governorate.{name}", Payload("inform")) for name in GOVERNORATES]
        return Answer([Reply("form.governorate.ask", choices=rows)], [], {"n": 1})
    if "موظف" in text:
        return Answer([], [Command("hand_over", {"reason": "asked"})], {"n": 1})
    buttons = [Choice(label, Payload("ask")) for label in MENU]
    return Answer([Reply("greet.hello", choices=buttons)], [], {"n": 1})


@dataclass
class Talk:
    live: LiveChat
    browser: Browser
    language: str = "ar"

    @property
    def address(self) -> str:
        return self.live.url("/chat" if self.language == "ar" else f"/chat?lang={self.language}")

    def open(self) -> None:
        self.browser.open(self.address)
        self.browser.wait_for("html.alive")

    def say(self, text: str) -> None:
        self.write(text)
        self.browser.one("#send").click()

    def write(self, text: str) -> None:
        """Typed; letters beyond the basic plane too."""
        self.browser.one("#text").send_keys(text)

    def answer(self) -> None:
        """Waits for the greeting with its buttons."""
        self.browser.wait_for("#log .message.assistant .choices button")

    def bubbles(self, who: str) -> list[str]:
        found = "return [...document.querySelectorAll(arguments[0])].map((each) => each.textContent)"
        texts: list[str] = self.browser.run(found, f"#log .message.{who} .text")
        return texts

    def wait_until_said(self, who: str, text: str) -> None:
        self.browser.wait(lambda: text in self.bubbles(who), f"{who}: {text}")

    def session(self) -> str:
        kept = self.browser.run("return sessionStorage.getItem('rafeeq')")
        return str(json.loads(kept)["session"])

    def stored(self) -> list[tuple[str, str]]:
        """What the server has; nothing before the first message opened a session."""
        if "session" not in json.loads(self.browser.run("return sessionStorage.getItem('rafeeq')") or "{}"):
            return []
        return self.live.do(self.live.chat.texts(self.session()))

    def kept(self) -> dict[str, Any]:
        """Everything that this origin has on the device, asked from a harmless page of it."""
        self.browser.open(self.live.url("/static/nothing"))
        stores: dict[str, Any] = self.browser.run(
            "return {session: sessionStorage.length, local: localStorage.length, cookies: document.cookie}"
        )
        return stores

    def enter(self, *, shift: bool = False) -> None:
        keys = Keys.SHIFT + Keys.ENTER if shift else Keys.ENTER
        self.browser.one("#text").send_keys(keys)

    @contextmanager
    def offline(self) -> Iterator[None]:
        self._network(offline=True)
        try:
            yield
        finally:
            self._network(offline=False)

    def _network(self, *, offline: bool) -> None:
        conditions = {"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.browser.driver.execute_cdp_cmd("Network.enable", {})
        self.browser.driver.execute_cdp_cmd("Network.emulateNetworkConditions", conditions)
