"""Starts children in order, starts again what dies, stops all in reverse within ten seconds."""

import asyncio
import itertools
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from types import TracebackType
from typing import Self

import structlog

from bot.runtime.children import Child, signal_group
from bot.runtime.errors import StartError
from bot.runtime.last_will import LastWill

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
HEALTHY_AFTER = 60.0
"""Seconds of life after which an earlier death is forgiven: the pause starts small again."""
POLL = 0.05

log = structlog.get_logger()
Ready = Callable[[], Awaitable[bool]]


class Supervisor:
    """`async with` it; leaving stops every child, the youngest stage first."""

    def __init__(self) -> None:
        self._keepers: list[_Keeper] = []
        self._will = LastWill()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        stages = sorted({keeper.child.stage for keeper in self._keepers}, reverse=True)
        for stage in stages:
            await asyncio.gather(*(k.stop() for k in self._keepers if k.child.stage == stage))
        self._will.revoke()

    async def start(self, child: Child, ready: Ready, *, patience: float, attempts: int = 1) -> None:
        """Start it and wait until it is ready; a `StartError` when it isn't within `patience` seconds."""
        keeper = _Keeper(child, self._will)
        self._keepers.append(keeper)
        await keeper.start(ready, patience, attempts)

    async def stop(self, child: Child) -> None:
        """This one alone, before the others; it is not started again."""
        for keeper in [each for each in self._keepers if each.child is child]:
            await keeper.stop()
            self._keepers.remove(keeper)

    async def complete(self, child: Child) -> int:
        """Run it to its end; its exit code. Cancelled, it is killed."""
        return await _Keeper(child, self._will).complete()

    def kill(self) -> None:
        """For the impatient: everything ends now."""
        for keeper in self._keepers:
            keeper.kill()


class _Keeper:
    """One child and its restarts."""

    def __init__(self, child: Child, will: LastWill) -> None:
        self.child = child
        self._will = will
        self._process: asyncio.subprocess.Process | None = None
        self._task: asyncio.Task[None] | None = None
        self._stopping = False

    async def start(self, ready: Ready, patience: float, attempts: int) -> None:
        end = time.monotonic() + patience
        for attempt in itertools.count(1):
            process = await self._spawn()
            if await _becomes_ready(process, ready, end):
                break
            code = await self._ended(process)
            if attempt == attempts:
                raise StartError(f"{self.child.name} does not start ({_how(code)}): its own message is above")
            await asyncio.sleep(FIRST_PAUSE)
        self._task = asyncio.create_task(self._keep())

    async def complete(self) -> int:
        process = await self._spawn()
        try:
            return await process.wait()
        finally:
            await self._ended(process)

    async def stop(self) -> None:
        self._stopping = True
        process = self._process
        if process is not None and process.returncode is None:
            process.send_signal(self.child.stop_signal)
            try:
                async with asyncio.timeout(self.child.stop_seconds):
                    await process.wait()
            except TimeoutError:
                log.warning("child_killed", child=self.child.name, seconds=self.child.stop_seconds)
            await self._ended(process)
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def kill(self) -> None:
        if self._process is not None:
            signal_group(self._process.pid, signal.SIGKILL)

    async def _keep(self) -> None:
        pauses = _pauses()
        while self._process is not None:
            began = time.monotonic()
            code = await self._process.wait()
            if self._stopping:
                return
            await self._ended(self._process)
            if time.monotonic() - began > HEALTHY_AFTER:
                pauses = _pauses()
            pause = next(pauses)
            log.error("child_died", child=self.child.name, how=_how(code), again_in_seconds=pause)
            await asyncio.sleep(pause)
            await self._spawn_again(pauses)
            log.info("child_started_again", child=self.child.name)

    async def _spawn_again(self, pauses: Iterator[float]) -> None:
        while True:
            try:
                await self._spawn()
            except (StartError, OSError) as error:
                pause = next(pauses)
                log.warning(
                    "child_not_started", child=self.child.name, why=str(error), again_in_seconds=pause
                )
                await asyncio.sleep(pause)
            else:
                return

    async def _spawn(self) -> asyncio.subprocess.Process:
        child = self.child
        child.before_start()
        self._process = await asyncio.create_subprocess_exec(*child.argv, **child.popen_options())
        self._will.add(self._process.pid, child.death_signal)
        return self._process

    async def _ended(self, process: asyncio.subprocess.Process) -> int:
        """Reap it, and end what it may have started itself."""
        signal_group(process.pid, signal.SIGKILL)
        code = await process.wait()
        self._will.remove(process.pid)
        return code


async def _becomes_ready(process: asyncio.subprocess.Process, ready: Ready, end: float) -> bool:
    while process.returncode is None and time.monotonic() < end:
        if await ready():
            return True
        await asyncio.sleep(POLL)
    return False


def _pauses() -> Iterator[float]:
    pause = FIRST_PAUSE
    while True:
        yield pause
        pause = min(pause * 2, LONGEST_PAUSE)


def _how(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    return f"killed by {signal.Signals(-code).name}"
