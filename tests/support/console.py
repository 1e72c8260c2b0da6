"""The console on a real database, reached in this process as a browser would."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
from argon2 import PasswordHasher
from starlette.types import ASGIApp

from bot.bootstrap import Core, core
from bot.console import console_routes
from bot.console.pages import Page
from bot.console_part import make_console
from bot.domain.clock import utc_now
from bot.domain.staff import Permission, Role, Staff
from bot.http.part import Part
from bot.http.site import public_site
from bot.http.sse import Streams
from bot.persistence.passwords import Argon2Passwords
from bot.persistence.throttle import SqlThrottle
from bot.services.library import Library
from bot.services.one_time_links import issue_first_admin_link
from bot.services.staff_names import login_of
from bot.settings import Settings
from bot.web import front_of
from tests.support.knowledge import word_encoder, word_vector
from tests.support.world import SECRET

PASSWORD = "olives and thyme"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
BASE = "http://127.0.0.1:8000"


@dataclass
class Browser:
    """Keeps cookies, sends forms with the token of the page it saw last."""

    client: httpx.AsyncClient
    token: str = ""
    seen: httpx.Response = field(default_factory=lambda: httpx.Response(200))

    async def get(self, path: str, **more: Any) -> httpx.Response:
        return self._look(await self.client.get(path, **more))

    async def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> httpx.Response:
        more.setdefault("headers", {"Origin": BASE})
        return self._look(await self.client.post(path, data={"csrf": self.token, **(data or {})}, **more))

    async def ask(self, page: Page) -> httpx.Response:
        """Any page, with something or other in its address."""
        path = re.sub(r"\{\w+:uuid\}", str(uuid4()), page.path)
        path = re.sub(r"\{\w+(:\w+)?\}", "1", path)
        return await (self.get(path) if page.method == "GET" else self.post(path))

    async def sign_in(self, name: str, password: str = PASSWORD) -> httpx.Response:
        await self.get("/sign-in")
        return await self.post("/sign-in", {"name": name, "password": password})

    async def follow(self) -> httpx.Response:
        return await self.get(self.seen.headers["location"])

    def _look(self, response: httpx.Response) -> httpx.Response:
        found = re.search(r'name="csrf" content="([^"]+)"', response.text)
        if found:
            self.token = found[1]
        self.seen = response
        return response


class Clock:
    """The real time, or as much later as a test wants it."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return utc_now() + self.ahead


@dataclass
class Office:
    """An installation with its staff, and as many browsers as one likes."""

    core: Core
    app: ASGIApp
    time: Clock
    streams: Streams
    library: Library

    def pass_time(self, span: timedelta) -> None:
        self.time.ahead += span

    async def acts(self) -> list[str]:
        """What the log says was done, newest first."""
        async with self.core.begin() as tx:
            return [entry.verb for entry in await tx.audit.listed()]

    def browser(self, address: str = "203.0.113.9") -> Browser:
        transport = httpx.ASGITransport(app=self.app, client=(address, 50000))
        return Browser(
            httpx.AsyncClient(transport=transport, base_url=BASE, headers={"Accept-Language": "en"})
        )

    async def first_link(self) -> str:
        """Its token."""
        async with self.core.begin() as tx:
            token = await issue_first_admin_link(tx, self.core.clock())
        assert token
        return token

    async def hire(
        self, name: str, *roles: Role, permissions: set[Permission] | None = None, password: str = PASSWORD
    ) -> Staff:
        staff = Staff(
            uuid4(), name, login_of(name), frozenset(roles), frozenset(permissions or ()), language="en"
        )
        async with self.core.begin() as tx:
            await tx.staff.add(staff)
            await tx.staff.set_password(staff.id, QUICK.hash(password))
            return await tx.staff.get(staff.id)

    async def signed_in(self, staff: Staff) -> Browser:
        browser = self.browser()
        response = await browser.sign_in(staff.login)
        assert response.status_code == 303, response.text
        await browser.get("/me")
        return browser

    async def staff(self, staff_id: UUID) -> Staff:
        async with self.core.begin() as tx:
            return await tx.staff.get(staff_id)


@asynccontextmanager
async def open_office(database_url: str, settings: Settings | None = None) -> AsyncIterator[Office]:
    async with core(settings or Settings(database_url=database_url, secret_keys=SECRET)) as it:
        time = Clock()
        later = replace(it, clock=time, throttle=SqlThrottle(it.engine, it.cipher, time))
        front = front_of(it.settings)
        library = Library(word_vector)
        made = make_console(later, front, Argon2Passwords(QUICK), library)
        console = replace(made, encoder=word_encoder)
        site = public_site([Part("console", console_routes(console))], front)
        yield Office(later, site, time, console.streams, library)
