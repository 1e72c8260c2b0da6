"""A second Rasa starts with the new model, the address moves, then the first ends."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import httpx
from starlette.applications import Starlette

from bot.dialogue.model_endpoint import wanted_route
from bot.runtime.children import Child
from bot.runtime.model_change import READY, ModelChange
from bot.runtime.ports import free_port
from bot.runtime.supervisor import Supervisor
from bot.settings import Listen
from tests.support.served import Served

TOKEN = "token"


class Machine:
    """The app says which model is wanted; a new process has whatever is wanted when it starts."""

    def __init__(self, supervisor: Supervisor, internal_url: str) -> None:
        self.wanted = "old"
        self.told: list[str] = []
        self.change = ModelChange(
            supervisor,
            self._process,
            Listen("127.0.0.1", free_port()),
            internal_url,
            TOKEN,
            self.told.append,
            patience=15,
            look_every=0.05,
            drain=0.3,
        )

    def _process(self, at: Listen) -> Child:
        return Child(
            "toy", [sys.executable, "-m", "tests.support.toy_rasa", str(at.port), self.wanted], stop_seconds=1
        )

    async def served(self, url: str) -> str:
        async with httpx.AsyncClient(trust_env=False) as client:
            try:
                return str((await client.get(url + READY)).json()["model"])
            except httpx.TransportError:
                return ""


@asynccontextmanager
async def machine() -> AsyncIterator[Machine]:
    made: list[Machine] = []

    async def current() -> str:
        return made[0].wanted

    app = Starlette(routes=[wanted_route(current, TOKEN)])
    with Served(app) as served:
        async with Supervisor() as supervisor:
            it = Machine(supervisor, served.url)
            made.append(it)

            async def ready() -> bool:
                return await it.served(it.change.at.url) == "old"

            await supervisor.start(it.change.child, ready, patience=15)
            following = asyncio.create_task(it.change.follow())
            try:
                yield it
            finally:
                following.cancel()
                with suppress(asyncio.CancelledError):
                    await following


async def until(condition: object) -> None:
    async with asyncio.timeout(20):
        while not await condition():  # type: ignore[operator]
            await asyncio.sleep(0.05)


async def test_messages_move_over_before_the_first_ends() -> None:
    async with machine() as it:
        before = it.change.at.url
        it.wanted = "new"

        async def moved() -> bool:
            return bool(it.told)

        await until(moved)
        assert await it.served(it.told[0]) == "new"
        assert await it.served(before) == "old"

        async def ended() -> bool:
            return await it.served(before) == ""

        await until(ended)
        assert await it.served(it.told[0]) == "new"


async def test_a_model_that_does_not_start_changes_nothing() -> None:
    async with machine() as it:
        before = it.change.at.url
        it.wanted = "broken"

        async def given_up() -> bool:
            return "broken" in it.change._given_up

        await until(given_up)
        assert await it.served(before) == "old"
        assert it.told == []


async def test_only_those_with_the_token_hear_which_model_is_wanted() -> None:
    async with machine() as it, httpx.AsyncClient(trust_env=False) as client:
        url = f"{it.change.internal_url}/models/wanted"
        assert (await client.get(url)).status_code == 401
