"""What services need of the world, as Protocols. Concrete classes are named in bot.bootstrap only."""

from bot.services.ports.conversations import (
    ChoiceStore,
    ContactPoints,
    Conversations,
    StoredChoice,
)
from bot.services.ports.messages import MediaStore, Messages, NewMessage, StoredMedia
from bot.services.ports.requests import Drafts, Notes, Requests
from bot.services.ports.work import Events, Jobs, UnitOfWork, UnitOfWorkFactory
from bot.services.ports.world import Pages, Senders, Words

__all__ = [
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
    "Pages",
    "Requests",
    "Senders",
    "StoredChoice",
    "StoredMedia",
    "UnitOfWork",
    "UnitOfWorkFactory",
    "Words",
]
