"""The stream that keeps the desk fresh."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import httpx
import pytest

from bot.console.views import desk
from bot.domain.staff import Role
from bot.services.live import LiveEvent
from tests.support.console import Office
from tests.support.webchat import on_a_socket


@asynccontextmanager
async def streamed(office: Office, *roles: Role) -> AsyncIterator[httpx.Response]:
    browser = await office.signed_in(await office.hire("Samira", *roles))
    cookies = dict(browser.client.cookies)
    await browser.client.aclose()
    async with (
        on_a_socket(office.app) as address,
        httpx.AsyncClient(base_url=address, cookies=cookies, timeout=10) as client,
        client.stream("GET", "/desk/events") as response,
    ):
        yield response


async def event(lines: AsyncIterator[str]) -> tuple[str, str]:
    """Name and data of the next one."""
    name = data = ""
    async with asyncio.timeout(10):
        async for line in lines:
            field, _, value = line.partition(": ")
            if field == "event":
                name = value
            elif field.rstrip(":") == "data":
                data = value
            elif not line and name:
                return name, data
    raise AssertionError("the stream ended")


async def test_it_tells_that_something_changed_and_not_what(office: Office) -> None:
    async with streamed(office, Role.CASEWORKER) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        lines = response.aiter_lines()
        assert await event(lines) == ("anew", "")
        conversation_id = uuid4()
        office.core.hub.publish(LiveEvent("queue"))
        office.core.hub.publish(LiveEvent("conversation", conversation_id))
        assert await event(lines) == ("queue", "")
        assert await event(lines) == ("conversation", str(conversation_id))


async def test_it_ends_by_itself_so_that_rights_are_asked_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "STREAM_SECONDS", 0.2)
    async with streamed(office, Role.CASEWORKER) as response, asyncio.timeout(5):
        lines = [line async for line in response.aiter_lines()]
    assert "event: anew" in lines


async def test_it_is_not_for_those_who_see_no_queue(office: Office) -> None:
    async with streamed(office, Role.ADMINISTRATOR) as response:
        assert response.status_code == 403


async def test_nobody_hears_it_without_signing_in(office: Office) -> None:
    browser = office.browser()
    answer = await browser.get("/desk/events")
    await browser.client.aclose()
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fdesk%2Fevents")
