"""Passwords as Argon2id hashes."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.domain.errors import BusyError

_AT_ONCE = 2
"""Each takes 64 MiB."""
_WAITING = 20
"""More would wait longer than a person does."""


class Argon2Passwords:
    """Implements the port `Passwords`."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="passwords")
        self._under_way = 0
        self._nobodys: str | None = None

    async def hash(self, password: str) -> str:
        return await self._run(lambda: self._hasher.hash(password))

    async def fits(self, password: str, hashed: str) -> bool:
        return await self._run(lambda: self._fits(password, hashed))

    def _fits(self, password: str, hashed: str) -> bool:
        if not hashed:
            self._nobodys = self._nobodys or self._hasher.hash("nobody's")
        try:
            self._hasher.verify(hashed or self._nobodys or "", password)
        except (VerificationError, InvalidHashError):
            return False
        return bool(hashed)

    async def _run[T](self, work: Callable[[], T]) -> T:
        if self._under_way >= _AT_ONCE + _WAITING:
            raise BusyError
        self._under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._under_way -= 1
