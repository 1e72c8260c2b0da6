"""The desk for programs as its contract says."""

from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain.channel import Channel
from bot.domain.staff import Staff
from bot.services import hand_over
from bot.services.api_tokens import make_token, revoke_token
from tests.support.calendar import at, booked, opened
from tests.support.programs import Programs
from tests.support.world import World


async def queued(world: World, words: str = "help me", **where: object) -> UUID:
    conversation_id = (await world.say(words, **where)).conversation_id
    async with world.begin() as tx:
        await hand_over.queue(tx, await tx.conversations.lock(conversation_id), "asked", world.now)
    return conversation_id


async def test_the_queue(world: World, desk: Programs, samira: Staff) -> None:
    conversation_id = await queued(world, channel=Channel.WHATSAPP)
    await world.pass_time(timedelta(minutes=30))
    (item,) = await (await desk.of(samira)).queue()
    assert item["conversation"] == str(conversation_id)
    assert (item["channel"], item["priority"], item["reason"]) == ("whatsapp", "normal", "asked")
    assert item["waiting_seconds"] == 1800
    assert item["window_minutes_left"] in (23 * 60 + 29, 23 * 60 + 30)
    assert item["preview"] == "help me"


async def test_who_worried_and_fell_silent_is_to_be_looked_at(
    world: World, desk: Programs, samira: Staff
) -> None:
    await queued(world, who="waits")
    worried = (await world.say("GREY", who="silent")).conversation_id
    await world.pass_time(timedelta(minutes=10, seconds=5))
    await world.work()
    first, second = await (await desk.of(samira)).queue()
    assert (first["conversation"], first["priority"], first["reason"]) == (str(worried), "look", "worrying")
    assert second["priority"] == "normal"


async def test_a_conversation_and_its_messages(world: World, desk: Programs, samira: Staff) -> None:
    conversation_id = (await world.say("one")).conversation_id
    found = await (await desk.of(samira)).conversation(conversation_id)
    assert (found["state"], found["holder"]) == ("assistant", None)
    said = [(m["from"], m["text"], m["delivery"]) for m in found["messages"]]
    assert said == [
        ("person", "one", None),
        ("system", "notice.first", "sent"),
        ("assistant", "echo {'text': 'one'}", "sent"),
    ]
    assert {"id", "at"} <= found["messages"][0].keys()


@pytest.mark.parametrize("channel", [Channel.TELEGRAM, Channel.WHATSAPP])
async def test_one_is_found_by_its_address(
    world: World, desk: Programs, samira: Staff, channel: Channel
) -> None:
    conversation_id = (await world.say("one", channel=channel, who="962790000001")).conversation_id
    program = await desk.of(samira)
    found = await program.get("/conversations", channel=channel.value, external_id="962790000001")
    missing = await program.get("/conversations", channel=channel.value, external_id="962790000002")
    assert found.json()["id"] == str(conversation_id)
    assert (missing.status_code, missing.json()["error"]) == (404, "not_found")


async def test_the_loser_of_a_claim_gets_the_holder(
    world: World, desk: Programs, samira: Staff, omar: Staff
) -> None:
    conversation_id = await queued(world)
    won = await (await desk.of(samira)).post(f"/conversations/{conversation_id}/claim")
    lost = await (await desk.of(omar)).post(f"/conversations/{conversation_id}/claim")
    assert (won.status_code, won.json()["state"], won.json()["holder"]) == (200, "claimed", "Samira")
    assert (lost.status_code, lost.json()["holder"]) == (409, "Samira")
    assert "Samira" in lost.json()["message"]


async def test_a_reply_reaches_the_person_once(world: World, desk: Programs, samira: Staff) -> None:
    conversation_id = await queued(world)
    program = await desk.of(samira)
    answers = [
        await program.post(f"/conversations/{conversation_id}/replies", {"id": "r1", "text": "hello"})
        for _ in range(2)
    ]
    await world.work()
    assert [a.status_code for a in answers] == [201, 201]
    assert answers[0].json()["id"] == answers[1].json()["id"]
    assert world.sent().count("hello") == 1
    assert (await program.conversation(conversation_id))["messages"][-1]["delivery"] == "sent"


