import asyncio

import pytest

from bench.mailbox import Mailbox


async def test_a_reply_is_found_by_whom_it_is_for_and_its_number() -> None:
    mailbox = Mailbox()
    mailbox.append({"to": "962790000001"})
    mailbox.append({"to": "+962790000002"})
    mailbox.append({"to": "962790000001"})

    first = await mailbox.reply("962790000001", 0, 1)

    assert mailbox.heard("962790000001") == 2
    assert mailbox.heard("962790000002") == 1
    assert first <= await mailbox.reply("962790000001", 1, 1)


async def test_one_who_waits_is_told_when_it_comes() -> None:
    mailbox = Mailbox()
    waiting = asyncio.create_task(mailbox.reply("1", 0, 5))
    await asyncio.sleep(0)
    mailbox.append({"to": "2"})
    await asyncio.sleep(0)
    assert not waiting.done()

    mailbox.append({"to": "1"})

    assert await waiting > 0


async def test_a_reply_that_does_not_come_is_an_error_and_no_figure() -> None:
    with pytest.raises(TimeoutError):
        await Mailbox().reply("1", 0, 0.01)


async def test_quiet_ends_when_nothing_comes_any_more() -> None:
    mailbox = Mailbox()
    mailbox.append({"recipient": "1"})

    await mailbox.quiet("1", 0.01)

    assert mailbox.heard("1") == 1
