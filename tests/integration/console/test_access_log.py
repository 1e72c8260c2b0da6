"""Who opened what: for the holder of data protection, and nobody else."""

from uuid import UUID, uuid4

import pytest

from bot.domain.channel import Address, AddressKind, Channel
from bot.domain.message import Content, Inbound, Kind
from bot.domain.staff import Permission, Role, Staff
from bot.services.claim_conversation import claim
from bot.services.mark_restricted import mark_restricted
from bot.services.open_conversation import give_reason, readable
from bot.services.read_access_log import AccessLine, Part, read_access_log
from bot.services.receive_message import Receipt, ReceiveMessages
from tests.support.console import Browser, Office
from tests.support.world import danger_word


@pytest.fixture
async def nadia(office: Office) -> Staff:
    return await office.hire("Nadia", Role.ADMINISTRATOR, permissions={Permission.DATA_PROTECTION})


@pytest.fixture
async def browser(office: Office, nadia: Staff) -> Browser:
    return await office.signed_in(nadia)


async def wrote(office: Office) -> Receipt:
    receive = ReceiveMessages(office.core.begin, danger_word, office.core.clock)
    address = Address(Channel.TELEGRAM, AddressKind.CHAT_ID, str(uuid4()))
    return (await receive([Inbound(address, str(uuid4()), Content(Kind.TEXT, "our secret"))]))[0]


async def opened(office: Office, staff: Staff) -> UUID:
    conversation_id = (await wrote(office)).conversation_id
    async with office.core.begin() as tx:
        await readable(tx, staff, conversation_id, office.core.clock())
    return conversation_id


async def lines(office: Office, reader: Staff, part: Part = Part.OPENED, **more: object) -> list[AccessLine]:
    async with office.core.begin() as tx:
        return list((await read_access_log(tx, reader, part, **more)).lines)  # type: ignore[arg-type]


async def test_an_opening_is_told_without_words_or_names(
    office: Office, nadia: Staff, browser: Browser
) -> None:
    sami = await office.hire("Sami", Role.CASEWORKER)
    conversation_id = await opened(office, sami)
    page = (await browser.get("/access-log")).text
    assert "Sami" in page
    assert f"Person {str(conversation_id)[:4].upper()}" in page
    assert "our secret" not in page
    assert f"/desk/{conversation_id}" not in page


async def test_a_colleagues_is_told_with_the_reason(office: Office, nadia: Staff, browser: Browser) -> None:
    sami, omar = await office.hire("Sami", Role.CASEWORKER), await office.hire("Omar", Role.CASEWORKER)
    conversation_id = await opened(office, sami)
    async with office.core.begin() as tx:
        await claim(tx, sami, conversation_id, office.core.clock())
        await give_reason(tx, omar, conversation_id, "covering")
    assert "I am covering for them" in (await browser.get("/access-log?part=with_reason")).text
    (line,) = await lines(office, nadia, Part.WITH_REASON)
    assert (line.name, line.reason, line.conversation_id) == ("Omar", "covering", conversation_id)


async def test_what_is_restricted_stands_out(office: Office, nadia: Staff) -> None:
    rana = await office.hire("Rana", Role.CASEWORKER, permissions={Permission.PROTECTION})
    receipt = await wrote(office)
    assert receipt.message_id is not None
    await opened(office, rana)
    async with office.core.begin() as tx:
        await mark_restricted(tx, rana, receipt.conversation_id, receipt.message_id, on=True)
        await readable(tx, rana, receipt.conversation_id, office.core.clock())
    assert [line.restricted for line in await lines(office, nadia)] == [True, False]


async def test_one_colleague_and_page_by_page(office: Office, nadia: Staff, browser: Browser) -> None:
    sami, omar = await office.hire("Sami", Role.CASEWORKER), await office.hire("Omar", Role.CASEWORKER)
    for staff in (sami, omar, sami):
        await opened(office, staff)
    assert [line.name for line in await lines(office, nadia, who=sami.id)] == ["Sami", "Sami"]
    async with office.core.begin() as tx:
        first = await read_access_log(tx, nadia, limit=2)
        rest = await read_access_log(tx, nadia, limit=2, before=first.next)
    assert [line.name for line in first.lines] == ["Sami", "Omar"]
    assert ([line.name for line in rest.lines], rest.next) == (["Sami"], None)


async def test_everything_done_stands_there_but_nothing_about_staff(office: Office, nadia: Staff) -> None:
    sami = await office.hire("Sami", Role.CASEWORKER)
    conversation_id = await opened(office, sami)
    async with office.core.begin() as tx:
        await claim(tx, sami, conversation_id, office.core.clock())
        await tx.audit.record(sami.id, "opened", "request", "123456")
    found = [(line.verb, line.number) for line in await lines(office, nadia, Part.ALL)]
    assert found == [("opened", "123456"), ("claimed", ""), ("opened", "")]


@pytest.mark.parametrize("address", ["/access-log?part=x&who=y&before=z", "/access-log?before=1"])
async def test_an_address_that_makes_no_sense_is_the_empty_log(browser: Browser, address: str) -> None:
    shown = await browser.get(address)
    assert (shown.status_code, "Nothing here yet" in shown.text) == (200, True)


async def test_nobody_else_sees_it_or_the_way_there(office: Office) -> None:
    for role in Role:
        browser = await office.signed_in(await office.hire(f"A {role}", role))
        assert (await browser.get("/access-log")).status_code == 403
        assert "/access-log" not in (await browser.get("/me")).text