async def test_notes_are_for_staff(world: World, desk: Programs, samira: Staff) -> None:
    conversation_id = await queued(world)
    program = await desk.of(samira)
    answer = await program.post(f"/conversations/{conversation_id}/notes", {"text": "call the centre"})
    found = await program.conversation(conversation_id)
    assert answer.status_code == 201
    assert [(n["name"], n["text"]) for n in found["notes"]] == [("Samira", "call the centre")]
    assert all(m["text"] != "call the centre" for m in found["messages"])


@pytest.mark.parametrize(("verb", "state"), [("resolve", "resolved"), ("return", "assistant")])
async def test_letting_go_takes_effect_after_ten_seconds(
    world: World, desk: Programs, samira: Staff, verb: str, state: str
) -> None:
    conversation_id = await queued(world)
    program = await desk.of(samira)
    await program.post(f"/conversations/{conversation_id}/claim")
    answer = await program.post(f"/conversations/{conversation_id}/{verb}")
    assert (answer.status_code, answer.json()["state"]) == (200, "claimed")
    assert answer.json()["takes_effect_at"]
    await world.pass_time(timedelta(seconds=11))
    await world.work()
    assert (await program.conversation(conversation_id))["state"] == state


async def test_it_is_undone_in_time(world: World, desk: Programs, samira: Staff) -> None:
    conversation_id = await queued(world)
    program = await desk.of(samira)
    await program.post(f"/conversations/{conversation_id}/claim")
    await program.post(f"/conversations/{conversation_id}/return")
    answer = await program.post(f"/conversations/{conversation_id}/undo")
    again = await program.post(f"/conversations/{conversation_id}/undo")
    assert (answer.status_code, answer.json()["takes_effect_at"]) == (200, None)
    assert (again.status_code, again.json()["error"]) == (409, "wrong_state")


async def test_what_nobody_holds_is_not_resolved(world: World, desk: Programs, samira: Staff) -> None:
    conversation_id = await queued(world)
    answer = await (await desk.of(samira)).post(f"/conversations/{conversation_id}/resolve")
    assert (answer.status_code, answer.json()["error"]) == (409, "wrong_state")


async def test_after_the_window_nothing_is_sent(world: World, desk: Programs, samira: Staff) -> None:
    conversation_id = await queued(world, channel=Channel.WHATSAPP)
    await world.pass_time(timedelta(hours=25))
    body = {"id": "1", "text": "hello"}
    answer = await (await desk.of(samira)).post(f"/conversations/{conversation_id}/replies", body)
    assert (answer.status_code, answer.json()["error"]) == (409, "window_closed")


async def test_anothers_opens_with_a_reason(world: World, desk: Programs, samira: Staff, omar: Staff) -> None:
    conversation_id = await queued(world)
    await (await desk.of(samira)).post(f"/conversations/{conversation_id}/claim")
    program = await desk.of(omar)
    closed = await program.get(f"/conversations/{conversation_id}")
    assert (closed.status_code, closed.json()["error"]) == (403, "reason_needed")
    await program.post(f"/conversations/{conversation_id}/open", {"reason": "covering"})
    assert (await program.conversation(conversation_id))["holder"] == "Samira"
    async with world.begin() as tx:
        verbs = [e.verb for e in await tx.audit.of("conversation", conversation_id)]
    assert verbs == ["opened", "opened_with_reason", "claimed"]


async def test_appointments(world: World, desk: Programs, samira: Staff) -> None:
    hana = await opened(world)
    conversation_id = (await world.receive("one")).conversation_id
    await booked(world, at(10), conversation_id)
    span = {"from": "2026-11-29T00:00:00+03:00", "to": "2026-11-30T00:00:00+03:00"}
    (item,) = (await (await desk.of(samira)).get("/appointments", **span)).json()["items"]
    assert item == {
        "conversation": str(conversation_id),
        "service": "follow_up",
        "start": "2026-11-29T10:00:00+03:00",
        "end": "2026-11-29T10:45:00+03:00",
        "caseworker": hana.name,
        "room": "",
        "status": "booked",
    }


