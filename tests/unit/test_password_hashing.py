import asyncio

import pytest
from argon2 import PasswordHasher

from bot.domain.errors import BusyError
from bot.persistence.passwords import Argon2Passwords

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


async def test_a_password_fits_its_own_hash_only() -> None:
    passwords = Argon2Passwords(QUICK)
    hashed = await passwords.hash("olives and thyme")
    assert hashed.startswith("$argon2id$")
    assert await passwords.fits("olives and thyme", hashed)
    assert not await passwords.fits("olives and tyme", hashed)


@pytest.mark.parametrize("hashed", ["", "rubbish", "$argon2id$v=19$m=8,t=1,p=1$"])
async def test_nothing_fits_what_is_no_hash(hashed: str) -> None:
    passwords = Argon2Passwords(QUICK)
    assert not await passwords.fits("nobody's", hashed)
    assert not await passwords.fits("", hashed)


async def test_more_than_can_wait_are_turned_away_and_later_ones_served() -> None:
    passwords = Argon2Passwords(QUICK)
    outcomes = await asyncio.gather(
        *(passwords.hash("olives and thyme") for _ in range(30)), return_exceptions=True
    )
    assert [isinstance(outcome, BusyError) for outcome in outcomes].count(True) == 8
    assert await passwords.hash("olives and thyme")
