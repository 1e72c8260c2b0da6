"""Desk, web chat and worker on a socket, in a thread of their own: a browser's tests block while they wait."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from bot.bootstrap import Core
from bot.channels.webchat.part import webchat_part
from bot.channels.webchat.world import WebChat
from bot.console import console_routes
from bot.console_part import make_console
from bot.domain.clock import utc_now
from bot.domain.staff import Role, Staff
from bot.http.part import Part
from bot.http.site import Front, public_site
from bot.jobs.tasks import upkeep
from bot.persistence.listen import listen
from bot.persistence.passwords import Argon2Passwords
from bot.services.library import Library
from bot.services.staff_names import login_of
from bot.web import front_of
from bot.words import Catalogues
from tests.support.browser import Browser
from tests.support.console import PASSWORD, QUICK
from tests.support.in_a_thread import kept_open
from tests.support.knowledge import word_vector
from tests.support.staff import member
from tests.support.webchat import on_a_socket
from tests.support.world import World, open_world


@dataclass
class LiveDesk:
    world: World
    address: str
    loop: asyncio.AbstractEventLoop
    library: Library

    def do[T](self, work: Coroutine[Any, Any, T]) -> T:
        """Runs it where the desk lives."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def url(self, path: str = "/desk") -> str:
        return self.address + path

    def hire(self, name: str, language: str = "ar", *roles: Role, **more: Any) -> Staff:
        made = replace(member(name, *roles, **more), id=uuid4(), login=login_of(name), language=language)

        async def add() -> None:
            async with self.world.begin() as tx:
                await tx.staff.add(made)
                await tx.staff.set_password(made.id, QUICK.hash(PASSWORD))

        self.do(add())
        return made

    def sign_in(self, browser: Browser, staff: Staff) -> None:
        browser.open(self.url("/sign-in"))
        browser.fill(name=staff.login, password=PASSWORD)
        browser.press("main .button.main")


@contextmanager
def live_desk(database_url: str) -> Iterator[LiveDesk]:
    with kept_open(_live(database_url)) as ((world, address, library), loop):
        yield LiveDesk(world, address, loop, library)


@asynccontextmanager
async def _live(database_url: str) -> AsyncIterator[tuple[World, str, Library]]:
    async with open_world(database_url) as world:
        front = front_of(world.core.settings)
        library = Library(word_vector)
        console = make_console(world.core, front, Argon2Passwords(QUICK), library)
        parts = [
            Part("console", console_routes(console), stop=console.streams.close),
            webchat_part(_chat(world, world.core, front)),
        ]
        hearing = asyncio.create_task(listen(world.core.database_url, world.core.hub))
        ticking = asyncio.create_task(_tick(world))
        keeping_up = asyncio.create_task(_keep_up(world))
        working = asyncio.create_task(
            world.core.jobs.run_worker_async(install_signal_handlers=False, delete_jobs="successful")
        )
        try:
            async with on_a_socket(public_site(parts, front)) as address:
                yield world, address, library
                await console.streams.close()
        finally:
            for task in (hearing, working, keeping_up, ticking):
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task


async def _tick(world: World) -> None:
    """The world's clock stands still for other tests; here it goes with the real one."""
    while True:
        world.now = utc_now()
        await asyncio.sleep(0.05)


async def _keep_up(world: World) -> None:
    """The worker's upkeep: it ends what a job that came a moment early has left."""
    while True:
        await upkeep(world.begin, world.clock())
        await asyncio.sleep(1)


def _chat(world: World, it: Core, front: Front) -> WebChat:
    return WebChat(
        begin=it.begin,
        receive=world.receive_all,
        throttle=it.throttle,
        hub=it.hub,
        words=Catalogues.load(),
        page_words=front.words,
        assets=front.assets,
        clock=world.clock,
    )
