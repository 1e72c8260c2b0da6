"""Of several processes one polls; when it dies, another takes over, and nothing is lost or taken twice."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.persistence.leader import SqlLeader
from bot.persistence.tables import messages
from bot.services.ports.leader import LeaseLostError
from tests.support.fake_telegram import FakeTelegram, Person
from tests.support.telegram_gateway import Gateway, open_gateway
from tests.support.world import World

ROOT = Path(__file__).parents[3]


@contextmanager
def poller(database_url: str, telegram: FakeTelegram) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.support.toy_poller", database_url, telegram.url, telegram.token]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout is not None
        assert "started" in next(line for line in process.stdout if "started" in line)
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()  # type: ignore[union-attr]


async def stored(world: World) -> int:
    async with world.core.engine.connect() as connection:
        found: Any = await connection.scalar(select(func.count()).select_from(messages))
        return int(found)


async def test_when_the_polling_process_is_killed_the_other_takes_over(
    world: World, database_url: str, telegram: FakeTelegram, mother: Person
) -> None:
    with poller(database_url, telegram) as first:
        mother.write("1")
        await asyncio.to_thread(telegram.wait_until_taken)
        with poller(database_url, telegram):
            os.kill(first.pid, signal.SIGSTOP)
            mother.write("2")
            os.kill(first.pid, signal.SIGKILL)
            mother.write("3")
            await asyncio.to_thread(telegram.wait_until_taken)
    assert await stored(world) == 3


async def test_no_log_even_the_most_talkative_holds_the_token_or_what_people_write(
    database_url: str, telegram: FakeTelegram, mother: Person
) -> None:
    for status, description in ((401, "Unauthorized"), (409, "Conflict: x"), (500, telegram.token)):
        telegram.refuse("setMyCommands", status, description)
        telegram.refuse("answerCallbackQuery", status, description)
    telegram.refuse("getUpdates", 502, "Bad Gateway")
    with poller(database_url, telegram) as process:
        mother.press_data("x", 1)
        telegram.update(message={"odd": "MARKER"})
        mother.write("MARKER")
        await asyncio.to_thread(telegram.wait_until_taken)
        process.kill()
        said = process.stdout.read() if process.stdout else ""
    assert "telegram_polling_failed" in said
    assert "MARKER" not in said
    assert telegram.token.partition(":")[2] not in said


async def test_while_one_polls_no_other_asks(
    world: World, telegram: FakeTelegram, mother: Person, polling: Gateway
) -> None:
    mother.write("1")
    await asyncio.to_thread(telegram.wait_until_taken)
    async with open_gateway(world, telegram):
        mother.write("2")
        await asyncio.to_thread(telegram.wait_until_taken)
        await polling.stop()
        mother.write("3")
        await asyncio.to_thread(telegram.wait_until_taken)
    assert await stored(world) == 3
    assert telegram.conflicts == 0


async def test_what_was_committed_is_not_asked_for_again_after_a_crash(
    world: World, telegram: FakeTelegram, mother: Person
) -> None:
    async with world.begin() as tx:
        await tx.positions.move("telegram:123456", 1003)
    for number in range(3):
        mother.write(str(number))
    async with open_gateway(world, telegram):
        await asyncio.to_thread(telegram.wait_until_taken)
    assert await stored(world) == 1


async def test_a_crash_before_the_commit_takes_nothing_and_loses_nothing(
    world: World, telegram: FakeTelegram, mother: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = iter([True, True])

    async def store_and_die(*given: Any, **named: Any) -> Any:
        done = receive(*given, **named)
        if next(failures, False):
            done.close()
            raise OSError
        return await done

    receive = world.receive_all.__call__
    monkeypatch.setattr(type(world.receive_all), "__call__", lambda _self, *g, **n: store_and_die(*g, **n))
    mother.write("1")
    async with open_gateway(world, telegram):
        await asyncio.to_thread(telegram.wait_until_taken)
    assert await stored(world) == 1


async def test_trouble_at_telegram_is_waited_out(
    world: World, telegram: FakeTelegram, mother: Person
) -> None:
    telegram.refuse("getUpdates", 429, "Too Many Requests: retry after 1", retry_after=1)
    telegram.refuse("getUpdates", 502, "Bad Gateway")
    telegram.refuse("deleteWebhook", 500, "x")
    mother.write("1")
    async with open_gateway(world, telegram):
        await asyncio.to_thread(telegram.wait_until_taken)
    assert await stored(world) == 1


async def test_a_webhook_set_by_somebody_else_is_said_and_taken_away(
    world: World, telegram: FakeTelegram, mother: Person, polling: Gateway, capsys: pytest.CaptureFixture[str]
) -> None:
    await asyncio.to_thread(telegram.wait_for, lambda: telegram.polls)
    telegram.webhook = {"url": "http://127.0.0.1:9/"}
    mother.write("1")
    await asyncio.to_thread(telegram.wait_until_taken)
    assert capsys.readouterr().out.count("telegram_conflict") == 1


async def test_a_wrong_token_is_said_and_not_shown(
    world: World, telegram: FakeTelegram, capsys: pytest.CaptureFixture[str]
) -> None:
    right, telegram.token = telegram.token, "123456:wrong-token"
    async with open_gateway(world, telegram):
        telegram.token = right
        await asyncio.to_thread(
            telegram.wait_for, lambda: "telegram_token_refused" in capsys.readouterr().out
        )
    assert "wrong-token" not in capsys.readouterr().out


async def test_leading_is_for_one_and_excludes_members(database_url: str) -> None:
    leader, other = SqlLeader(database_url, "x"), SqlLeader(database_url, "x")
    async with leader.lead():
        for attempt in (other.lead(), other.join()):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.3), attempt:
                    pytest.fail("two at once")
    async with asyncio.timeout(3), other.join(), leader.join():
        pass


async def test_a_lease_is_lost_with_its_connection(world: World, database_url: str) -> None:
    async with SqlLeader(database_url, "x").lead() as lease:
        await lease.check()
        async with world.core.engine.begin() as connection:
            await connection.exec_driver_sql(
                "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
            )
        with pytest.raises(LeaseLostError):
            await lease.check()
