"""What services need of the world, as Protocols. Concrete classes are named in bot.bootstrap only."""

from bot.services.ports.alerts import Alerts, CrisisExamples
from bot.services.ports.appointments import (
    Appointments,
    Arranging,
    Bookings,
    Calendar,
    Reminders,
    WaitingList,
)
from bot.services.ports.channels import ChannelPositions, MediaSource, MediaSources, RawPayloads
from bot.services.ports.conversations import (
    ChoiceStore,
    ContactPoints,
    Conversations,
    StoredChoice,
)
from bot.services.ports.desk import DeskViews
from bot.services.ports.knowledge import (
    ArticleList,
    Articles,
    ArticleState,
    ArticleVersion,
    Centres,
    EncodeTexts,
    LiveArticle,
    OpenQuestion,
    OpenQuestions,
    Section,
    VersionStatus,
)
from bot.services.ports.learning import Examples, Trainings
from bot.services.ports.messages import MediaStore, Messages, NewMessage, StoredMedia
from bot.services.ports.models import KeptModel, ModelStore, TrainedModel
from bot.services.ports.requests import Drafts, Notes, Requests
from bot.services.ports.staff import (
    Audit,
    AuditEntry,
    Credentials,
    Links,
    Passwords,
    Sessions,
    StaffStore,
    Tokens,
)
from bot.services.ports.templates import Templates
from bot.services.ports.web_sessions import WebSession, WebSessions
from bot.services.ports.work import Events, Jobs, UnitOfWork, UnitOfWorkFactory
from bot.services.ports.world import Pace, Pages, Sender, Senders, Throttle, Words

__all__ = [
    "Alerts",
    "Appointments",
    "Arranging",
    "ArticleList",
    "ArticleState",
    "ArticleVersion",
    "Articles",
    "Audit",
    "AuditEntry",
    "Bookings",
    "Calendar",
    "Centres",
    "ChannelPositions",
    "ChoiceStore",
    "ContactPoints",
    "Conversations",
    "Credentials",
    "CrisisExamples",
    "DeskViews",
    "Drafts",
    "EncodeTexts",
    "Events",
    "Examples",
    "Jobs",
    "KeptModel",
    "Links",
    "LiveArticle",
    "MediaSource",
    "MediaSources",
    "MediaStore",
    "Messages",
    "ModelStore",
    "NewMessage",
    "Notes",
    "OpenQuestion",
    "OpenQuestions",
    "Pace",
    "Pages",
    "Passwords",
    "RawPayloads",
    "Reminders",
    "Requests",
    "Section",
    "Sender",
    "Senders",
    "Sessions",
    "StaffStore",
    "StoredChoice",
    "StoredMedia",
    "Templates",
    "Throttle",
    "Tokens",
    "TrainedModel",
    "Trainings",
    "UnitOfWork",
    "UnitOfWorkFactory",
    "VersionStatus",
    "WaitingList",
    "WebSession",
    "WebSessions",
    "Words",
]
