"""A Bot API server on loopback that behaves as Telegram's does where it matters to us.

Tests play the people (`person.write`, `press`, `block` ...) and look at what the bot did (`person.received`,
`calls`). It keeps updates until they are confirmed, brings them again, refuses what Telegram refuses.
"""

import itertools
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.support.served import Served
from tests.support.telegram_server import bot_api
from tests.support.telegram_webhook import Pusher

TOKEN = "123456:TEST-token-of-nobody"
BOT = {"id": 123456, "is_bot": True, "first_name": "رفيق", "username": "rafeeq_test_bot"}


@dataclass(frozen=True, slots=True)
class Call:
    """What the bot asked for. Files by their field, as (name, bytes)."""

    method: str
    values: dict[str, Any]
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Received:
    """A message of the bot as the person sees it."""

    message_id: int
    text: str
    buttons: dict[str, str]
    """Label -> callback data."""
    method: str
    files: dict[str, tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer other than success, for a scripted call."""

    status: int
    description: str
    retry_after: int | None = None


class FakeTelegram:
    """Made with `fake_telegram`."""

    def __init__(self) -> None:
        self.token = TOKEN
        self.bot = BOT
        self.url = ""
        self.calls: list[Call] = []
        self.files: dict[str, bytes] = {}
        """By file id; served at /file/bot<token>/files/<id>."""
        self.redirect_files_to = ""
        self.webhook: dict[str, Any] = {}
        self.pending: deque[dict[str, Any]] = deque()
        self.confirmed = 0
        self.polls = 0
        """Questions for updates so far; a newer one ends an older one."""
        self.conflicts = 0
        self.closing = False
        self.blocked: set[int] = set()
        self.known: set[int] = set()
        self.chats: dict[int, list[Received]] = defaultdict(list)
        self.menu: dict[str, list[dict[str, str]]] = {}
        self.answered: list[str] = []
        self.webhook_answers: list[int] = []
        """Statuses that our webhook gave."""
        self._refusals: dict[str, deque[Refusal]] = defaultdict(deque)
        self._numbers = itertools.count(1)
        self._updates = itertools.count(1001)
        self.lock = threading.RLock()

    def person(self, number: int = 962, name: str = "أم أحمد") -> "Person":
        self.known.add(number)
        return Person(self, number, name)

    def refuse(
        self, method: str, status: int, description: str, *, retry_after: int | None = None, times: int = 1
    ) -> None:
        """The next calls of this method fail so."""
        self._refusals[method].extend([Refusal(status, description, retry_after)] * times)

    def refusal_of(self, method: str) -> Refusal | None:
        return self._refusals[method].popleft() if self._refusals[method] else None

    def record(self, method: str, values: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> None:
        self.calls.append(Call(method, values, files))

    def deliver(
        self,
        chat: int,
        method: str,
        values: dict[str, Any],
        text: str,
        files: dict[str, tuple[str, bytes]],
    ) -> int:
        """Into the person's chat; returns the message's id."""
        number = self.number()
        self.chats[chat].append(Received(number, text, _buttons(values), method, files))
        return number

    def number(self) -> int:
        return next(self._numbers)

    def update(self, **content: Any) -> dict[str, Any]:
        """Puts an update into the bot's queue."""
        with self.lock:
            made = {"update_id": next(self._updates), **content}
            self.pending.append(made)
        return made

    def again(self, update: dict[str, Any]) -> None:
        """The same one once more, as after an answer that got lost."""
        with self.lock:
            self.pending.appendleft(update)
            self.confirmed = min(self.confirmed, update["update_id"] - 1)

    def confirm_below(self, offset: int) -> None:
        with self.lock:
            while self.pending and self.pending[0]["update_id"] < offset:
                self.confirmed = self.pending.popleft()["update_id"]

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def wait_for(self, condition: Callable[[], Any], *, seconds: float = 20, what: str = "") -> Any:
        """The condition's value once it is true. Blocks: in async tests call it in a thread."""
        end = time.monotonic() + seconds
        while not (found := condition()):
            assert time.monotonic() < end, f"not within {seconds} s: {what}"
            time.sleep(0.01)
        return found

    def wait_until_taken(self, seconds: float = 20) -> None:
        """All updates are confirmed."""
        self.wait_for(lambda: not self.pending, seconds=seconds, what="all updates taken")


class Person:
    """Somebody with Telegram on their phone, in a private chat with the bot."""

    def __init__(self, telegram: FakeTelegram, number: int, name: str) -> None:
        self._telegram = telegram
        self.id = number
        self._user = {"id": number, "is_bot": False, "first_name": name, "language_code": "ar"}
        self._chat: dict[str, Any] = {"id": number, "type": "private", "first_name": name}

    @property
    def received(self) -> list[Received]:
        return list(self._telegram.chats[self.id])

    def write(self, text: str) -> int:
        return self.send(text=text)

    def send(self, **content: Any) -> int:
        """A message of any kind, by the Bot API's own names; returns its message id."""
        message = self.message(**content)
        self._telegram.update(message=message)
        number: int = message["message_id"]
        return number

    def send_file(self, kind: str, data: bytes, **about: Any) -> int:
        """`kind`: voice, document, photo ..."""
        file_id = f"file-{self._telegram.number()}"
        self._telegram.files[file_id] = data
        file = {"file_id": file_id, "file_unique_id": f"u-{file_id}", "file_size": len(data), **about}
        small = {**file, "file_id": f"{file_id}-small", "width": 90, "height": 60}
        large = {**file, "width": 900, "height": 600}
        return self.send(**{kind: [small, large] if kind == "photo" else file})

    def edit(self, message_id: int, text: str) -> None:
        edited = self.message(text=text) | {"message_id": message_id, "edit_date": int(time.time())}
        self._telegram.update(edited_message=edited)

    def press(self, label: str) -> str:
        """The newest button with this label; returns the callback's id."""
        seen = next(m for m in reversed(self.received) if label in m.buttons)
        return self.press_data(seen.buttons[label], seen.message_id, label)

    def press_data(self, data: str, message_id: int, label: str = "") -> str:
        callback = f"cb{self._telegram.number()}"
        markup = {"inline_keyboard": [[{"text": label, "callback_data": data}]]}
        message = self.message(text="…", reply_markup=markup) | {"message_id": message_id, "from": BOT}
        query = {"id": callback, "from": self._user, "message": message, "chat_instance": "1", "data": data}
        self._telegram.update(callback_query=query)
        return callback

    def react(self, message_id: int, emoji: str) -> None:
        reaction = {"type": "emoji", "emoji": emoji}
        changed = {"chat": self._chat, "message_id": message_id, "user": self._user, "date": int(time.time())}
        self._telegram.update(message_reaction={**changed, "old_reaction": [], "new_reaction": [reaction]})

    def block(self) -> None:
        self._telegram.blocked.add(self.id)
        self._telegram.update(my_chat_member=self._membership("member", "kicked"))

    def unblock(self) -> None:
        self._telegram.blocked.discard(self.id)
        self._telegram.update(my_chat_member=self._membership("kicked", "member"))

    def write_in_group(self, group: int, text: str) -> None:
        chat = {"id": group, "type": "supergroup", "title": "مجموعة"}
        self._telegram.known.add(group)
        self._telegram.update(message=self.message(text=text) | {"chat": chat})

    def hears(self, containing: str = "", *, after: int = 0, seconds: float = 20) -> Received:
        """The first message with these words, beyond the first `after` ones. Blocks."""
        found: Received = self._telegram.wait_for(
            lambda: next((m for m in self.received[after:] if containing in m.text), None),
            seconds=seconds,
            what=f"a message with {containing!r} among {[m.text for m in self.received]}",
        )
        return found

    def message(self, **content: Any) -> dict[str, Any]:
        return {
            "message_id": self._telegram.number(),
            "from": self._user,
            "chat": self._chat,
            "date": int(time.time()),
            **content,
        }

    def _membership(self, old: str, new: str) -> dict[str, Any]:
        statuses = {
            f"{name}_chat_member": {"user": BOT, "status": status, "until_date": 0}
            for name, status in (("old", old), ("new", new))
        }
        return {"chat": self._chat, "from": self._user, "date": int(time.time()), **statuses}


def _buttons(values: dict[str, Any]) -> dict[str, str]:
    markup = values.get("reply_markup") or {}
    return {b["text"]: b.get("callback_data", "") for row in markup.get("inline_keyboard", []) for b in row}


@contextmanager
def fake_telegram() -> Iterator[FakeTelegram]:
    telegram = FakeTelegram()
    with Served(bot_api(telegram)) as served, Pusher(telegram):
        telegram.url = served.url
        try:
            yield telegram
        finally:
            telegram.closing = True
