"""The app's services on a real database and job queue, with a scripted engine and senders that record."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import text

from bot.bootstrap import Core, core
from bot.domain.channel import Address, AddressKind, Channel
from bot.domain.conversation import Conversation
from bot.domain.crisis import Grade, LearnedScreen, Sign
from bot.domain.errors import ProviderError
from bot.domain.message import Content, Inbound, Kind, Message, Outbound, Sent
from bot.jobs.tasks import Work, register
from bot.services.deliver import Delivering
from bot.services.dialogue import Answer, Dialogue, DialogueFailed, Reply, Turn
from bot.services.handle_message import Engine
from bot.services.page_staff import Paging, send_page
from bot.services.ports import Sender
from bot.services.receive_message import Receipt, ReceiveMessages
from bot.services.watch_crisis import watch_crisis
from bot.settings import Settings

SECRET = "0123456789abcdef0123456789abcdef"
KINDS = {
    Channel.TELEGRAM: AddressKind.CHAT_ID,
    Channel.WHATSAPP: AddressKind.PHONE,
    Channel.WEBCHAT: AddressKind.SESSION,
}


class PlainWords:
    """Shows the key and its values, so that tests see what was meant."""

    def render(
        self, key: str, _language: str, values: Mapping[str, Any] | None = None, *, discreet: bool = False
    ) -> str:
        return f"{key} {dict(values)}" if values else key


@dataclass
class ScriptedDialogue:
    """Answers by a function of the turn; records the turns."""

    script: Callable[[Turn], Answer] = lambda turn: Answer(
        [Reply("echo", values={"text": turn.text})], [], {"n": 1}
    )
    turns: list[Turn] = field(default_factory=list)
    real: Dialogue | None = None
    """Answers instead of the script, where a test has the trained model."""

    async def answer(self, turn: Turn) -> Answer:
        self.turns.append(turn)
        return self.script(turn) if self.real is None else await self.real.answer(turn)

    async def ready(self) -> str | None:
        return "scripted"


def failing(_turn: Turn) -> Answer:
    raise DialogueFailed


@dataclass
class RecordingSender:
    sent: list[Outbound] = field(default_factory=list)
    trouble: list[ProviderError] = field(default_factory=list)
    """Raised one by one before anything is sent."""
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    async def send(self, message: Outbound) -> Sent:
        if self.trouble:
            raise self.trouble.pop(0)
        self.sent.append(message)
        return Sent(f"out-{next(self.numbers)}")

    async def typing(self, message: Outbound, inbound_external_id: str) -> None: ...


class NoPace:
    async def wait(self, _channel: Channel, _conversation_id: UUID) -> None: ...


def danger_word(words: str, _before: Sequence[str]) -> Sign | None:
    if "DANGER" in words:
        return Sign(Grade.DANGER, "test")
    return Sign(Grade.WORRYING, "test") if "WORRY" in words else None


def learned_word(words: str, _vector: Sequence[float] | None) -> Sign | None:
    if "DARK" in words:
        return Sign(Grade.DANGER, "learned.test")
    return Sign(Grade.WORRYING, "learned.test") if "GREY" in words else None


class World:
    def __init__(self, it: Core) -> None:
        self.core = it
        self.begin = it.begin
        self.now = datetime.now(UTC)
        self.dialogue = ScriptedDialogue()
        self.senders = {channel: RecordingSender() for channel in Channel}
        self.fetched: list[UUID] = []
        self.watched: list[UUID] = []
        self.receive_all = ReceiveMessages(it.begin, danger_word, self.clock)
        self.learned: LearnedScreen = learned_word
        self.engine = Engine(
            it.begin,
            self.dialogue,
            PlainWords(),
            self.clock,
            self._encode,
            self._typing,
            self._learned,
            self._sleep,
        )
        self.routes: dict[Channel, Sender] = dict(self.senders)
        """What really takes a message of a channel: the recording sender, unless a test puts another there."""
        self.delivering = Delivering(it.begin, self.routes, PlainWords(), NoPace(), self.clock)
        self.paging = Paging(it.begin, self.senders, PlainWords(), self.clock, "https://desk.example")
        register(
            it.jobs,
            Work(
                it.begin,
                self.engine,
                self.delivering,
                self._fetch,
                self._watch,
                partial(send_page, self.paging),
                self._retrain,
                self.clock,
            ),
        )
        self._ids = count(1)

    async def _retrain(self, _training: UUID) -> None:
        raise AssertionError("training is tested by itself")

    def clock(self) -> datetime:
        return self.now

    async def receive(
        self,
        words: str = "",
        *,
        who: str = "mother",
        channel: Channel = Channel.TELEGRAM,
        external_id: str = "",
        content: Content | None = None,
        about: str = "",
    ) -> Receipt:
        inbound = Inbound(
            address=Address(channel, KINDS[channel], who),
            external_id=external_id or f"in-{next(self._ids)}",
            content=content or Content(Kind.TEXT, words),
            about=about,
        )
        return (await self.receive_all([inbound]))[0]

    async def press(
        self, choice: str, *, who: str = "mother", channel: Channel = Channel.TELEGRAM
    ) -> Receipt:
        return await self.say(who=who, channel=channel, content=Content(Kind.PRESS, choice=choice))

    async def work(self) -> None:
        """Runs all jobs that are due, those that they bring about too."""
        while await self._due():
            await self.core.jobs.run_worker_async(
                wait=False, concurrency=4, install_signal_handlers=False, delete_jobs="successful"
            )

    async def _due(self) -> bool:
        query = "select 1 from procrastinate_jobs where status = 'todo' and coalesce(scheduled_at, now()) <= now()"
        blocked = " and not exists (select 1 from procrastinate_jobs b where b.lock = j.lock and b.id < j.id)"
        async with self.core.engine.connect() as connection:
            return (
                await connection.scalar(text(query.replace("_jobs where", "_jobs j where") + blocked))
                is not None
            )

    async def say(self, words: str = "", **where: Any) -> Receipt:
        receipt = await self.receive(words, **where)
        await self.work()
        return receipt

    def sent(self, channel: Channel = Channel.TELEGRAM) -> list[str]:
        return [outbound.text for outbound in self.senders[channel].sent]

    async def messages(self, conversation_id: UUID) -> list[Message]:
        async with self.begin() as tx:
            return await tx.messages.thread(conversation_id)

    async def pass_time(self, span: timedelta) -> None:
        """Moves the clock; jobs scheduled until then become due."""
        self.now += span
        async with self.core.engine.begin() as connection:
            await connection.execute(
                text(
                    "update procrastinate_jobs set scheduled_at = now()"
                    " where scheduled_at <= greatest(:now, now() + :span)"
                ),
                {"now": self.now, "span": span},
            )

    async def _encode(self, _text: str) -> None:
        return None

    def _learned(self, words: str, vector: Sequence[float] | None) -> Sign | None:
        return self.learned(words, vector)

    async def _typing(self, _conversation: Conversation, _message: Message) -> None: ...

    async def _sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    async def _fetch(self, media_id: UUID) -> None:
        self.fetched.append(media_id)

    async def _watch(self, alert_id: UUID) -> None:
        self.watched.append(alert_id)
        async with self.begin() as tx:
            await watch_crisis(tx, alert_id, self.now)


@asynccontextmanager
async def open_world(database_url: str) -> AsyncIterator[World]:
    settings = Settings(database_url=database_url, secret_keys=SECRET)
    async with core(settings) as it:
        yield World(it)
