"""Passwords of staff: what is asked of them, and their change."""

from uuid import UUID

from bot.domain.clock import Clock
from bot.domain.errors import InvalidInputError
from bot.domain.staff import Staff
from bot.services.ports import Passwords, Throttle, UnitOfWorkFactory
from bot.services.sign_in import PASSWORD_CHARACTERS, PAUSE
from bot.services.staff_names import login_of

SHORTEST = 10
_COMMON = (
    "password",
    "qwerty",
    "12345",
    "54321",
    "abcde",
    "letmein",
    "welcome",
    "admin",
    "iloveyou",
    "rafeeq",
    "رفيق",
)
"""What is tried first, alone or with some digits around it."""
_LEFT_OVER = 4
_OWN_PART = 4


class SetPassword:
    def __init__(
        self, begin: UnitOfWorkFactory, passwords: Passwords, throttle: Throttle, clock: Clock
    ) -> None:
        self._begin = begin
        self._passwords = passwords
        self._throttle = throttle
        self._clock = clock

    async def change(self, staff: Staff, old: str, new: str, again: str, *, session: UUID) -> None:
        """Ends every other session. Raises InvalidInputError, BusyError."""
        await self.require_old(staff, old)
        check_new(new, again, staff.name, staff.login)
        hashed = await self._passwords.hash(new)
        async with self._begin() as tx:
            await tx.staff.set_password(staff.id, hashed)
            await tx.sessions.end_all(staff.id, but=session)
            await tx.links.end(staff.id)
            await tx.audit.record(staff.id, "changed_password", "staff", staff.id)

    async def require_old(self, staff: Staff, old: str) -> None:
        """Before what a passer-by at an open screen must not do."""
        if not await self._throttle.take("password again", str(staff.id), 10, PAUSE):
            raise InvalidInputError("old", "too_many_tries")
        async with self._begin() as tx:
            hashed = (await tx.staff.credentials(staff.id)).password_hash
        if not await self._passwords.fits(old[:PASSWORD_CHARACTERS], hashed):
            raise InvalidInputError("old", "wrong_password")
        await self._throttle.give_back("password again", str(staff.id))


def check_new(password: str, again: str, *own: str) -> None:
    """Raises InvalidInputError. `own`: names that a guesser would try."""
    if len(password) < SHORTEST:
        raise InvalidInputError("password", "short_password")
    if len(password) > PASSWORD_CHARACTERS:
        raise InvalidInputError("password", "long_password")
    if _is_guessable(login_of(password), own):
        raise InvalidInputError("password", "common_password")
    if password != again:
        raise InvalidInputError("again", "different_passwords")


def _is_guessable(folded: str, own: tuple[str, ...]) -> bool:
    parts = {part for name in own for part in login_of(name).split() if len(part) >= _OWN_PART}
    rest = folded
    for word in (*_COMMON, *parts):
        rest = rest.replace(word, "")
    if folded.isdigit() or len(set(folded)) <= _LEFT_OVER:
        return True
    return sum(not c.isdigit() for c in rest) < _LEFT_OVER <= len(folded) - len(rest)
