from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.errors import WrongKeysError
from bot.persistence.database import make_engine
from bot.persistence.encryption import Cipher, key_of, row_of
from bot.persistence.keyring import load_cipher, refresh_cipher
from bot.persistence.rotation import RotationUnderWayError, rotate_keys, sealed_columns
from bot.persistence.tables import contact_points, data_keys
from bot.services.dialogue import Answer, Choice, Payload, Reply
from tests.support.world import World

OLD, NEW = ("o" * 32,), ("n" * 32, "o" * 32)
PLACE = "contact_points.profile_name"


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    made = make_engine(database_url, size=3)
    yield made
    await made.dispose()


@pytest.fixture
async def cipher(engine: AsyncEngine) -> Cipher:
    return await load_cipher(engine, OLD)


def quiet(_: str) -> None: ...


async def at_once(_: float) -> None: ...


async def rotate(
    engine: AsyncEngine,
    secret_keys: tuple[str, ...] = OLD,
    wait: Callable[[float], Awaitable[None]] = at_once,
) -> int:
    return await rotate_keys(engine, secret_keys, await load_cipher(engine, secret_keys), wait, quiet)


async def keep(engine: AsyncEngine, cipher: Cipher, name: str) -> None:
    row = uuid4()
    sealed = cipher.seal_text(PLACE, row, name)
    async with engine.begin() as connection:
        await connection.execute(
            insert(contact_points).values(id=row, channel="telegram", profile_name=sealed)
        )


async def kept(engine: AsyncEngine, cipher: Cipher) -> dict[str, int]:
    """Names with the id of the key each lies under."""
    query = select(contact_points.c.id, contact_points.c.profile_name)
    async with engine.connect() as connection:
        rows = (await connection.execute(query)).all()
    return {
        cipher.open_text(PLACE, row.id, row.profile_name): key_of(bytes(row.profile_name)) for row in rows
    }


async def test_everything_lies_under_the_new_key_and_opens(engine: AsyncEngine, cipher: Cipher) -> None:
    for number in range(450):
        await keep(engine, cipher, f"name {number}")

    count = await rotate(engine)

    after = await load_cipher(engine, OLD)
    names = await kept(engine, after)
    assert count == 450
    assert len(names) == 450
    assert set(names.values()) == {after.current}
    assert after.known == {after.current}
    assert after.current > cipher.current


async def test_hashes_stay_findable(engine: AsyncEngine, cipher: Cipher) -> None:
    before = cipher.digest("message telegram", "7")

    await rotate(engine)

    assert (await load_cipher(engine, OLD)).digest("message telegram", "7") == before


async def test_a_running_process_opens_and_writes_at_every_step(engine: AsyncEngine, cipher: Cipher) -> None:
    """It looks for keys during each pause, as all do, and reads what the others wrote."""
    other = await load_cipher(engine, OLD)
    steps: list[int] = []

    async def others_go_on(_: float) -> None:
        await refresh_cipher(engine, OLD, other)
        steps.append(other.current)
        await keep(engine, other, f"during {len(steps)}")
        await kept(engine, other)

    await keep(engine, cipher, "before")
    await rotate(engine, wait=others_go_on)
    await refresh_cipher(engine, OLD, other)

    assert steps == [cipher.current, other.current]
    assert set(await kept(engine, other)) == {"before", "during 1", "during 2"}


async def test_a_new_secret_key_takes_over_and_the_old_one_may_go(
    engine: AsyncEngine, cipher: Cipher
) -> None:
    await keep(engine, cipher, "سلمى")

    await rotate(engine, NEW)

    assert set(await kept(engine, await load_cipher(engine, NEW[:1]))) == {"سلمى"}
    with pytest.raises(WrongKeysError):
        await load_cipher(engine, OLD)


async def test_one_broken_off_is_finished_by_the_next(engine: AsyncEngine, cipher: Cipher) -> None:
    async def broken_off(_: float) -> None:
        raise ConnectionError

    await keep(engine, cipher, "kept")
    with pytest.raises(ConnectionError):
        await rotate(engine, wait=broken_off)

    await rotate(engine)

    after = await load_cipher(engine, OLD)
    assert await kept(engine, after) == {"kept": after.current}
    async with engine.connect() as connection:
        in_use = await connection.scalars(select(data_keys.c.id).where(data_keys.c.retired_at.is_(None)))
        assert len(in_use.all()) == 2


async def test_two_at_once_are_one(engine: AsyncEngine, cipher: Cipher) -> None:
    async def second(_: float) -> None:
        with pytest.raises(RotationUnderWayError):
            await rotate(engine)

    await rotate(engine, wait=second)


async def test_a_row_somebody_works_on_is_met_again(engine: AsyncEngine, cipher: Cipher) -> None:
    await keep(engine, cipher, "busy")
    working = await engine.connect()
    await working.execute(text("select * from contact_points for update"))
    paused: list[float] = []

    async def until_done(seconds: float) -> None:
        paused.append(seconds)
        if len(paused) > 2:
            await working.rollback()

    await rotate(engine, wait=until_done)
    await working.close()

    after = await load_cipher(engine, OLD)
    assert await kept(engine, after) == {"busy": after.current}


async def test_conversations_read_the_same_afterwards(world: World) -> None:
    """Through the repositories: what they call a place is what the rotation calls it."""
    yes = Choice("yes", Payload("affirm"))
    world.dialogue.script = lambda _: Answer([Reply("help", choices=[yes])], [], {"turn": 1})
    receipt = await world.say("ابني في السجن")
    before = await world.messages(receipt.conversation_id)
    told: list[str] = []

    secret_keys = tuple(key.get_secret_value() for key in world.core.settings.secret_keys)
    await rotate_keys(world.core.engine, secret_keys, world.core.cipher, at_once, told.append)

    assert await world.messages(receipt.conversation_id) == before
    tables = {line.partition(":")[0] for line in told}
    assert {"messages", "addresses", "conversations", "choices"} <= tables


def test_every_column_of_ciphertext_is_known() -> None:
    names = {f"{table.name}.{column.name}" for table, columns in sealed_columns() for column in columns}

    assert {"messages.body", "media_chunks.data", "choices.payload", "staff.totp_secret"} <= names
    assert row_of("word") == row_of("word")
