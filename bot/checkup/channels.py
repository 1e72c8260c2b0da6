"""The channels' credentials, asked of the providers; and our clock, by theirs."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bot.channels.whatsapp.client import VERSION
from bot.checkup.finding import Finding, mend, note, well
from bot.settings import PREFIX, Settings

SKEW_SECONDS = 30.0


async def check_telegram(settings: Settings, http: httpx.AsyncClient) -> list[Finding]:
    if settings.telegram_token is None:
        return [note("Telegram", f"off: {PREFIX}TELEGRAM_TOKEN is empty")]
    address = f"{settings.telegram_api_url}/bot{settings.telegram_token.get_secret_value()}"
    answer = await _get(http, f"{address}/getMe")
    if answer is None:
        return [mend("Telegram", f"no answer from {settings.telegram_api_url}: is the way out open?")]
    if not answer.is_success:
        return [mend("Telegram", f"{PREFIX}TELEGRAM_TOKEN is not accepted: take it anew from @BotFather")]
    bot = _json(answer).get("result", {})
    found = [well("Telegram", f"@{bot.get('username', '?')} ({settings.telegram_mode})"), *_clock(answer)]
    info = await _get(http, f"{address}/getWebhookInfo")
    return found if info is None else [*found, *_webhook(settings, _json(info).get("result", {}))]


async def check_whatsapp(settings: Settings, http: httpx.AsyncClient) -> list[Finding]:
    if settings.whatsapp_token is None:
        return [note("WhatsApp", f"off: {PREFIX}WHATSAPP_TOKEN is empty")]
    answer = await _get(
        http,
        f"{settings.whatsapp_api_url}/v{VERSION}/{settings.whatsapp_phone_id}",
        {"Authorization": f"Bearer {settings.whatsapp_token.get_secret_value()}"},
    )
    if answer is None:
        return [mend("WhatsApp", f"no answer from {settings.whatsapp_api_url}: is the way out open?")]
    if answer.status_code in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        return [mend("WhatsApp", f"{PREFIX}WHATSAPP_TOKEN is not accepted: make a permanent one at Meta")]
    if not answer.is_success:
        return [mend("WhatsApp", f"{PREFIX}WHATSAPP_PHONE_ID is not a number of this token's account")]
    found = [well("WhatsApp", f"sends as {_json(answer).get('display_phone_number', '?')}"), *_clock(answer)]
    if not settings.whatsapp_account_id:
        found.append(note("WhatsApp", f"{PREFIX}WHATSAPP_ACCOUNT_ID is empty: no templates after 24 hours"))
    return found


def _webhook(settings: Settings, info: Mapping[str, Any]) -> list[Finding]:
    url, trouble = info.get("url", ""), info.get("last_error_message", "")
    if settings.telegram_mode == "polling" and url:
        return [note("Telegram", "a webhook is set; a start in polling mode takes it away")]
    if settings.telegram_mode == "webhook" and trouble:
        return [mend("Telegram", f"could not reach us lately: {trouble}")]
    return []


def _clock(answer: httpx.Response) -> list[Finding]:
    """Signatures, one-time codes and WhatsApp's 24 hours all go by the clock."""
    try:
        theirs = parsedate_to_datetime(answer.headers["date"])
    except (KeyError, ValueError):
        return []
    skew = abs((theirs - datetime.now(UTC)).total_seconds())
    return [mend("clock", f"ours is {skew:.0f} s wrong: set it by NTP")] if skew > SKEW_SECONDS else []


async def _get(
    http: httpx.AsyncClient, url: str, headers: Mapping[str, str] | None = None
) -> httpx.Response | None:
    try:
        return await http.get(url, headers=headers)
    except httpx.HTTPError:
        return None


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
