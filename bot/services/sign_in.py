"""Signing in: a password, then a code where one is set up.

Guessing is slowed by account and address, never by account alone: whoever guesses must not keep staff out. A
browser that signed in before is known by its device mark and is counted for itself, so that guessing from the
same network does not touch it. An account under attack from many addresses leaves unknown browsers one try at
a time.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pyotp

from bot.domain.clock import Clock
from bot.domain.errors import RafeeqError, TooManyTriesError
from bot.domain.staff import Staff
from bot.services.ports import Credentials, Passwords, Throttle, UnitOfWorkFactory
from bot.services.staff_names import login_of
from bot.services.staff_sessions import OpenSession, forget_ended, open_session

PASSWORD_CHARACTERS = 200
"""Longer ones are not looked at: hashing them would cost us more than whoever sends them."""

PAUSE = timedelta(minutes=15)
_STEP = 30
_CODE_DIGITS = 6


class SignInRefusedError(RafeeqError):
    """Name or password are wrong. Which of them is not told."""


class CodeRefusedError(RafeeqError):
    """The code does not fit, or was used before."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where somebody signs in from."""

    address: str
    user_agent: str = ""
    device: str = ""
    """Mark of a browser that signed in before, checked by whoever reads it from the cookie."""


@dataclass(frozen=True, slots=True)
class Limit:
    scope: str
    key: str
    tries: int
    window: timedelta = PAUSE


class SignIn:
    def __init__(
        self, begin: UnitOfWorkFactory, passwords: Passwords, throttle: Throttle, clock: Clock
    ) -> None:
        self._begin = begin
        self._passwords = passwords
        self._throttle = throttle
        self._clock = clock

    async def check_password(self, name: str, password: str, origin: Origin) -> Staff:
        """Raises SignInRefusedError, TooManyTriesError, BusyError. A code may still be needed."""
        login = login_of(name)
        limits = await self._count_password(login, origin)
        found = await self._credentials(login)
        hashed = found.password_hash if found and found.staff.active else ""
        fits = await self._passwords.fits(password[:PASSWORD_CHARACTERS], hashed)
        if found is None or not fits or len(password) > PASSWORD_CHARACTERS:
            raise SignInRefusedError
        await self._give_back(limits)
        return found.staff

    async def check_code(self, staff_id: UUID, code: str, origin: Origin) -> None:
        """Raises CodeRefusedError, TooManyTriesError. Whoever gets here knows the password."""
        limits = [
            Limit("sign-in code", f"{staff_id} {origin.device or origin.address}", 5),
            Limit("sign-in codes of an account", str(staff_id), 30, timedelta(hours=1)),
        ]
        await self._count(limits)
        async with self._begin() as tx:
            credentials = await tx.staff.credentials(staff_id)
            step = matching_step(credentials.totp_secret, code, self._clock())
            if step is None or not await tx.staff.use_totp_step(staff_id, step):
                raise CodeRefusedError
        await self._give_back(limits)

    async def open(self, staff_id: UUID, origin: Origin) -> OpenSession:
        now = self._clock()
        async with self._begin() as tx:
            await forget_ended(tx, now)
            return await open_session(tx, staff_id, origin.user_agent, now)

    async def _count_password(self, login: str, origin: Origin) -> list[Limit]:
        """Counts this try; what to give back when it was a good one."""
        if origin.device:
            known = [Limit("sign-in of a device", f"{login} {origin.device}", 10)]
            await self._count(known)
            return known
        account = Limit("sign-in of an account", login, 100, timedelta(hours=1))
        tries = 5 if await self._take(account) else 1
        limits = [
            Limit("sign-in of an address", origin.address, 40),
            Limit("sign-in", f"{login} {origin.address}", tries),
        ]
        await self._count(limits)
        return [account, *limits]

    async def _count(self, limits: list[Limit]) -> None:
        for limit in limits:
            if not await self._take(limit):
                raise TooManyTriesError

    async def _take(self, limit: Limit) -> bool:
        return await self._throttle.take(limit.scope, limit.key, limit.tries, limit.window)

    async def _give_back(self, limits: list[Limit]) -> None:
        for limit in limits:
            await self._throttle.give_back(limit.scope, limit.key)

    async def _credentials(self, login: str) -> Credentials | None:
        async with self._begin() as tx:
            staff = await tx.staff.by_login(login)
            return None if staff is None else await tx.staff.credentials(staff.id)


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """The 30-second step whose code this is: the present one, the one before or after (clocks differ)."""
    digits = "".join(c for c in code if c.isdecimal())
    if not secret or len(digits) != _CODE_DIGITS:
        return None
    given = str(int(digits)).zfill(_CODE_DIGITS)
    present = int(now.timestamp()) // _STEP
    codes = pyotp.TOTP(secret)
    for step in _around(present):
        if hmac.compare_digest(codes.at(step * _STEP), given):
            return step
    return None


def _around(step: int) -> Iterator[int]:
    yield from (step, step - 1, step + 1)