async def test_appointments_of_another_span_or_of_no_span(desk: Programs, samira: Staff) -> None:
    program = await desk.of(samira)
    answer = await program.get("/appointments", **{"from": "2026-11-01T00:00:00+03:00"})
    wrong = await program.get("/appointments", **{"from": "tomorrow"})
    assert (answer.status_code, answer.json()) == (200, {"items": []})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "from")


@pytest.mark.parametrize(
    "path",
    ["/conversations/0d5d5d0c-3a58-4a55-9f4c-2b1d1a4a7c11", "/requests/123456", "/conversations/nonsense"],
)
async def test_what_is_not_there_is_not_found(desk: Programs, samira: Staff, path: str) -> None:
    answer = await (await desk.of(samira)).get(path)
    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")


async def test_without_a_good_token_nothing(world: World, desk: Programs, samira: Staff) -> None:
    async with world.begin() as tx:
        token, secret = await make_token(tx, samira, "old", "write", world.now)
        await revoke_token(tx, samira, token.id, world.now)
    for program in (desk.with_token("nonsense"), desk.with_token(secret)):
        answer = await program.get("/queue")
        assert (answer.status_code, answer.json()["error"]) == (401, "no_token")
        assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_token_runs_out(world: World, desk: Programs, samira: Staff) -> None:
    program = await desk.of(samira)
    await world.pass_time(timedelta(days=91))
    assert (await program.get("/queue")).status_code == 401


async def test_a_reading_token_only_reads(world: World, desk: Programs, samira: Staff) -> None:
    conversation_id = await queued(world)
    program = await desk.of(samira, "read")
    assert len(await program.queue()) == 1
    answer = await program.post(f"/conversations/{conversation_id}/claim")
    assert (answer.status_code, answer.json()["error"]) == (403, "read_only")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"id": "1"}, "text"),
        ({"id": "1", "text": "  "}, "text"),
        ({"id": "1", "text": "a" * 4001}, "text"),
        ({"id": "", "text": "a"}, "id"),
        ({"id": {}, "text": "a"}, "id"),
        ([], "body"),
    ],
)
async def test_what_is_wrong_with_a_reply_is_named(
    world: World, desk: Programs, samira: Staff, body: object, field: str
) -> None:
    conversation_id = await queued(world)
    answer = await (await desk.of(samira)).post(f"/conversations/{conversation_id}/replies", body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


async def test_what_is_no_json_and_what_is_too_large(world: World, desk: Programs, samira: Staff) -> None:
    address = f"/api/conversations/{await queued(world)}/replies"
    http = (await desk.of(samira)).http
    assert (await http.post(address, content=b"{")).json()["error"] == "bad_json"
    assert (await http.post(address, content=b"[" * 60_000)).json()["error"] == "bad_json"
    assert (await http.post(address, content=b" " * 70_000)).status_code == 413


async def test_what_no_channel_could_send_is_replaced(world: World, desk: Programs, samira: Staff) -> None:
    conversation_id = await queued(world)
    http = (await desk.of(samira)).http
    content = rb'{"id": 1, "text": "a\u0000b\ud800c"}'
    answer = await http.post(f"/api/conversations/{conversation_id}/replies", content=content)
    await world.work()
    assert answer.json()["text"] == "a\ufffdb\ufffdc"
    assert "a\ufffdb\ufffdc" in world.sent()


async def test_problems_speak_the_callers_language(desk: Programs) -> None:
    arabic = await desk.http.get("/api/queue", headers={"accept-language": "ar"})
    english = await desk.http.get("/api/queue", headers={"accept-language": "en"})
    assert "رمز" in arabic.json()["message"]
    assert "token" in english.json()["message"]
