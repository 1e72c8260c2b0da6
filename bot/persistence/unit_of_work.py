"""One transaction with all repositories on it; jobs and events leave with its commit."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.persistence.encryption import Cipher
from bot.persistence.events import SqlEvents
from bot.persistence.repositories.base import Store
from bot.persistence.repositories.choices import SqlChoices
from bot.persistence.repositories.contact_points import SqlContactPoints
from bot.persistence.repositories.conversations import SqlConversations
from bot.persistence.repositories.media import SqlMedia
from bot.persistence.repositories.messages import SqlMessages
from bot.persistence.repositories.pages import SqlPages
from bot.persistence.repositories.requests import SqlDrafts, SqlNotes, SqlRequests
from bot.services.ports import Jobs, UnitOfWork, UnitOfWorkFactory

JobsOf = Callable[[AsyncConnection], Jobs]


class SqlUnitOfWork:
    """Fulfils the UnitOfWork port."""

    def __init__(self, store: Store, jobs: Jobs) -> None:
        self.store = store
        self.contact_points = SqlContactPoints(store)
        self.conversations = SqlConversations(store)
        self.messages = SqlMessages(store)
        self.media = SqlMedia(store)
        self.choices = SqlChoices(store)
        self.drafts = SqlDrafts(store)
        self.requests = SqlRequests(store)
        self.notes = SqlNotes(store)
        self.pages = SqlPages(store)
        self.events = SqlEvents(store.connection)
        self.jobs = jobs


def unit_of_work(
    engine: AsyncEngine, cipher: Cipher, jobs_of: JobsOf
) -> UnitOfWorkFactory:
    @asynccontextmanager
    async def begin() -> AsyncIterator[UnitOfWork]:
        async with engine.begin() as connection:
            yield SqlUnitOfWork(Store(connection, cipher), jobs_of(connection))

    return begin
