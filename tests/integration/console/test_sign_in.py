"""Signing in: the same answer for everything that does not fit, slow for guessers, open for staff."""

from datetime import timedelta
from time import perf_counter

import pyotp
import pytest

from bot.domain.errors import TooManyTriesError
from bot.domain.staff import Role, Staff
from bot.persistence.passwords import Argon2Passwords
from bot.services.sign_in import Origin, SignIn, SignInRefusedError
from tests.support.console import PASSWORD, Browser, Office

QUARTER = timedelta(minutes=15)
WRONG = "not the password"


async def fail(browser: Browser, times: int, name: str = "Rana") -> None:
    for _ in range(times):
        assert (await browser.sign_in(name, WRONG)).status_code == 422


async def test_names_differ_in_case_and_spaces_only(office: Office) -> None:
    await office.hire("Rana  Odeh", Role.CASEWORKER)
    assert (await office.browser().sign_in(" RANA odeh ")).status_code == 303


async def test_wrong_name_and_wrong_password_are_answered_alike(office: Office) -> None:
    await office.hire("Rana", Role.CASEWORKER)
    wrong = await office.browser().sign_in("Rana", WRONG)
    unknown = await office.browser().sign_in("Nobody", WRONG)
    told = [page.text[page.text.index("<main") :].replace("Nobody", "Rana") for page in (wrong, unknown)]
    hide = [_without_token(text) for text in told]
    assert hide[0] == hide[1]
    assert wrong.status_code == unknown.status_code == 422


def _without_token(page: str) -> str:
    return "".join(line for line in page.splitlines() if 'name="csrf"' not in line)


async def test_an_unknown_name_takes_as_long(office: Office) -> None:
    """With real hashing: without it, the difference would be hundredfold."""
    await office.hire("Rana", Role.CASEWORKER)
    signing = SignIn(office.core.begin, Argon2Passwords(), office.core.throttle, office.core.clock)
    async with office.core.begin() as tx:
        (rana,) = await tx.staff.listed()
        await tx.staff.set_password(rana.id, await Argon2Passwords().hash(PASSWORD))
    seconds: dict[str, float] = {}
    for name in ("warm-up", "rana", "nobody", "rana", "nobody"):
        began = perf_counter()
        with pytest.raises(SignInRefusedError):
            await signing.check_password(name, WRONG, Origin("203.0.113.9"))
        seconds[name] = min(perf_counter() - began, seconds.get(name, 60))
    assert 0.2 < seconds["nobody"] / seconds["rana"] < 5


async def test_after_five_failures_a_pause_is_needed(office: Office) -> None:
    await office.hire("Rana", Role.CASEWORKER)
    guesser = office.browser()
    await fail(guesser, 5)
    assert "Too many tries" in (await guesser.sign_in("Rana")).text
    office.pass_time(QUARTER)
    assert (await guesser.sign_in("Rana")).status_code == 303


async def test_success_counts_as_no_try(office: Office) -> None:
    await office.hire("Rana", Role.CASEWORKER)
    for _ in range(8):
        browser = office.browser()
        assert (await browser.sign_in("Rana")).status_code == 303


async def test_a_guesser_elsewhere_keeps_nobody_out(office: Office) -> None:
    await office.hire("Rana", Role.CASEWORKER)
    await fail(office.browser("198.51.100.7"), 6)
    assert (await office.browser("203.0.113.9").sign_in("Rana")).status_code == 303


async def test_a_guesser_in_the_same_network_keeps_no_known_browser_out(office: Office) -> None:
    await office.hire("Rana", Role.CASEWORKER)
    known = office.browser()
    await known.sign_in("Rana")
    await known.get("/me")
    await known.post("/sign-out")
    await fail(office.browser(), 6)
    assert (await known.sign_in("Rana")).status_code == 303
    assert (await office.browser().sign_in("Rana")).status_code == 422


async def test_a_known_browser_is_limited_too(office: Office) -> None:
    await office.hire("Rana", Role.CASEWORKER)
    known = office.browser()
    await known.sign_in("Rana")
    await known.get("/me")
    await known.post("/sign-out")
    await fail(known, 10)
    assert "Too many tries" in (await known.sign_in("Rana")).text


async def test_ones_own_mark_opens_no_colleagues_account(office: Office) -> None:
    """A browser is known for those who signed in with it."""
    await office.hire("Rana", Role.CASEWORKER)
    await office.hire("Mallory", Role.CASEWORKER)
    browser = office.browser()
    await browser.sign_in("Mallory")
    await browser.get("/me")
    await browser.post("/sign-out")
    await fail(browser, 5)
    assert "Too many tries" in (await browser.sign_in("Rana", WRONG)).text


