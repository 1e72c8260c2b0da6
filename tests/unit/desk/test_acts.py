"""The rules of the desk's acts, without a database."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.channel import Channel
from bot.domain.conversation import UNDO_SECONDS, Release, State
from bot.domain.crisis import AlertStep, CrisisAlert
from bot.domain.errors import (
    AlreadyHeldError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    WindowClosedError,
    WrongStateError,
)
from bot.domain.restriction import Exchange
from bot.domain.staff import Role, Staff
from bot.services.add_note import add_note
from bot.services.claim_conversation import claim
from bot.services.let_go import let_go, put_back, undo
from bot.services.mark_restricted import mark_restricted
from bot.services.open_conversation import AnothersConversationError, give_reason, readable
from bot.services.reply_as_staff import reply
from tests.support.fake_desk import NOW, Desk, desk_of, person_says
from tests.support.staff import member

SAMIRA, OMAR = member("Samira"), member("Omar")
HALA, ZIAD = member("Hala", Role.COORDINATOR), member("Ziad", Role.ADMINISTRATOR)
RANA = member("Rana", protection=True)
EVERYBODY = (SAMIRA, OMAR, HALA, ZIAD, RANA)
LATER = NOW + timedelta(seconds=UNDO_SECONDS + 1)

Act = Callable[[Desk, Staff], Awaitable[object]]
ACTS: dict[str, Act] = {
    "claim": lambda tx, who: claim(tx.port, who, tx.conversation.id, NOW),
    "reply": lambda tx, who: reply(tx.port, who, tx.conversation.id, "hello", NOW, client_id="1"),
    "note": lambda tx, who: add_note(tx.port, who, tx.conversation.id, "hello", NOW, client_id="1"),
    "return": lambda tx, who: let_go(tx.port, who, tx.conversation.id, Release.RETURN, NOW),
    "resolve": lambda tx, who: let_go(tx.port, who, tx.conversation.id, Release.RESOLVE, NOW),
    "put back": lambda tx, who: put_back(tx.port, who, tx.conversation.id, NOW),
}
VERBS = {"claim": "claimed", "reply": "replied", "note": "noted", "return": "returned",
         "resolve": "resolved", "put back": "put_back"}  # fmt: skip


def held(by: Staff, **more: Any) -> Desk:
    return desk_of(*EVERYBODY, state=State.CLAIMED, holder_id=by.id, **more)


@pytest.mark.parametrize("name", ACTS)
async def test_the_holder_may_do_everything_and_it_is_logged(name: str) -> None:
    tx = held(SAMIRA)
    await ACTS[name](tx, SAMIRA)
    assert tx.log == ([] if name == "claim" else [VERBS[name]])


@pytest.mark.parametrize("name", ACTS)
async def test_a_colleague_is_refused_by_the_holders_name(name: str) -> None:
    tx = held(SAMIRA)
    with pytest.raises(AlreadyHeldError) as refused:
        await ACTS[name](tx, OMAR)
    assert refused.value.holder_name == "Samira"
    assert (tx.log, tx.stored, tx.queued) == ([], {}, [])


@pytest.mark.parametrize("name", ACTS)
async def test_an_administrator_may_do_nothing(name: str) -> None:
    for tx in (held(SAMIRA), desk_of(*EVERYBODY)):
        with pytest.raises(NotAllowedError):
            await ACTS[name](tx, ZIAD)


@pytest.mark.parametrize(
    ("name", "free"),
    [("claim", False), ("reply", False), ("note", True), ("return", True), ("put back", True)],
)
async def test_a_coordinator_notes_and_frees_but_does_not_write_for_others(name: str, free: bool) -> None:
    tx = held(SAMIRA)
    if free:
        await ACTS[name](tx, HALA)
        assert tx.log == [VERBS[name]]
    else:
        with pytest.raises(AlreadyHeldError):
            await ACTS[name](tx, HALA)


@pytest.mark.parametrize("name", ["return", "resolve", "put back"])
async def test_what_nobody_holds_is_not_let_go(name: str) -> None:
    with pytest.raises(WrongStateError):
        await ACTS[name](desk_of(*EVERYBODY), SAMIRA)


async def test_what_does_not_exist_is_not_found() -> None:
    tx = desk_of(*EVERYBODY)
    with pytest.raises(NotFoundError):
        await claim(tx.port, SAMIRA, uuid4(), NOW)


async def test_a_claim_raises_the_epoch_once_and_says_who_joined() -> None:
    tx = desk_of(*EVERYBODY)
    for _ in range(2):
        await ACTS["claim"](tx, SAMIRA)
    assert (tx.conversation.epoch, tx.said(), tx.log) == (2, ["handover.joined"], ["claimed"])


async def test_a_reply_claims_and_belongs_to_no_epoch() -> None:
    tx = desk_of(*EVERYBODY)
    message = await reply(tx.port, SAMIRA, tx.conversation.id, " hello ", NOW, client_id="1")
    assert (message.text, message.epoch, tx.conversation.holder_id) == ("hello", None, SAMIRA.id)
    assert tx.log == ["claimed", "replied"]


async def test_the_same_reply_again_is_the_first_one_even_after_somebody_else_took_over() -> None:
    tx = desk_of(*EVERYBODY)
    first = await ACTS["reply"](tx, SAMIRA)
    tx.conversation.holder_id = OMAR.id
    assert await ACTS["reply"](tx, SAMIRA) is first
    assert tx.queued.count("deliver") == 2


@pytest.mark.parametrize("name", ["reply", "claim"])
async def test_after_the_window_nothing_is_said(name: str) -> None:
    tx = desk_of(*EVERYBODY, channel=Channel.WHATSAPP, last_inbound_at=NOW - timedelta(hours=24))
    if name == "reply":
        with pytest.raises(WindowClosedError):
            await ACTS[name](tx, SAMIRA)
        assert tx.conversation.holder_id is None
    else:
        await ACTS[name](tx, SAMIRA)
    assert tx.stored == {}


async def test_let_go_is_undone_in_time_and_not_after() -> None:
    tx = held(SAMIRA)
    await ACTS["return"](tx, SAMIRA)
    assert (tx.conversation.release, tx.queued) == (Release.RETURN, ["release"])
    with pytest.raises(WrongStateError):
        await undo(tx.port, SAMIRA, tx.conversation.id, LATER)
    await undo(tx.port, SAMIRA, tx.conversation.id, NOW)
    assert tx.conversation.release is None
    with pytest.raises(WrongStateError):
        await undo(tx.port, SAMIRA, tx.conversation.id, NOW)


async def test_who_writes_on_stays() -> None:
    tx = held(SAMIRA)
    await ACTS["resolve"](tx, SAMIRA)
    await ACTS["reply"](tx, SAMIRA)
    assert (tx.conversation.release, tx.conversation.release_at) == (None, None)


async def test_a_claim_ends_the_alarm_and_putting_back_raises_it_again() -> None:
    tx = desk_of(*EVERYBODY, crisis_at=NOW)
    first = tx.alert = CrisisAlert(uuid4(), tx.conversation.id, NOW, AlertStep.RAISED)
    await ACTS["claim"](tx, SAMIRA)
    assert (first.acknowledged_by, first.acknowledged_at) == (SAMIRA.id, NOW)
    await ACTS["put back"](tx, SAMIRA)
    assert "watch_crisis" in tx.queued
    assert (tx.conversation.state, tx.conversation.stretch) == (State.QUEUED, 1)


def restricted(**more: Any) -> Desk:
    tx = desk_of(*EVERYBODY, **more)
    tx.restricted = [Exchange(stretch=1, first=1, since=NOW)]
    return tx


@pytest.mark.parametrize("name", ["claim", "reply"])
@pytest.mark.parametrize("who", [SAMIRA, HALA], ids=["caseworker", "coordinator"])
async def test_nobody_takes_what_they_may_not_read(name: str, who: Staff) -> None:
    with pytest.raises(NotAllowedError):
        await ACTS[name](restricted(), who)
    await ACTS[name](restricted(), RANA)


async def test_in_a_crisis_any_hand_counts() -> None:
    tx = restricted(crisis_at=NOW)
    await ACTS["claim"](tx, SAMIRA)
    assert tx.conversation.holder_id == SAMIRA.id


async def test_a_note_on_a_restricted_matter_is_restricted() -> None:
    for tx, expected in ((restricted(), True), (desk_of(*EVERYBODY), False)):
        await ACTS["note"](tx, RANA)
        assert [note.restricted for note in tx.kept.values()] == [expected]


async def test_the_same_note_again_is_one() -> None:
    tx = desk_of(*EVERYBODY)
    for _ in range(2):
        await ACTS["note"](tx, SAMIRA)
    assert (len(tx.kept), tx.log) == (1, ["noted"])


async def test_a_colleagues_conversation_opens_with_a_reason_for_an_hour() -> None:
    tx = held(SAMIRA)
    with pytest.raises(AnothersConversationError) as closed:
        await readable(tx.port, OMAR, tx.conversation.id, NOW)
    assert closed.value.holder_name == "Samira"
    await give_reason(tx.port, OMAR, tx.conversation.id, "covering")
    assert await readable(tx.port, OMAR, tx.conversation.id, NOW) is tx.conversation
    with pytest.raises(AnothersConversationError):
        await readable(tx.port, OMAR, tx.conversation.id, NOW + timedelta(minutes=61))


@pytest.mark.parametrize("reason", ["", "because", "Covering"])
async def test_a_reason_is_one_of_four(reason: str) -> None:
    tx = held(SAMIRA)
    with pytest.raises(InvalidInputError):
        await give_reason(tx.port, OMAR, tx.conversation.id, reason)
    assert tx.log == []


async def test_reading_on_is_logged_once_in_a_while() -> None:
    tx = held(SAMIRA)
    for minutes in (0, 5, 14):
        await readable(tx.port, SAMIRA, tx.conversation.id, NOW + timedelta(minutes=minutes))
    assert tx.log == ["opened"]
    await readable(tx.port, SAMIRA, tx.conversation.id, NOW + timedelta(minutes=16))
    assert tx.log == ["opened", "opened"]


async def test_anybody_restricts_and_only_protection_lifts_it() -> None:
    tx = held(SAMIRA)
    message = person_says(tx, "the guard beats him")
    await mark_restricted(tx.port, SAMIRA, tx.conversation.id, message.id)
    with pytest.raises(NotAllowedError):
        await mark_restricted(tx.port, SAMIRA, tx.conversation.id, message.id, on=False)
    assert message.restricted
    await mark_restricted(tx.port, RANA, tx.conversation.id, message.id, on=False)
    assert (message.restricted, tx.log) == (False, ["restricted", "unrestricted"])
