"""A worker process with toy jobs, to be killed. Arguments: database address, file to write to."""

import asyncio
import sys
from pathlib import Path

from bot.jobs.queue import make_app
from bot.jobs.worker import run_worker
from bot.persistence.database import make_engine


async def main(url: str, out: Path) -> None:
    app = make_app(url)
    engine = make_engine(url, size=4)

    @app.task(name="toy")
    async def toy(number: int, seconds: float) -> None:
        with out.open("a") as file:
            file.write(f"begin {number}\n")
        await asyncio.sleep(seconds)
        with out.open("a") as file:
            file.write(f"end {number}\n")

    async def nothing() -> None: ...

    async with app.open_async():
        await run_worker(app, engine, nothing)
    await engine.dispose()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
