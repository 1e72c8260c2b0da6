"""Centres in the console: filled in with a day and a name, emptied, told only when both languages are there."""

import pytest

from bot.domain.centre import Centre, CentreField
from bot.domain.staff import Role
from tests.support.console import Browser, Office

PAGE = "/centres/swaqa"
PHONE = {"phone-ar": "065500000", "phone-en": "065500000", "phone-checked": "2026-11-01"}


@pytest.fixture
async def rana(office: Office) -> Browser:
    async with office.core.begin() as tx:
        await tx.centres.seed([Centre("swaqa", {"ar": "سواقة", "en": "Swaqa"})])
    return await office.signed_in(await office.hire("Rana", Role.COORDINATOR))


async def phone(office: Office) -> tuple[str, str] | None:
    async with office.core.begin() as tx:
        (centre,) = await tx.centres.all()
    value = centre.fields.get(CentreField.PHONE)
    return (value.texts["ar"], value.checked_by) if value else None


async def test_a_field_is_filled_in_with_its_day_and_name(office: Office, rana: Browser) -> None:
    assert (await rana.post(PAGE, PHONE)).status_code == 303
    assert await phone(office) == ("065500000", "Rana")
    assert "1 of 7 filled in" in (await rana.get("/centres")).text
    assert (await rana.post(PAGE)).status_code == 303
    assert await phone(office) is None


async def test_only_what_changed_gets_the_writers_name(office: Office, rana: Browser) -> None:
    await rana.post(PAGE, PHONE)
    huda = await office.signed_in(await office.hire("Huda", Role.COORDINATOR))
    await huda.post(PAGE, PHONE | {"address-ar": "أ", "address-en": "A", "address-checked": "2026-11-02"})
    assert await phone(office) == ("065500000", "Rana")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"phone-en": ""}, "both languages"),
        ({"phone-checked": ""}, "date is missing"),
        ({"phone-checked": "2999-01-01"}, "not come yet"),
        ({"phone-checked": "soon"}, "date is missing"),
    ],
)
async def test_half_a_field_is_not_taken(
    office: Office, rana: Browser, change: dict[str, str], said: str
) -> None:
    refused = await rana.post(PAGE, PHONE | change)
    assert refused.status_code == 422
    assert said in refused.text
    assert "065500000" in refused.text
    assert await phone(office) is None


async def test_a_caseworker_reads_only(office: Office, rana: Browser) -> None:
    sami = await office.signed_in(await office.hire("Sami", Role.CASEWORKER))
    assert (await sami.get(PAGE)).status_code == 200
    assert (await sami.post(PAGE, PHONE)).status_code == 403


async def test_an_unknown_centre_is_not_there(office: Office, rana: Browser) -> None:
    assert (await rana.get("/centres/atlantis")).status_code == 404
