"""Brings a new model to Rasa without losing a message: a second process starts, then messages move over."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
import structlog

from bot.runtime.children import Child
from bot.runtime.errors import StartError
from bot.runtime.ports import free_port
from bot.runtime.supervisor import Ready, Supervisor
from bot.settings import Listen

READY = "/webhooks/rafeeq/ready"
WANTED = "/models/wanted"
LOOK_EVERY = 2.0
DRAIN = 8.0
"""Longer than a turn may take: what the old process was given, it answers."""

log = structlog.get_logger()


@dataclass
class ModelChange:
    """Keeps the Rasa of this machine at the model that is wanted."""

    supervisor: Supervisor
    make: Callable[[Listen], Child]
    """A Rasa that listens there; it fetches the model in use when it starts."""
    at: Listen
    internal_url: str
    token: str
    tell_address: Callable[[str], object]
    """Puts the address where the other processes look for it."""
    patience: float = 180.0
    look_every: float = LOOK_EVERY
    drain: float = DRAIN
    child: Child = field(init=False)
    _given_up: set[str] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        self.child = self.make(self.at)

    async def follow(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(self.look_every)
            wanted = await _model(f"{self.internal_url}{WANTED}", self.token)
            served = await _model(f"{self.at.url}{READY}")
            if wanted and served and wanted != served and wanted not in self._given_up:
                await self._change(wanted)

    async def _change(self, wanted: str) -> None:
        at = Listen(self.at.host, free_port())
        child = self.make(at)
        log.info("model_change_begins", model=wanted)
        try:
            await self.supervisor.start(child, _serves(at), patience=self.patience)
        except StartError as error:
            self._given_up.add(wanted)
            await self.supervisor.stop(child)
            log.warning("model_not_taken", model=wanted, why=str(error))
            return
        self.tell_address(at.url)
        before, self.at, self.child = self.child, at, child
        await asyncio.sleep(self.drain)
        await self.supervisor.stop(before)
        log.info("model_changed", model=wanted)


def _serves(at: Listen) -> Ready:
    async def ready() -> bool:
        return bool(await _model(f"{at.url}{READY}"))

    return ready


async def _model(url: str, bearer: str = "") -> str:
    """The hash that is named there; empty when nobody answers."""
    headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
    async with httpx.AsyncClient(timeout=4, trust_env=False) as client:
        try:
            answer = await client.get(url, headers=headers)
            return str(answer.json()["model"] or "") if answer.is_success else ""
        except (httpx.TransportError, ValueError, KeyError):
            return ""
