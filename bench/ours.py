"""Rafeeq as a whole: started by its one command, asked by WhatsApp's webhook, heard at the fake provider."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import perf_counter

import httpx

from bench.mailbox import Mailbox
from bench.memory import megabytes
from bot.runtime.ports import free_port
from tests.support import fake_whatsapp as whatsapp
from tests.support.commands import Running, start_rafeeq
from tests.support.installation import with_model
from tests.support.rasa import nlu_python

READY = "Rafeeq is ready."
PACE = 0.35
"""Seconds between two messages of one person: Rafeeq itself writes to one person every 0.3 s at most."""
PATIENCE = 30.0


@dataclass
class Ours:
    settings: dict[str, str]
    client: httpx.AsyncClient
    mailbox: Mailbox
    running: Running | None = None
    replies: dict[str, int] = field(default_factory=dict)
    """How many come for a message, where it is not one: an article asks afterwards whether it helped."""
    numbers: "count[int]" = field(default_factory=lambda: count(962790000001))

    async def start(self) -> float:
        """Seconds until it says that it is ready; trains first when it has no model."""
        began = perf_counter()
        self.running = start_rafeeq("run", settings=self.settings)
        await asyncio.to_thread(self.running.wait_for, READY, seconds=400)
        return perf_counter() - began

    async def stop(self) -> None:
        if self.running is not None:
            await asyncio.to_thread(self.running.stop, seconds=20)
            self.running = None

    def megabytes(self) -> float:
        return 0.0 if self.running is None else megabytes(self.running.process.pid)

    async def chat(self) -> "Chat":
        """With somebody new, past the first notice."""
        chat = Chat(self, str(next(self.numbers)))
        await chat.ask("مرحبا")
        await self.mailbox.quiet(chat.number, 1.5)
        return chat

    async def post(self, number: str, text: str) -> float:
        """Seconds until the webhook is acknowledged."""
        message = whatsapp.message(
            text, sender=number, id=f"wamid.{time.time_ns()}", timestamp=str(int(time.time()))
        )
        body, headers = whatsapp.signed(whatsapp.webhook([message]))
        began = perf_counter()
        answer = await self.client.post("/channels/whatsapp", content=body, headers=headers)
        answer.raise_for_status()
        return perf_counter() - began


class Chat:
    def __init__(self, ours: Ours, number: str) -> None:
        self._ours = ours
        self.number = number
        self._free_at = 0.0

    async def ask(self, text: str) -> float:
        """Seconds from the webhook's call to the first reply's arrival at the provider.

        Waits for all of them, lest the last be taken for the next message's.
        """
        await asyncio.sleep(self._free_at - perf_counter())
        mailbox = self._ours.mailbox
        heard = mailbox.heard(self.number)
        began = perf_counter()
        await self._ours.post(self.number, text)
        arrived = await mailbox.reply(self.number, heard, PATIENCE)
        last = heard + self._ours.replies.get(text, 1) - 1
        self._free_at = PACE + await mailbox.reply(self.number, last, PATIENCE)
        return arrived - began

    async def replies(self, text: str) -> int:
        heard = self._ours.mailbox.heard(self.number)
        await self.ask(text)
        await self._ours.mailbox.quiet(self.number, 1.0)
        return self._ours.mailbox.heard(self.number) - heard


@asynccontextmanager
async def ours(folder: Path, model: bytes | None) -> AsyncIterator[Ours]:
    """Not started yet. Without a model the first start trains one."""
    async with whatsapp.fake_whatsapp() as fake:
        mailbox = Mailbox()
        fake.sent = mailbox
        settings = _settings(folder, fake.url)
        if model is not None:
            await asyncio.to_thread(with_model, settings, model)
        url = f"http://127.0.0.1:{settings['RAFEEQ_PORT']}"
        # Shorter than the 5 s after which the web process closes an idle connection.
        kept = httpx.Limits(keepalive_expiry=2)
        async with httpx.AsyncClient(base_url=url, timeout=PATIENCE, trust_env=False, limits=kept) as client:
            made = Ours(settings, client, mailbox)
            try:
                yield made
            finally:
                await made.stop()


def _settings(folder: Path, provider: str) -> dict[str, str]:
    return {
        "RAFEEQ_PORT": str(free_port()),
        "RAFEEQ_INTERNAL_LISTEN": f"127.0.0.1:{free_port()}",
        "RAFEEQ_DATA_DIR": str(folder / "var"),
        "RAFEEQ_NLU_PYTHON": nlu_python(),
        "RAFEEQ_WHATSAPP_TOKEN": whatsapp.TOKEN,
        "RAFEEQ_WHATSAPP_PHONE_ID": whatsapp.PHONE_ID,
        "RAFEEQ_WHATSAPP_ACCOUNT_ID": whatsapp.ACCOUNT_ID,
        "RAFEEQ_WHATSAPP_APP_SECRET": whatsapp.APP_SECRET,
        "RAFEEQ_WHATSAPP_VERIFY_TOKEN": whatsapp.VERIFY_TOKEN,
        "RAFEEQ_WHATSAPP_API_URL": provider,
    }
