"""Fetches one medium that a person sent, checks it and stores it; no transaction is open meanwhile."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from bot.domain.channel import Channel
from bot.domain.clock import Clock
from bot.domain.conversation import State
from bot.domain.errors import FinalError, ProviderError, RejectedError, TryAgainError
from bot.domain.media import MediaProblem, MediaRefusedError
from bot.domain.message import MediaKind, MediaRef
from bot.services import outbox
from bot.services.deliver import Later
from bot.services.media_check import Checked, check_media
from bot.services.ports import MediaSources, StoredMedia, UnitOfWork, UnitOfWorkFactory

GIVE_UP_AFTER = timedelta(hours=1)
"""Shorter than the providers keep it, longer than their ordinary troubles."""


@dataclass(frozen=True, slots=True)
class Fetching:
    begin: UnitOfWorkFactory
    sources: MediaSources
    clock: Clock


async def fetch_media(world: Fetching, media_id: UUID) -> None:
    """Raises Later when it is worth trying again."""
    async with world.begin() as tx:
        media = await tx.media.get(media_id)
        channel = (await tx.conversations.get(media.conversation_id)).channel
    if media.status != "waiting":
        return
    try:
        checked = await check_media(await _fetch(world, media, channel))
    except MediaRefusedError as error:
        await _record(world, media, "refused", error.problem)
    except ProviderError as error:
        if isinstance(error, TryAgainError) and _young(world, media):
            raise Later(error.at) from None
        await _record(world, media, "failed", _problem(error))
    else:
        await _store(world, media, checked)


async def _fetch(world: Fetching, media: StoredMedia, channel: Channel) -> bytes:
    source = world.sources.get(channel)
    if source is None:
        raise FinalError(MediaProblem.CHANNEL_OFF)
    ref = MediaRef(media.kind, str(media.source.get("id", "")), media.mime, media.filename, media.size)
    return await source.fetch(ref)


def _young(world: Fetching, media: StoredMedia) -> bool:
    return media.at is None or world.clock() - media.at < GIVE_UP_AFTER


def _problem(error: ProviderError) -> MediaProblem:
    if isinstance(error, RejectedError):
        return MediaProblem.GONE
    return MediaProblem.CHANNEL_OFF if error.code == MediaProblem.CHANNEL_OFF else MediaProblem.UNREACHABLE


async def _store(world: Fetching, media: StoredMedia, checked: Checked) -> None:
    async with world.begin() as tx:
        if await _still_waits(tx, media):
            media.mime, media.inline = checked.mime, checked.inline
            await tx.media.write(media, checked.data)
            await tx.events.conversation_changed(media.conversation_id)


async def _record(world: Fetching, media: StoredMedia, status: str, problem: MediaProblem) -> None:
    """Staff see it beside the message; the person is told, unless somebody is talking with them anyway."""
    async with world.begin() as tx:
        if not await _still_waits(tx, media):
            return
        await tx.media.mark(media.id, status, problem)
        await tx.events.conversation_changed(media.conversation_id)
        conversation = await tx.conversations.get(media.conversation_id)
        if conversation.state is State.CLAIMED or media.kind is MediaKind.STICKER:
            return
        key = "attachment.too_large" if problem is MediaProblem.TOO_LARGE else "attachment.not_opened"
        await outbox.notify(tx, conversation, key)


async def _still_waits(tx: UnitOfWork, media: StoredMedia) -> bool:
    """Two workers can have fetched it at once: the conversation's lock lets one of them store it."""
    await tx.conversations.lock(media.conversation_id)
    return (await tx.media.get(media.id)).status == "waiting"
