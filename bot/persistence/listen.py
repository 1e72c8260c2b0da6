"""Hears PostgreSQL's NOTIFY and hands events to this process's hub; reconnects by itself."""

import asyncio
import json
from uuid import UUID

import psycopg
import structlog
from sqlalchemy import make_url

from bot.persistence.events import CHANNEL
from bot.services.live import Hub, LiveEvent

log = structlog.get_logger()


async def listen(database_url: str, hub: Hub) -> None:
    """Runs until cancelled. After a gap every subscriber is told to read anew."""
    conninfo = make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    while True:
        try:
            connection = await psycopg.AsyncConnection.connect(conninfo, autocommit=True)
            async with connection:
                await connection.execute(f"listen {CHANNEL}")
                hub.publish(LiveEvent("anew"))
                async for notice in connection.notifies():
                    hub.publish(_event(notice.payload))
        except psycopg.Error as error:
            log.warning("listen_interrupted", error=type(error).__name__)
        await asyncio.sleep(1)


def _event(payload: str) -> LiveEvent:
    parts = json.loads(payload)
    conversation = parts.get("conversation")
    return LiveEvent(parts["kind"], UUID(conversation) if conversation else None, parts.get("who", ""))
