"""The whole product as it is started by its one command, with fake providers on loopback."""

import json
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from bot.runtime.ports import free_port
from tests.support import fake_whatsapp as whatsapp
from tests.support.commands import Running, rafeeq, start_rafeeq
from tests.support.fake_telegram import TOKEN as TELEGRAM_TOKEN
from tests.support.fake_telegram import FakeTelegram, fake_telegram
from tests.support.fake_whatsapp import FakeWhatsApp
from tests.support.installation import with_model
from tests.support.rasa import nlu_python
from tests.support.served import Served

READY = "Rafeeq is ready."
SECONDS = 40


@dataclass
class Product:
    settings: dict[str, str]
    telegram: FakeTelegram
    whatsapp: FakeWhatsApp
    running: Running | None = None
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.settings['RAFEEQ_PORT']}"

    @property
    def data_dir(self) -> Path:
        return Path(self.settings["RAFEEQ_DATA_DIR"])

    def start(self) -> None:
        self.running = start_rafeeq("run", settings=self.settings)
        self.running.wait_for(READY, seconds=180)

    def stop(self) -> None:
        if self.running is not None:
            self.running.stop()

    def whatsapp_says(self, words: str, sender: str = "962790000001", **more: Any) -> None:
        wamid = f"wamid.in-{next(self.numbers)}"
        self.whatsapp_webhook(whatsapp.webhook([whatsapp.message(words, sender=sender, id=wamid, **more)]))

    def whatsapp_webhook(self, payload: dict[str, Any]) -> None:
        """Meta tries again until it is taken."""
        body, headers = whatsapp.signed(payload)

        def taken() -> bool:
            try:
                return httpx.post(
                    f"{self.url}/channels/whatsapp",
                    content=body,
                    headers=headers,
                    timeout=10,
                    trust_env=False,
                ).is_success
            except httpx.TransportError:
                return False

        until(taken, "the webhook is taken")

    def visitor(self) -> "Visitor":
        return Visitor(self.url)

    def desk(self, name: str, *roles: str) -> "Desk":
        role_words = [word for role in roles or ("caseworker",) for word in ("--role", role)]
        added = rafeeq(
            "staff",
            "add",
            name,
            *role_words,
            "--password-stdin",
            settings=self.settings,
            typed="olives and thyme\n",
        )
        assert added.returncode == 0, added.stderr
        token = rafeeq("staff", "token", name, settings=self.settings)
        assert token.returncode == 0, token.stderr
        return Desk(self.url, token.stdout.split()[-1])


class Visitor:
    """Somebody on the web chat, by its JSON."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.session = str(self._call("POST", "/chat/api/sessions").json()["session"])

    def _call(self, method: str, path: str, **more: Any) -> httpx.Response:
        return httpx.request(method, self._url + path, timeout=20, trust_env=False, **more)

    def says(self, words: str) -> None:
        self._send({"text": words})

    def move_to(self, url: str) -> None:
        """The same session at another web process."""
        self._url = url

    def presses(self, label: str) -> None:
        until(lambda: label in self.buttons(), f"{label!r} is offered; the last words were {self._last()!r}")
        self._send({"payload": self.buttons()[label]})

    def _last(self) -> str:
        return str(self.messages()[-1]["text"])

    def _send(self, body: dict[str, str]) -> None:
        """The client's own id makes trying again safe."""
        complete = {"session": self.session, "id": str(uuid.uuid4()), **body}

        def taken() -> bool:
            try:
                return self._call("POST", "/chat/api/messages", json=complete).status_code == 202
            except httpx.TransportError:
                return False

        until(taken, "the message is taken")

    def messages(self) -> list[dict[str, Any]]:
        answer = self._call("GET", "/chat/api/messages", params={"session": self.session}).json()
        return list(answer["messages"] if isinstance(answer, dict) else answer)

    def buttons(self) -> dict[str, str]:
        """Payloads by label, of the newest message that has any."""
        offered: list[dict[str, str]] = next(
            (m["buttons"] for m in reversed(self.messages()) if m.get("buttons")), []
        )
        return {button["label"]: button["payload"] for button in offered}

    def hears(self, words: str, *, who: str = "", times: int = 1) -> dict[str, Any]:
        def heard() -> list[dict[str, Any]]:
            return [
                m
                for m in self.messages()
                if words in m["text"] and who in m["from"] and m["from"] != "person"
            ]

        until(lambda: len(heard()) >= times, f"{words!r} is heard")
        return heard()[-1]


class Desk:
    """A caseworker's program, by the desk's JSON."""

    def __init__(self, url: str, token: str) -> None:
        self._url = f"{url}/api"
        self._headers = {"Authorization": f"Bearer {token}"}

    def _call(self, method: str, path: str, **more: Any) -> httpx.Response:
        return httpx.request(
            method, self._url + path, headers=self._headers, timeout=20, trust_env=False, **more
        )

    def get(self, path: str, **query: Any) -> Any:
        answer = self._call("GET", path, params=query)
        assert answer.is_success, f"{answer.status_code} {answer.text}"
        return answer.json()

    def post(self, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        return self._call("POST", path, json=body or {})

    def conversation_of(self, channel: str, external_id: str) -> dict[str, Any]:
        found = self.get("/conversations", channel=channel, external_id=external_id)
        return dict(found["items"][0] if isinstance(found, dict) and "items" in found else found)

    def queue(self) -> list[dict[str, Any]]:
        return items(self.get("/queue"))


def items(answer: Any) -> list[dict[str, Any]]:
    return list(answer["items"] if isinstance(answer, dict) else answer)


def until(condition: Callable[[], Any], what: str, seconds: float = SECONDS) -> None:
    end = time.monotonic() + seconds
    while not _holds(condition):
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.1)


def _holds(condition: Callable[[], Any]) -> bool:
    """While a process is down, an answer that is none counts as not yet."""
    try:
        return bool(condition())
    except (httpx.TransportError, json.JSONDecodeError, KeyError, StopIteration):
        return False


@contextmanager
def product(folder: Path, archive: bytes, **more: str) -> Iterator[Product]:
    """Not started yet; what it starts ends with the block."""
    fake = FakeWhatsApp()
    with fake_telegram() as telegram, Served(fake.app()) as served:
        fake.url = served.url
        settings = {
            "RAFEEQ_PORT": str(free_port()),
            "RAFEEQ_INTERNAL_LISTEN": f"127.0.0.1:{free_port()}",
            "RAFEEQ_DATA_DIR": str(folder / "var"),
            "RAFEEQ_NLU_PYTHON": nlu_python(),
            "RAFEEQ_TELEGRAM_TOKEN": TELEGRAM_TOKEN,
            "RAFEEQ_TELEGRAM_API_URL": telegram.url,
            "RAFEEQ_WHATSAPP_TOKEN": whatsapp.TOKEN,
            "RAFEEQ_WHATSAPP_PHONE_ID": whatsapp.PHONE_ID,
            "RAFEEQ_WHATSAPP_ACCOUNT_ID": whatsapp.ACCOUNT_ID,
            "RAFEEQ_WHATSAPP_APP_SECRET": whatsapp.APP_SECRET,
            "RAFEEQ_WHATSAPP_VERIFY_TOKEN": whatsapp.VERIFY_TOKEN,
            "RAFEEQ_WHATSAPP_API_URL": served.url,
            **more,
        }
        with_model(settings, archive)
        made = Product(settings, telegram, fake)
        try:
            yield made
        finally:
            if made.running is not None:
                made.running.end()
