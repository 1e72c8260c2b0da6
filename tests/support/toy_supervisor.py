"""A supervisor with two toy children, for tests that kill it. Run as a script: FOLDER [stubborn].

Each child notes its process number in FOLDER, starts a grandchild that notes its own, and waits.
"""

import asyncio
import signal
import sys
from pathlib import Path

from bot.logging import set_up_logging
from bot.runtime.children import Child
from bot.runtime.supervisor import Supervisor

TOY = """
import os, pathlib, signal, subprocess, sys
folder, name, depth, stubborn = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
if stubborn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if depth:
    subprocess.Popen([sys.executable, "-c", sys.argv[5], str(folder), name + "-child", "0", stubborn, ""])
(folder / (name + ".tmp")).write_text(str(os.getpid()))
(folder / (name + ".tmp")).rename(folder / (name + ".pid"))
signal.pause()
"""


def toy(folder: Path, name: str, stage: int, stubborn: str) -> Child:
    argv = [sys.executable, "-c", TOY, str(folder), name, "1", stubborn, TOY]
    return Child(name=name, argv=argv, stage=stage, stop_seconds=1.0)


async def main(folder: Path, stubborn: str) -> None:
    set_up_logging("toys", style="json")
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    async with Supervisor() as supervisor:
        for stage, name in enumerate(("first", "second")):
            noted = folder / f"{name}.pid"

            async def ready(noted: Path = noted) -> bool:
                return noted.exists()

            await supervisor.start(toy(folder, name, stage, stubborn), ready, patience=10)
        (folder / "ready").touch()
        await asyncio.Event().wait()


if __name__ == "__main__":
    try:
        asyncio.run(main(Path(sys.argv[1]), "".join(sys.argv[2:])))
    except asyncio.CancelledError:
        sys.exit(0)
