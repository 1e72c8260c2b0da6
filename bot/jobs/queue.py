"""The job queue's app and the tasks' names. Arguments are ids only: they lie in plain text."""

from datetime import datetime
from typing import Any
from uuid import UUID

from procrastinate import App, PsycopgConnector
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncConnection

HANDLE = "handle_message"
DELIVER = "deliver"
FETCH_MEDIA = "fetch_media"
RELEASE = "release"
WATCH_CRISIS = "watch_crisis"
SEND_PAGE = "send_page"
WATCH_WORRY = "watch_worry"
HOLD = "hold"
RETRAIN = "retrain"


def make_app(database_url: str) -> App:
    conninfo = make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    return App(connector=PsycopgConnector(conninfo=conninfo, min_size=1, max_size=6))


class TransactionalJobs:
    """Fulfils the Jobs port on the caller's transaction: a job exists when and only when it commits."""

    def __init__(self, app: App, connection: AsyncConnection) -> None:
        self._app = app
        self._connection = connection

    async def handle_message(self, conversation_id: UUID, message_id: UUID) -> None:
        await self._defer(
            HANDLE, lock=f"in:{conversation_id}", conversation=str(conversation_id), message=str(message_id)
        )

    async def deliver(self, conversation_id: UUID, message_id: UUID) -> None:
        await self._defer(
            DELIVER, lock=f"out:{conversation_id}", conversation=str(conversation_id), message=str(message_id)
        )

    async def fetch_media(self, media_id: UUID) -> None:
        await self._defer(FETCH_MEDIA, media=str(media_id))

    async def release(self, conversation_id: UUID, at: datetime) -> None:
        await self._defer(RELEASE, at=at, conversation=str(conversation_id))

    async def retrain(self, training_id: UUID) -> None:
        await self._defer(RETRAIN, lock=RETRAIN, training=str(training_id))

    async def send_page(self, page_id: UUID) -> None:
        await self._defer(SEND_PAGE, page=str(page_id))

    async def watch_crisis(self, alert_id: UUID, at: datetime | None = None) -> None:
        await self._defer(WATCH_CRISIS, at=at, alert=str(alert_id))

    async def watch_worry(self, conversation_id: UUID, at: datetime) -> None:
        await self._defer(WATCH_WORRY, at=at, conversation=str(conversation_id))

    async def hold(self, conversation_id: UUID, at: datetime) -> None:
        await self._defer(HOLD, at=at, conversation=str(conversation_id))

    async def _defer(
        self, task: str, *, lock: str | None = None, at: datetime | None = None, **ids: Any
    ) -> None:
        """A scheduled job has no lock: it would block the later ones of that lock until its time."""
        raw = await self._connection.get_raw_connection()
        await self._app.configure_task(
            task, lock=lock, schedule_at=at, connection=raw.driver_connection
        ).defer_async(**ids)
