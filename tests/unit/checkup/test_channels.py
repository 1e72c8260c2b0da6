from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from bot.checkup.channels import check_telegram, check_whatsapp
from bot.checkup.finding import Finding, Grade
from bot.settings import load_settings

TELEGRAM = {"RAFEEQ_TELEGRAM_TOKEN": "1:abc", "RAFEEQ_TELEGRAM_API_URL": "http://telegram.test"}
WEBHOOK = TELEGRAM | {"RAFEEQ_TELEGRAM_MODE": "webhook", "RAFEEQ_TELEGRAM_WEBHOOK_SECRET": "s"}
WHATSAPP = {
    "RAFEEQ_WHATSAPP_API_URL": "http://graph.test",
    "RAFEEQ_WHATSAPP_TOKEN": "t",
    "RAFEEQ_WHATSAPP_PHONE_ID": "7",
    "RAFEEQ_WHATSAPP_APP_SECRET": "s",
    "RAFEEQ_WHATSAPP_VERIFY_TOKEN": "v",
    "RAFEEQ_WHATSAPP_ACCOUNT_ID": "9",
}
Answers = Callable[[httpx.Request], httpx.Response]


def telegram(
    *, status: int = 200, webhook: dict[str, str] | None = None, ahead: timedelta = timedelta(0)
) -> Answers:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.path.startswith("/bot1:abc/")
        result = {"username": "rafeeq_bot"} if request.url.path.endswith("getMe") else webhook or {}
        date = format_datetime(datetime.now(UTC) + ahead, usegmt=True)
        return httpx.Response(status, json={"ok": status == 200, "result": result}, headers={"Date": date})

    return answer


def refuses(_: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no way out")


async def ask_telegram(environ: dict[str, str], answers: Answers) -> list[Finding]:
    async with httpx.AsyncClient(transport=httpx.MockTransport(answers)) as http:
        return await check_telegram(load_settings(environ), http)


async def ask_whatsapp(status: int, environ: dict[str, str] | None = None) -> list[Finding]:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["authorization"] == "Bearer t"
        assert request.url.path.endswith("/7")
        return httpx.Response(status, json={"display_phone_number": "+962 7 9000 0000"})

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        return await check_whatsapp(load_settings(WHATSAPP | (environ or {})), http)


async def test_a_channel_without_a_token_is_off() -> None:
    (only,) = await ask_telegram({}, refuses)

    assert only.grade is Grade.NOTE
    assert "off" in only.words


async def test_a_bot_that_answers_is_named() -> None:
    (only,) = await ask_telegram(TELEGRAM, telegram())

    assert (only.grade, only.words) == (Grade.WELL, "@rafeeq_bot (polling)")


@pytest.mark.parametrize(
    ("answers", "words"),
    [(telegram(status=401), "RAFEEQ_TELEGRAM_TOKEN is not accepted"), (refuses, "no answer from")],
)
async def test_a_bot_that_does_not_answer_says_why(answers: Answers, words: str) -> None:
    (only,) = await ask_telegram(TELEGRAM, answers)

    assert only.grade is Grade.MEND
    assert words in only.words
    assert "1:abc" not in only.words


async def test_a_clock_that_is_wrong_is_told_by_the_provider() -> None:
    _, second = await ask_telegram(TELEGRAM, telegram(ahead=timedelta(minutes=5)))

    assert (second.area, second.grade) == ("clock", Grade.MEND)


async def test_what_telegram_could_not_deliver_is_told() -> None:
    trouble = {"url": "https://rafeeq.example", "last_error_message": "Connection refused"}

    *_, last = await ask_telegram(WEBHOOK, telegram(webhook=trouble))

    assert last.grade is Grade.MEND
    assert "Connection refused" in last.words


async def test_a_number_that_answers_is_named() -> None:
    (only,) = await ask_whatsapp(200)

    assert (only.grade, only.words) == (Grade.WELL, "sends as +962 7 9000 0000")


@pytest.mark.parametrize(
    ("status", "setting"), [(401, "RAFEEQ_WHATSAPP_TOKEN"), (404, "RAFEEQ_WHATSAPP_PHONE_ID")]
)
async def test_a_refusal_names_the_setting(status: int, setting: str) -> None:
    (only,) = await ask_whatsapp(status)

    assert only.grade is Grade.MEND
    assert only.words.startswith(setting)


async def test_without_an_account_there_are_no_templates() -> None:
    *_, last = await ask_whatsapp(200, {"RAFEEQ_WHATSAPP_ACCOUNT_ID": ""})

    assert last.grade is Grade.NOTE
