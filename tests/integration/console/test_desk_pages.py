"""The desk's pages as a browser without scripts gets them."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from bot.domain.channel import Address, AddressKind, Channel
from bot.domain.message import Content, Delivery, Inbound, Kind, MediaKind, MediaRef
from bot.domain.request import Draft, Request, RequestStatus
from bot.domain.staff import Permission, Role, Staff
from bot.domain.template import APPROVED, TemplateStatus
from bot.services.claim_conversation import claim
from bot.services.mark_restricted import mark_restricted
from bot.services.receive_message import Receipt, ReceiveMessages
from tests.support.console import Browser, Office
from tests.support.sounds import tone
from tests.support.world import danger_word


@pytest.fixture
async def samira(office: Office) -> Staff:
    return await office.hire("Samira", Role.CASEWORKER)


@pytest.fixture
async def browser(office: Office, samira: Staff) -> AsyncIterator[Browser]:
    made = await office.signed_in(samira)
    yield made
    await made.client.aclose()


async def wrote(office: Office, words: str = "hello", **more: object) -> Receipt:
    receive = ReceiveMessages(office.core.begin, danger_word, office.core.clock)
    content = more.pop("content", Content(Kind.TEXT, words))
    assert isinstance(content, Content)
    channel = Channel(str(more.pop("channel", "telegram")))
    kind = AddressKind.PHONE if channel is Channel.WHATSAPP else AddressKind.CHAT_ID
    address = Address(channel, kind, str(more.pop("who", "962790000001")))
    return (await receive([Inbound(address, str(uuid4()), content)]))[0]


async def held_by(office: Office, staff: Staff, conversation_id: UUID) -> None:
    async with office.core.begin() as tx:
        await claim(tx, staff, conversation_id, office.core.clock())


def id_in(page: str) -> str:
    found = re.search(r'data-composer.*?name="id" value="([^"]+)"', page, re.DOTALL)
    assert found
    return found[1]


async def test_a_caseworker_begins_at_the_desk(browser: Browser) -> None:
    assert "Nobody is waiting" in (await browser.get("/desk")).text


async def test_what_people_write_is_only_words(office: Office, browser: Browser) -> None:
    receipt = await wrote(office, "<script>alert(1)</script>")
    for path in ("/desk?list=recent", f"/desk/{receipt.conversation_id}"):
        page = (await browser.get(path)).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


async def test_a_reply_takes_it_and_is_shown(office: Office, browser: Browser, samira: Staff) -> None:
    path = f"/desk/{(await wrote(office)).conversation_id}"
    page = (await browser.get(path)).text
    answer = await browser.post(f"{path}/write", {"mode": "reply", "text": "we are here", "id": id_in(page)})
    assert (answer.status_code, answer.headers["location"]) == (303, path)
    page = (await browser.get(path)).text
    assert "we are here" in page
    assert "You have it" in page


async def test_what_was_refused_stays_in_the_composer(office: Office, browser: Browser) -> None:
    other = await office.hire("Omar", Role.CASEWORKER)
    receipt = await wrote(office)
    path = f"/desk/{receipt.conversation_id}"
    page = (await browser.get(path)).text
    answer = await browser.post(f"{path}/write", {"mode": "reply", "text": " ", "id": id_in(page)})
    assert (answer.status_code, "Write something first" in answer.text) == (422, True)
    await held_by(office, other, receipt.conversation_id)
    answer = await browser.post(f"{path}/write", {"mode": "reply", "text": "mine", "id": id_in(page)})
    assert (answer.status_code, "Omar has this conversation" in answer.text) == (409, True)


async def test_scripts_get_short_answers(office: Office, browser: Browser) -> None:
    other = await office.hire("Omar", Role.CASEWORKER)
    receipt = await wrote(office)
    path = f"/desk/{receipt.conversation_id}"
    await browser.get(path)
    headers = {"Origin": "http://127.0.0.1:8000", "HX-Request": "true"}
    assert (await browser.post(f"{path}/claim", headers=headers)).status_code == 204
    async with office.core.begin() as tx:
        conversation = await tx.conversations.lock(receipt.conversation_id)
        conversation.holder_id = other.id
        await tx.conversations.save(conversation)
    lost = await browser.post(f"{path}/claim", headers=headers)
    assert (lost.status_code, "Omar" in lost.text, "<html" in lost.text) == (409, True, False)


async def test_a_colleagues_opens_after_a_reason(office: Office, browser: Browser) -> None:
    other = await office.hire("Omar", Role.CASEWORKER)
    receipt = await wrote(office, "private words")
    await held_by(office, other, receipt.conversation_id)
    path = f"/desk/{receipt.conversation_id}"
    closed = (await browser.get(path)).text
    assert "Omar has this conversation" in closed
    assert "private words" not in closed
    await browser.post(f"{path}/open", {"reason": "covering"})
    assert "private words" in (await browser.get(path)).text
    assert "opened_with_reason" in await office.acts()


async def test_an_administrator_is_shown_nothing(office: Office) -> None:
    receipt = await wrote(office, "private words")
    browser = await office.signed_in(await office.hire("Ziad", Role.ADMINISTRATOR))
    for path in ("/desk", f"/desk/{receipt.conversation_id}", "/desk/events", "/undelivered", "/requests"):
        answer = await browser.get(path)
        assert (answer.status_code, "private words" in answer.text) == (403, False), path
    await browser.client.aclose()


async def test_restricted_words_are_on_no_page(office: Office, browser: Browser, samira: Staff) -> None:
    receipt = await wrote(office, "the guard beats him")
    protector = await office.hire("Rana", Role.CASEWORKER, permissions={Permission.PROTECTION})
    assert receipt.message_id is not None
    async with office.core.begin() as tx:
        await mark_restricted(tx, protector, receipt.conversation_id, receipt.message_id)
    for path in ("/desk?list=recent", f"/desk/{receipt.conversation_id}", "/desk/live?list=recent"):
        page = (await browser.get(path)).text
        assert "the guard beats him" not in page
        assert "estricted" in page
    seer = await office.signed_in(protector)
    assert "the guard beats him" in (await seer.get(f"/desk/{receipt.conversation_id}")).text
    await seer.client.aclose()


def picture(*, inline: bool) -> Content:
    data = b"\x89PNG\r\n\x1a\n" + b"0" * 20
    ref = MediaRef(MediaKind.IMAGE, mime="image/png", filename="x.png", data=data, inline=inline)
    return Content(Kind.MEDIA, media=ref)


@pytest.mark.parametrize(("inline", "how"), [(True, "inline"), (False, "attachment")])
async def test_files_can_do_no_harm(office: Office, browser: Browser, inline: bool, how: str) -> None:
    receipt = await wrote(office, content=picture(inline=inline))
    answer = await browser.get(f"/desk/{receipt.conversation_id}/media/{receipt.message_id}")
    assert answer.headers["content-disposition"].startswith(how)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


async def test_files_open_only_from_their_own_conversation(office: Office, browser: Browser) -> None:
    receipt = await wrote(office, content=picture(inline=True))
    other = await wrote(office, who="2")
    wrong = await browser.get(f"/desk/{other.conversation_id}/media/{receipt.message_id}")
    assert wrong.status_code == 404


async def test_a_draft_is_finished_on_its_page(office: Office, browser: Browser, samira: Staff) -> None:
    receipt = await wrote(office)
    await held_by(office, samira, receipt.conversation_id)
    now = office.core.clock()
    draft = Draft(uuid4(), receipt.conversation_id, "financial_support", {"need": "the rent"}, "x", now, now)
    async with office.core.begin() as tx:
        await tx.drafts.save(draft)
    path = f"/desk/{receipt.conversation_id}/draft"
    assert "the rent" in (await browser.get(path)).text
    given = {"for_whom": "self", "inmate_relation": "son", "need": "the rent", "phone": "12"}
    wrong = await browser.post(path, given)
    assert (wrong.status_code, "not a whole phone number" in wrong.text) == (422, True)
    assert "the rent" in wrong.text
    done = await browser.post(path, given | {"phone": "", "governorate": "zarqa", "consent": "yes"})
    assert done.status_code == 303
    assert "Registered as request" in (await browser.follow()).text


async def test_a_request_is_worked_on(office: Office, browser: Browser) -> None:
    receipt = await wrote(office)
    fields = {"need": "the rent", "governorate": "zarqa"}
    request = Request(
        uuid4(),
        "483920",
        receipt.conversation_id,
        "financial_support",
        RequestStatus.NEW,
        fields,
        office.core.clock(),
    )
    async with office.core.begin() as tx:
        await tx.requests.add(request, "1234", None)
    assert "483920" in (await browser.get("/requests")).text
    assert (await browser.get("/requests?number=٤٨٣٩٢٠")).headers["location"] == "/requests/483920"
    assert "the rent" in (await browser.get("/requests/483920")).text
    await browser.post("/requests/483920/status", {"status": "accepted", "seen": "new"})
    late = await browser.post("/requests/483920/status", {"status": "closed", "seen": "new"})
    assert (late.status_code, "A colleague changed this" in late.text) == (409, True)
    await browser.post("/requests/483920/notes", {"text": "called the landlord"})
    page = (await browser.get("/requests/483920")).text
    assert "called the landlord" in page
    assert "from New to Accepted" in page


async def test_what_did_not_arrive_is_sent_again_or_set_aside(
    office: Office, browser: Browser, samira: Staff
) -> None:
    receipt = await wrote(office)
    await held_by(office, samira, receipt.conversation_id)
    path = f"/desk/{receipt.conversation_id}"
    for number in "12":
        await browser.get(path)
        await browser.post(f"{path}/write", {"mode": "reply", "text": f"words {number}", "id": number})
    async with office.core.begin() as tx:
        sent = [m for m in await tx.messages.thread(receipt.conversation_id) if m.staff_id]
        for message in sent:
            message.delivery, message.error_code = Delivery.FAILED, "403"
            await tx.messages.save(message)
    page = (await browser.get("/undelivered")).text
    assert page.count("They have blocked us") == 2
    await browser.post(f"/undelivered/{sent[0].id}/again")
    await browser.post(f"/undelivered/{sent[1].id}/aside")
    async with office.core.begin() as tx:
        found = [(await tx.messages.get(message.id)).delivery for message in sent]
    assert found == [Delivery.QUEUED, Delivery.DROPPED]
    assert "Everything arrived" in (await browser.get("/undelivered")).text


async def test_what_changes_needs_the_pages_token(office: Office, browser: Browser) -> None:
    path = f"/desk/{(await wrote(office)).conversation_id}"
    browser.token = "nonsense"
    assert (await browser.post(f"{path}/claim")).status_code == 403
    assert "claimed" not in await office.acts()


async def test_after_whatsapps_window_templates_are_offered(office: Office, browser: Browser) -> None:
    receipt = await wrote(office, channel="whatsapp")
    async with office.core.begin() as tx:
        conversation = await tx.conversations.lock(receipt.conversation_id)
        conversation.last_inbound_at = office.core.clock() - timedelta(hours=25)
        await tx.conversations.save(conversation)
        await tx.templates.keep([TemplateStatus("we_answered", "ar", APPROVED, "UTILITY")])
    path = f"/desk/{receipt.conversation_id}"
    page = (await browser.get(path)).text
    assert "24 hours since their last message are over" in page
    assert "عندنا جواب لكم" in page
    assert "نودّ أن نكمل" not in page
    await browser.post(f"{path}/template", {"template": "we_answered ar", "id": "1"})
    async with office.core.begin() as tx:
        sent = [m for m in await tx.messages.thread(receipt.conversation_id) if m.staff_id]
    assert [(m.kind, m.body["template"]["name"]) for m in sent] == [(Kind.TEMPLATE, "we_answered")]


async def test_who_protects_lifts_a_restriction(office: Office) -> None:
    receipt = await wrote(office, "the guard beats him")
    protector = await office.hire("Rana", Role.CASEWORKER, permissions={Permission.PROTECTION})
    assert receipt.message_id is not None
    async with office.core.begin() as tx:
        await mark_restricted(tx, protector, receipt.conversation_id, receipt.message_id)
    browser = await office.signed_in(protector)
    path = f"/desk/{receipt.conversation_id}"
    assert "Lift the restriction" in (await browser.get(path)).text
    await browser.post(f"{path}/restrict", {"message": str(receipt.message_id), "on": "no"})
    assert "Put this under restriction" in (await browser.get(path)).text
    await browser.client.aclose()


async def spoke(office: Office, data: bytes) -> Receipt:
    """A voice message that is kept already."""
    voice = Content(Kind.MEDIA, media=MediaRef(MediaKind.VOICE, "voice-1", "audio/ogg"))
    receipt = await wrote(office, content=voice)
    async with office.core.begin() as tx:
        assert receipt.message_id is not None
        media_id = (await tx.messages.get(receipt.message_id)).media_id
        assert media_id is not None
        stored = await tx.media.get(media_id)
        stored.mime = "audio/ogg"
        await tx.media.write(stored, data)
    return receipt


async def test_a_voice_message_is_heard_in_the_page(office: Office, browser: Browser) -> None:
    receipt = await spoke(office, tone())
    address = f"/desk/{receipt.conversation_id}/media/{receipt.message_id}/sound"
    assert f'src="{address}"' in (await browser.get(f"/desk/{receipt.conversation_id}")).text
    part = await browser.get(address, headers={"Range": "bytes=0-2"})
    assert (part.status_code, part.headers["content-type"], len(part.content)) == (206, "audio/mpeg", 3)
    whole = await browser.get(address)
    assert (whole.status_code, whole.content.startswith(b"OggS")) == (200, False)


async def test_what_is_no_sound_can_be_saved_only(office: Office, browser: Browser) -> None:
    receipt = await spoke(office, b"OggS" + bytes(500))
    address = f"/desk/{receipt.conversation_id}/media/{receipt.message_id}"
    assert (await browser.get(f"{address}/sound")).status_code == 404
    assert (await browser.get(address)).headers["content-disposition"].startswith("attachment")


async def test_an_alarm_is_judged_by_one_click_and_taken_back(office: Office, browser: Browser) -> None:
    receipt = await wrote(office, "DANGER")
    path, message = f"/desk/{receipt.conversation_id}", str(receipt.message_id)
    assert "Not a crisis" in (await browser.get(path)).text
    await browser.post(f"{path}/alarm", {"message": message, "verdict": "not_crisis"})
    page = (await browser.get(path)).text
    assert "Judged: not a crisis" in page
    assert "May be in danger" not in page
    await browser.post(f"{path}/alarm", {"message": message, "verdict": "undo"})
    assert "May be in danger" in (await browser.get(path)).text


async def test_a_missed_sign_is_added(office: Office, browser: Browser) -> None:
    receipt = await wrote(office, "I am tired of it all")
    path, message = f"/desk/{receipt.conversation_id}", str(receipt.message_id)
    assert "A sign of danger?" in (await browser.get(path)).text
    await browser.post(f"{path}/alarm", {"message": message, "verdict": "self_harm"})
    assert "Added as a missed sign of self-harm" in (await browser.get(path)).text
    for wrong in ({"message": message, "verdict": "x"}, {"message": "x", "verdict": "undo"}):
        assert (await browser.post(f"{path}/alarm", wrong)).status_code == 404
