"""One transaction with all repositories on it; jobs and events leave with its commit."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.persistence.encryption import Cipher
from bot.persistence.events import SqlEvents
from bot.persistence.repositories.access import SqlAudit, SqlLinks, SqlSessions, SqlTokens
from bot.persistence.repositories.alerts import SqlAlerts
from bot.persistence.repositories.appointments import SqlAppointments
from bot.persistence.repositories.articles import SqlArticles
from bot.persistence.repositories.base import Store
from bot.persistence.repositories.calendar import SqlCalendar
from bot.persistence.repositories.channels import SqlChannelPositions, SqlRawPayloads
from bot.persistence.repositories.choices import SqlChoices
from bot.persistence.repositories.contact_points import SqlContactPoints
from bot.persistence.repositories.conversations import SqlConversations
from bot.persistence.repositories.crisis_examples import SqlCrisisExamples
from bot.persistence.repositories.desk import SqlDeskViews
from bot.persistence.repositories.knowledge import SqlCentres, SqlOpenQuestions
from bot.persistence.repositories.learning import SqlExamples, SqlTrainings
from bot.persistence.repositories.media import SqlMedia
from bot.persistence.repositories.messages import SqlMessages
from bot.persistence.repositories.pages import SqlPages
from bot.persistence.repositories.reminders import SqlBookings, SqlReminders, SqlWaitingList
from bot.persistence.repositories.requests import SqlDrafts, SqlNotes, SqlRequests
from bot.persistence.repositories.staff import SqlStaff
from bot.persistence.repositories.templates import SqlTemplates
from bot.persistence.repositories.web_sessions import SqlWebSessions
from bot.services.ports import (
    Alerts,
    Appointments,
    Articles,
    Audit,
    Bookings,
    Calendar,
    Centres,
    ChannelPositions,
    ChoiceStore,
    ContactPoints,
    Conversations,
    CrisisExamples,
    DeskViews,
    Drafts,
    Events,
    Examples,
    Jobs,
    Links,
    MediaStore,
    Messages,
    Notes,
    OpenQuestions,
    Pages,
    RawPayloads,
    Reminders,
    Requests,
    Sessions,
    StaffStore,
    Templates,
    Tokens,
    Trainings,
    UnitOfWork,
    UnitOfWorkFactory,
    WaitingList,
    WebSessions,
)

JobsOf = Callable[[AsyncConnection], Jobs]


class SqlUnitOfWork:
    """Fulfils the UnitOfWork port; its attributes bear the ports' types."""

    def __init__(self, store: Store, jobs: Jobs) -> None:
        self.store = store
        self.contact_points: ContactPoints = SqlContactPoints(store)
        self.conversations: Conversations = SqlConversations(store)
        self.messages: Messages = SqlMessages(store)
        self.media: MediaStore = SqlMedia(store)
        self.raw_payloads: RawPayloads = SqlRawPayloads(store)
        self.positions: ChannelPositions = SqlChannelPositions(store)
        self.choices: ChoiceStore = SqlChoices(store)
        self.drafts: Drafts = SqlDrafts(store)
        self.requests: Requests = SqlRequests(store)
        self.notes: Notes = SqlNotes(store)
        self.alerts: Alerts = SqlAlerts(store)
        self.templates: Templates = SqlTemplates(store)
        self.crisis_examples: CrisisExamples = SqlCrisisExamples(store)
        self.pages: Pages = SqlPages(store)
        self.staff: StaffStore = SqlStaff(store)
        self.links: Links = SqlLinks(store)
        self.sessions: Sessions = SqlSessions(store)
        self.tokens: Tokens = SqlTokens(store)
        self.audit: Audit = SqlAudit(store)
        self.web_sessions: WebSessions = SqlWebSessions(store)
        self.desk: DeskViews = SqlDeskViews(store)
        self.articles: Articles = SqlArticles(store)
        self.centres: Centres = SqlCentres(store)
        self.open_questions: OpenQuestions = SqlOpenQuestions(store)
        self.examples: Examples = SqlExamples(store)
        self.trainings: Trainings = SqlTrainings(store)
        self.calendar: Calendar = SqlCalendar(store)
        self.appointments: Appointments = SqlAppointments(store)
        self.reminders: Reminders = SqlReminders(store)
        self.waiting: WaitingList = SqlWaitingList(store)
        self.bookings: Bookings = SqlBookings(store)
        self.events: Events = SqlEvents(store.connection)
        self.jobs = jobs


def unit_of_work(engine: AsyncEngine, cipher: Cipher, jobs_of: JobsOf) -> UnitOfWorkFactory:
    @asynccontextmanager
    async def begin() -> AsyncIterator[UnitOfWork]:
        async with engine.begin() as connection:
            yield SqlUnitOfWork(Store(connection, cipher), jobs_of(connection))

    return begin
