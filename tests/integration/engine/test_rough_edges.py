"""What was seen to go wrong in real conversations, on the worker's side."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from bot.domain.commands import CommandName
from bot.domain.message import Content, Kind, MediaKind, MediaRef
from bot.domain.request import Draft
from bot.services.dialogue import Answer, Command, Reply
from tests.support.world import World

VOICE = Content(Kind.MEDIA, media=MediaRef(MediaKind.VOICE, "F1"))


async def with_draft(world: World) -> UUID:
    conversation_id = (await world.say("hello")).conversation_id
    async with world.begin() as tx:
        draft = Draft(uuid4(), conversation_id, "financial_support", {}, "phone", world.now, world.now)
        await tx.drafts.save(draft)
    return conversation_id


async def test_a_voice_note_in_the_middle_of_a_form_goes_to_the_draft_and_the_form_asks_again(
    world: World,
) -> None:
    conversation_id = await with_draft(world)
    world.dialogue.script = lambda _: Answer([Reply("attachment.added"), Reply("form.phone.ask")], [], {})
    voice = await world.say(content=VOICE)
    assert world.sent()[-2:] == ["attachment.added", "form.phone.ask"]
    turn = world.dialogue.turns[-1]
    assert (turn.text or "", turn.facts.attachment) == ("", "media")
    async with world.begin() as tx:
        draft = await tx.drafts.of_conversation(conversation_id)
        assert draft is not None
        assert draft.fields["attachments"] == [str(voice.message_id)]


async def test_without_a_form_it_is_acknowledged_without_the_engine(world: World) -> None:
    await world.say(content=VOICE)
    assert (world.sent()[-1], world.dialogue.turns) == ("attachment.received", [])


async def test_an_edit_in_the_middle_of_a_form_is_asked_for_anew_once(world: World) -> None:
    await with_draft(world)
    for _ in range(2):
        await world.say(content=Content(Kind.EDIT, "Amman"))
    assert world.sent().count("edit.ask_again") == 1


async def test_an_edit_without_a_form_needs_no_word(world: World) -> None:
    await world.say("hello")
    await world.say(content=Content(Kind.EDIT, "hallo"))
    assert "edit.ask_again" not in world.sent()


@pytest.mark.parametrize(
    ("words", "ago", "breaks"), [("salam", 61, True), ("salam", 5, False), ("a b c d e f g", 61, False)]
)
async def test_a_short_message_after_an_hour_breaks_a_silence(
    world: World, words: str, ago: int, breaks: bool
) -> None:
    await world.say("hello")
    assert world.dialogue.turns[-1].facts.after_silence
    async with world.core.engine.begin() as connection:
        await connection.execute(text("update messages set at = at - :ago"), {"ago": timedelta(minutes=ago)})
    await world.say(words)
    assert world.dialogue.turns[-1].facts.after_silence is breaks


async def test_a_request_promises_once(world: World) -> None:
    consent = {"purpose": "support", "text_version": "1"}
    register = Command(
        CommandName.REGISTER_REQUEST, {"kind": "financial_support", "fields": {}, "consent": consent}
    )
    hand_over = Command(CommandName.HAND_OVER, {"reason": "asked"})
    world.dialogue.script = lambda _: Answer([], [register, hand_over], {})
    await world.say("yes")
    assert [said.split()[0] for said in world.sent()] == ["notice.first", "request.registered"]
