from bot.channels.telegram.api import Api
from bot.channels.telegram.check import findings
from tests.support.fake_telegram import FakeTelegram, Person

HERE = "https://rafeeq.test"
HOOK = f"{HERE}/channels/telegram"


async def test_all_is_well(telegram: FakeTelegram, api: Api) -> None:
    assert await findings(api, None) == []
    telegram.webhook = {"url": HOOK}
    assert await findings(api, HERE) == []


async def test_a_wrong_token_is_named_and_not_shown(telegram: FakeTelegram, api: Api) -> None:
    held, telegram.token = telegram.token, "another"
    (said,) = await findings(api, None)
    assert said.startswith("RAFEEQ_TELEGRAM_TOKEN: ")
    assert held not in said


async def test_silence_is_named() -> None:
    async with Api("1:token", "http://127.0.0.1:9") as api:
        assert await findings(api, None) == ["RAFEEQ_TELEGRAM_API_URL: Telegram does not answer (network)"]


async def test_a_webhook_where_we_poll_is_said(telegram: FakeTelegram, api: Api) -> None:
    telegram.webhook = {"url": HOOK}
    (said,) = await findings(api, None)
    assert said.startswith("RAFEEQ_TELEGRAM_MODE: a webhook is set")


async def test_what_keeps_telegram_from_calling_us_is_said(
    telegram: FakeTelegram, api: Api, mother: Person
) -> None:
    telegram.webhook = {"url": HOOK, "last_error": "SSL error"}
    mother.write("مرحبا")
    assert await findings(api, HERE) == ["RAFEEQ_PUBLIC_URL: Telegram cannot reach us there: SSL error"]
    assert await findings(api, "http://rafeeq.test") == [
        "RAFEEQ_PUBLIC_URL: Telegram calls addresses with https:// only",
        "RAFEEQ_TELEGRAM_MODE: Telegram does not call us yet; `rafeeq web` tells it to",
        "RAFEEQ_PUBLIC_URL: Telegram cannot reach us there: SSL error",
    ]


async def test_a_long_queue_is_said(telegram: FakeTelegram, api: Api, mother: Person) -> None:
    for _ in range(101):
        mother.write("مرحبا")
    assert await findings(api, None) == ["Telegram: 101 messages wait there; is `rafeeq web` running?"]
