from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from bot.channels.telegram.api import Api
from bot.channels.telegram.sender import TelegramSender
from bot.domain.channel import Address, AddressKind, Channel
from bot.domain.errors import (
    FinalError,
    ProviderError,
    RejectedError,
    TryAgainError,
    UnreachableError,
)
from bot.domain.message import MediaKind, Outbound, OutboundChoice, OutboundMedia
from tests.support.fake_telegram import FakeTelegram, Person


@pytest.fixture
def sender(api: Api) -> TelegramSender:
    return TelegramSender(api.bot)


def outbound(text: str = "", *labels: str, to: int = 962, media: OutboundMedia | None = None) -> Outbound:
    choices = tuple(OutboundChoice(f"id-{n}", label) for n, label in enumerate(labels))
    address = Address(Channel.TELEGRAM, AddressKind.CHAT_ID, str(to))
    return Outbound(uuid4(), address, text, choices, media=media)


def file(kind: MediaKind, data: bytes = b"data", name: str = "حكم.pdf") -> OutboundMedia:
    return OutboundMedia(kind, "application/pdf", name, data)


async def test_words_arrive_as_written(sender: TelegramSender, mother: Person) -> None:
    sent = await sender.send(outbound("<b>*_[أم](x)_*</b> &amp;"))
    assert mother.received[0].text == "<b>*_[أم](x)_*</b> &amp;"
    assert sent.external_id == f"962:{mother.received[0].message_id}"


async def test_no_preview_of_an_address_is_fetched(
    sender: TelegramSender, mother: Person, telegram: FakeTelegram
) -> None:
    await sender.send(outbound("https://example.test"))
    assert telegram.calls[0].values["link_preview_options"] == {"is_disabled": True}


async def test_choices_are_buttons_with_our_ids(sender: TelegramSender, mother: Person) -> None:
    await sender.send(outbound("?", "نعم", "لا"))
    assert mother.received[0].buttons == {"نعم": "id-0", "لا": "id-1"}


@pytest.mark.parametrize(
    ("labels", "rows"), [(("نعم", "لا", "لاحقاً"), [2, 1]), (("طلب مساعدة مالية", "لا"), [1, 1])]
)
async def test_short_buttons_stand_side_by_side(
    sender: TelegramSender, mother: Person, telegram: FakeTelegram, labels: tuple[str, ...], rows: list[int]
) -> None:
    await sender.send(outbound("?", *labels))
    keyboard = telegram.calls[0].values["reply_markup"]["inline_keyboard"]
    assert [len(row) for row in keyboard] == rows


async def test_long_words_come_in_parts_with_the_buttons_last(sender: TelegramSender, mother: Person) -> None:
    sent = await sender.send(outbound("كلمة " * 1500, "نعم"))
    assert [bool(m.buttons) for m in mother.received] == [False, True]
    assert sent.external_id.endswith(f":{mother.received[-1].message_id}")


@pytest.mark.parametrize(
    ("kind", "method"),
    [
        (MediaKind.IMAGE, "sendPhoto"),
        (MediaKind.VOICE, "sendVoice"),
        (MediaKind.AUDIO, "sendAudio"),
        (MediaKind.VIDEO, "sendVideo"),
        (MediaKind.DOCUMENT, "sendDocument"),
    ],
)
async def test_a_file_goes_by_its_kind_with_its_name_and_words(
    sender: TelegramSender, mother: Person, kind: MediaKind, method: str
) -> None:
    await sender.send(outbound("انظروا", "نعم", media=file(kind)))
    received = mother.received[0]
    assert (received.method, received.text, received.buttons) == (method, "انظروا", {"نعم": "id-0"})
    assert list(received.files.values()) == [("حكم.pdf", b"data")]


async def test_a_picture_too_large_for_one_goes_as_a_document(sender: TelegramSender, mother: Person) -> None:
    await sender.send(outbound(media=file(MediaKind.IMAGE, b"x" * (10 * 1024 * 1024 + 1))))
    assert mother.received[0].method == "sendDocument"


async def test_words_too_long_for_a_caption_follow_the_file(sender: TelegramSender, mother: Person) -> None:
    await sender.send(outbound("كلمة " * 300, "نعم", media=file(MediaKind.DOCUMENT)))
    assert [(m.method, bool(m.text), bool(m.buttons)) for m in mother.received] == [
        ("sendDocument", False, False),
        ("sendMessage", True, True),
    ]


@pytest.mark.parametrize(
    ("status", "description", "kind"),
    [
        (403, "Forbidden: bot was blocked by the user", UnreachableError),
        (403, "Forbidden: user is deactivated", UnreachableError),
        (400, "Bad Request: chat not found", UnreachableError),
        (400, "Bad Request: wrong something", RejectedError),
        (401, "Unauthorized", FinalError),
        (404, "Not Found", FinalError),
        (500, "Internal Server Error", TryAgainError),
        (502, "Bad Gateway", TryAgainError),
    ],
)
async def test_a_refusal_has_its_kind(
    sender: TelegramSender,
    telegram: FakeTelegram,
    status: int,
    description: str,
    kind: type[ProviderError],
) -> None:
    telegram.refuse("sendMessage", status, description)
    with pytest.raises(kind) as caught:
        await sender.send(outbound("x"))
    assert type(caught.value) is kind
    assert telegram.token not in f"{caught.value!r} {caught.value.detail}"


async def test_too_many_messages_say_until_when(
    sender: TelegramSender, mother: Person, telegram: FakeTelegram
) -> None:
    telegram.refuse("sendMessage", 429, "Too Many Requests: retry after 30", retry_after=30)
    with pytest.raises(TryAgainError) as caught:
        await sender.send(outbound("x"))
    assert caught.value.at is not None
    assert caught.value.at - datetime.now(UTC) > timedelta(seconds=25)
    assert not caught.value.uncertain


async def test_a_second_part_refused_for_now_leaves_the_whole_uncertain(
    sender: TelegramSender, mother: Person, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver = telegram.deliver

    def once(*given: object) -> int:
        telegram.refuse("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
        return deliver(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(telegram, "deliver", once)
    with pytest.raises(TryAgainError) as caught:
        await sender.send(outbound("كلمة " * 1500))
    assert caught.value.uncertain


async def test_nobody_there_is_trying_again_and_certainly_not_sent() -> None:
    async with Api("1:token", "http://127.0.0.1:9") as api:
        with pytest.raises(TryAgainError) as caught:
            await TelegramSender(api.bot).send(outbound("x"))
    assert not caught.value.uncertain


async def test_nothing_to_say_is_refused_here(sender: TelegramSender, telegram: FakeTelegram) -> None:
    with pytest.raises(RejectedError):
        await sender.send(outbound("  "))
    assert telegram.calls == []


async def test_typing_is_shown_and_its_failure_is_of_no_consequence(
    sender: TelegramSender, mother: Person, telegram: FakeTelegram
) -> None:
    telegram.refuse("sendChatAction", 500, "x")
    await sender.typing(outbound(), "962:1")
    await sender.typing(outbound(), "962:1")
    assert [c.values["action"] for c in telegram.calls_of("sendChatAction")] == ["typing", "typing"]
