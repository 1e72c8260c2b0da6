"""What the database tells of the state of the whole: used by /readyz and `doctor`."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

WORKER_SILENT_SECONDS = 10
"""It beats once a second; this long without one it is gone or cut off."""

_LAST_BEAT = text("select extract(epoch from now() - max(at)) from heartbeats where kind = :kind")


async def database_trouble(engine: AsyncEngine) -> str:
    async with engine.connect() as connection:
        await connection.execute(text("select 1"))
    return ""


async def worker_trouble(engine: AsyncEngine) -> str:
    async with engine.connect() as connection:
        silent = await connection.scalar(_LAST_BEAT, {"kind": "worker"})
    if silent is None:
        return "no worker has reported"
    if silent > WORKER_SILENT_SECONDS:
        return f"no worker has reported for {float(silent):.0f} s"
    return ""
