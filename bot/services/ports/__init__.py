"""What services need of the world, as Protocols. Concrete classes are named in bot.bootstrap only."""

from bot.services.ports.alerts import Alerts
from bot.services.ports.conversations import (
    ChoiceStore,
    ContactPoints,
    Conversations,
    StoredChoice,
)
from bot.services.ports.messages import MediaStore, Messages, NewMessage, StoredMedia
from bot.services.ports.requests import Drafts, Notes, Requests
from bot.services.ports.work import Events, Jobs, UnitOfWork, UnitOfWorkFactory
from bot.services.ports.world import Pace, Pages, Sender, Senders, Words

__all__ = [
    "Alerts",
    "ChoiceStore",
    "ContactPoints",
    "Conversations",
    "Drafts",
    "Events",
    "Jobs",
    "MediaStore",
    "Messages",
    "NewMessage",
    "Notes",
    "Pace",
    "Pages",
    "Requests",
    "Sender",
    "Senders",
    "StoredChoice",
    "StoredMedia",
    "UnitOfWork",
    "UnitOfWorkFactory",
    "Words",
]
