"""A desk with something of everything on it, and the address of each page that shows it."""

from datetime import timedelta
from uuid import UUID, uuid4

from bot.domain.centre import Centre
from bot.domain.channel import Channel
from bot.domain.errors import FinalError
from bot.domain.message import Content, Kind, MediaKind, MediaRef
from bot.domain.request import Draft, Request, RequestStatus
from bot.domain.staff import Staff
from bot.domain.template import APPROVED, TemplateStatus
from bot.services import hand_over
from bot.services.add_note import add_note
from bot.services.claim_conversation import claim
from bot.services.keep_question import keep_question
from bot.services.mark_restricted import mark_restricted
from bot.services.ports.learning import ExampleSource, ExampleStatus, LearnedExample, TrainingState
from bot.services.reply_as_staff import reply
from bot.services.seed_articles import seed_articles
from tests.support.knowledge import article, text, word_encoder
from tests.support.world import World

LONG = "https://example.org/" + "b" * 200
NUMBER = "483920"


async def furnish(world: World, me: Staff, colleague: Staff) -> dict[str, str]:
    """Addresses by what they show."""
    await _in_danger(world)
    anothers = await _asked(world, "two", "بدي احكي مع موظف")
    async with world.begin() as tx:
        await claim(tx, colleague, anothers, world.now)
    mine = await _mine(world, me)
    closed = await _window_closed(world, me)
    await _undelivered(world)
    await _unfinished(world, mine)
    await _known(world, colleague)
    return {
        "a held conversation": f"/desk/{mine}?list=mine",
        "its details": f"/desk/{mine}?show=details",
        "its draft": f"/desk/{mine}/draft",
        "a colleague's": f"/desk/{anothers}",
        "a closed window": f"/desk/{closed}?list=recent",
        "the queue": "/desk",
        "undelivered": "/undelivered",
        "requests": "/requests",
        "a request": f"/requests/{NUMBER}",
        "an article": "/articles/visit-who",
        "its editor": "/articles/visit-who/edit",
        "its version": "/articles/visit-who/versions/2",
        "found articles": "/articles/find?q=relatives",
        "a centre": "/centres/swaqa",
    }


async def _said(world: World, who: str, *texts: str, channel: Channel = Channel.TELEGRAM) -> UUID:
    for words in texts:
        receipt = await world.receive(words, who=who, channel=channel)
    return receipt.conversation_id


async def _asked(world: World, who: str, *texts: str, channel: Channel = Channel.TELEGRAM) -> UUID:
    conversation_id = await _said(world, who, *texts, channel=channel)
    async with world.begin() as tx:
        await hand_over.queue(tx, await tx.conversations.lock(conversation_id), "asked", world.now)
    return conversation_id


async def _in_danger(world: World) -> None:
    await _said(world, "one", "DANGER ما بدي أعيش")


async def _mine(world: World, me: Staff) -> UUID:
    """With a file, a restricted matter, a reply and a note, and words that could push a page wide."""
    conversation_id = await _asked(world, "three", "السلام عليكم", LONG)
    picture = Content(Kind.MEDIA, media=MediaRef(MediaKind.VOICE, "file-1", "audio/ogg"))
    receipt = await world.receive(who="three", content=picture)
    async with world.begin() as tx:
        await claim(tx, me, conversation_id, world.now)
        await reply(tx, me, conversation_id, f"أهلاً وسهلاً {LONG}", world.now, client_id="1")
        await add_note(tx, me, conversation_id, "نتصل بهم غداً", world.now, client_id="2")
        if receipt.message_id is not None:
            await mark_restricted(tx, me, conversation_id, receipt.message_id, on=True)
    return conversation_id


async def _window_closed(world: World, me: Staff) -> UUID:
    conversation_id = await _asked(world, "four", "مرحبا", channel=Channel.WHATSAPP)
    async with world.begin() as tx:
        await claim(tx, me, conversation_id, world.now)
        conversation = await tx.conversations.lock(conversation_id)
        conversation.last_inbound_at = world.now - timedelta(hours=25)
        await tx.conversations.save(conversation)
        await tx.templates.keep([TemplateStatus("we_answered", "ar", APPROVED, "UTILITY")])
    return conversation_id


async def _undelivered(world: World) -> None:
    world.senders[Channel.TELEGRAM].trouble = [FinalError("413")]
    await _said(world, "five", "مرحبا")


async def _unfinished(world: World, conversation_id: UUID) -> None:
    fields = {"for_whom": "self", "need": "الإيجار متأخر شهرين"}
    draft = Draft(uuid4(), conversation_id, "financial_support", fields, "need", world.now, world.now)
    request = Request(
        uuid4(), NUMBER, conversation_id, "financial_support", RequestStatus.NEW, fields, world.now
    )
    async with world.begin() as tx:
        await tx.drafts.save(draft)
        await tx.requests.add(request, "1234", None)


async def _known(world: World, colleague: Staff) -> None:
    """An article with a colleague's draft, a centre, an open question, an example, a training that failed."""
    async with world.begin() as tx:
        await seed_articles(tx, [article()], word_encoder())
        await tx.centres.seed([Centre("swaqa", {"ar": "سواقة", "en": "Swaqa"})])
        changed = article(arabic=text(answer=f"يزور الأقارب خلال 48 ساعة {LONG}"))
        await tx.articles.add_version(changed, status="draft", author=colleague.id)
        await keep_question(tx, f"كم الكفالة {LONG}", "ar", {"reason": "no_answer", "intent": "ask_bail"})
        example = LearnedExample(
            uuid4(), f"متى {LONG}", "ask_bail", "ar", ExampleStatus.PROPOSED, ExampleSource.THREAD
        )
        await tx.examples.add(example, by=colleague.id)
        training = await tx.trainings.start(colleague.id)
        if training is not None:
            await tx.trainings.report(training, TrainingState.FAILED, f"it broke {LONG}")
