from collections.abc import Mapping

import pytest

from bot.channels.webchat.reading import PAYLOAD_LIMIT, TEXT_LIMIT, Said, clean, read_said
from bot.channels.webchat.refusals import STATUS, Refused
from bot.words import Catalogues

GOOD = {"session": "s", "id": "1", "text": "مرحبا"}


def code_of(body: Mapping[str, object]) -> str:
    with pytest.raises(Refused) as refused:
        read_said(dict(body))
    return refused.value.code


def test_words_and_buttons() -> None:
    assert read_said(GOOD) == Said("s", "1", text="مرحبا")
    assert read_said({"session": "s", "id": "1", "payload": "c"}) == Said("s", "1", payload="c")
    assert read_said({"session": "s", "id": "1", "text": None, "payload": "c"}).payload == "c"


def test_a_number_is_as_good_an_id() -> None:
    assert read_said(GOOD | {"id": 7}).id == "7"


@pytest.mark.parametrize("field", ["session", "id"])
@pytest.mark.parametrize("value", [None, "", "x" * 101, True, 1.5, [], "a\x00b", "\ud800"])
def test_what_is_no_word_is_missing(field: str, value: object) -> None:
    assert code_of(GOOD | {field: value}) == "missing"


def test_limits() -> None:
    assert read_said(GOOD | {"text": "ا" * TEXT_LIMIT}).text
    assert code_of(GOOD | {"text": "ا" * (TEXT_LIMIT + 1)}) == "text_too_long"
    assert code_of({"session": "s", "id": "1", "payload": "x" * (PAYLOAD_LIMIT + 1)}) == "missing"


def test_spaces_alone_say_nothing() -> None:
    assert code_of(GOOD | {"text": " \n\t "}) == "empty"


def test_what_no_store_can_hold_is_replaced() -> None:
    assert clean("a\x00\ud83d") == "a\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"
    assert clean("👨‍👩‍👧") == "👨‍👩‍👧"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_refusal_has_words(language: str) -> None:
    keys = Catalogues.load(area="web").keys(language)
    assert {f"refused.{code}" for code in STATUS} <= keys
