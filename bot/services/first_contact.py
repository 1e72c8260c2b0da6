"""The notice that everybody gets once: a machine answers, what is kept, who reads it."""

from bot.domain.conversation import Conversation
from bot.services import outbox
from bot.services.ports import UnitOfWork


async def give_notice(tx: UnitOfWork, conversation: Conversation) -> None:
    if conversation.notice_given:
        return
    await outbox.notify(tx, conversation, "notice.first")
    await tx.contact_points.mark_notice_given(conversation.contact_point_id)
    conversation.notice_given = True