async def test_many_names_from_one_address_are_slowed(office: Office) -> None:
    guesser = office.browser()
    for number in range(40):
        await guesser.sign_in(f"name {number}", WRONG)
    assert "Too many tries" in (await guesser.sign_in("name 41", WRONG)).text


async def test_an_account_guessed_from_everywhere_leaves_each_one_try(office: Office) -> None:
    await office.hire("Rana", Role.CASEWORKER)
    signing = SignIn(office.core.begin, _Never(), office.core.throttle, office.core.clock)
    for number in range(100):
        with pytest.raises(SignInRefusedError):
            await signing.check_password("rana", WRONG, Origin(f"10.0.{number}.1"))
    stranger = Origin("203.0.113.77")
    with pytest.raises(SignInRefusedError):
        await signing.check_password("rana", WRONG, stranger)
    with pytest.raises(TooManyTriesError):
        await signing.check_password("rana", WRONG, stranger)
    assert (await office.browser("203.0.113.78").sign_in("Rana")).status_code == 303


class _Never:
    async def hash(self, _password: str) -> str:
        return ""

    async def fits(self, _password: str, _hashed: str) -> bool:
        return False


async def test_nobody_signs_in_without_a_password_set(office: Office) -> None:
    await office.hire("Rana", Role.CASEWORKER)
    async with office.core.engine.begin() as connection:
        await connection.exec_driver_sql("update staff set password_hash = null")
    assert (await office.browser().sign_in("Rana", "")).status_code == 422
    assert (await office.browser().sign_in("Rana", "nobody's")).status_code == 422


async def test_an_endless_password_is_refused_without_ado(office: Office) -> None:
    await office.hire("Rana", Role.CASEWORKER)
    assert (await office.browser().sign_in("Rana", PASSWORD + "x" * 5000)).status_code == 422


async def with_second_step(office: Office) -> tuple[Staff, pyotp.TOTP]:
    rana = await office.hire("Rana", Role.CASEWORKER)
    secret = pyotp.random_base32()
    async with office.core.begin() as tx:
        await tx.staff.set_totp(rana.id, secret, enabled=True)
    return rana, pyotp.TOTP(secret)


async def send_code(browser: Browser, code: str) -> int:
    return (await browser.post("/sign-in/code", {"code": code, "next": "/me"})).status_code


async def test_with_a_second_step_the_password_alone_opens_nothing(office: Office) -> None:
    _, codes = await with_second_step(office)
    browser = office.browser()
    assert "The code from your phone" in (await browser.sign_in("Rana")).text
    assert (await browser.client.get("/me")).status_code == 303
    assert await send_code(browser, "000000") == 422
    assert await send_code(browser, codes.at(office.time())) == 303
    assert (await browser.get("/me")).status_code == 200


async def test_a_code_is_good_once(office: Office) -> None:
    _, codes = await with_second_step(office)
    code = codes.at(office.time())
    first, second = office.browser(), office.browser("203.0.113.10")
    await first.sign_in("Rana")
    await second.sign_in("Rana")
    assert await send_code(first, code) == 303
    assert await send_code(second, code) == 422


@pytest.mark.parametrize(("late", "status"), [(-30, 303), (30, 303), (-90, 422), (90, 422)])
async def test_clocks_may_differ_by_a_step(office: Office, late: int, status: int) -> None:
    _, codes = await with_second_step(office)
    browser = office.browser()
    await browser.sign_in("Rana")
    assert await send_code(browser, codes.at(office.time() + timedelta(seconds=late))) == status


async def test_codes_are_typed_in_any_digits(office: Office) -> None:
    _, codes = await with_second_step(office)
    browser = office.browser()
    await browser.sign_in("Rana")
    arabic = codes.at(office.time()).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert await send_code(browser, f"{arabic[:3]} {arabic[3:]}") == 303


async def test_codes_are_not_guessed(office: Office) -> None:
    _, codes = await with_second_step(office)
    browser = office.browser()
    await browser.sign_in("Rana")
    right = codes.at(office.time())
    for _ in range(5):
        assert await send_code(browser, "1" * 6 if right != "1" * 6 else "2" * 6) == 422
    assert await send_code(browser, right) == 422


async def test_a_code_without_the_password_opens_nothing(office: Office) -> None:
    _, codes = await with_second_step(office)
    browser = office.browser()
    await browser.get("/sign-in")
    assert await send_code(browser, codes.at(office.time())) == 303
    assert browser.seen.headers["location"] == "/sign-in"
