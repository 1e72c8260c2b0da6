"""The console's catalogues hold exactly its words, in every language, with the same values in them."""

import re
from collections.abc import Mapping

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tools.console_words import LOCALES, TRANSLATED, forms, gathered, read

_VALUE = re.compile(r"%\((\w+)\)[sd]")


def by_id(catalog: object) -> Mapping[str, Message]:
    return {m.id if isinstance(m.id, str) else m.id[0]: m for m in catalog if m.id}  # type: ignore[attr-defined]


WORDS = by_id(gathered())


def values(text: str) -> set[str]:
    return set(_VALUE.findall(text))


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_word_is_translated_and_none_is_left_over(language: str) -> None:
    translated = by_id(read(language))
    assert sorted(WORDS.keys() - translated.keys()) == [], "run python -m tools.console_words"
    assert sorted(translated.keys() - WORDS.keys()) == [], "run python -m tools.console_words"
    assert [name for name, message in translated.items() if not all(forms(message))] == []


def test_the_template_is_fresh() -> None:
    with (LOCALES / "console.pot").open("rb") as stream:
        assert by_id(read_po(stream)).keys() == WORDS.keys(), "run python -m tools.console_words"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_same_values(language: str) -> None:
    wrong = []
    for name, message in by_id(read(language)).items():
        needed = values(name if isinstance(message.id, str) else message.id[1])
        few = needed - ({"count"} if isinstance(message.id, tuple) else set())
        wrong += [text for text in forms(message) if not few <= values(text) <= needed]
    assert wrong == []


def test_arabic_has_all_its_plural_forms() -> None:
    plural = [message for message in read("ar") if isinstance(message.id, tuple)]
    assert [len(forms(message)) for message in plural] == [6] * len(plural)


def test_arabic_speaks_politely() -> None:
    text = " ".join(form for message in read("ar") for form in forms(message) if message.id)
    assert re.findall(r"سجن|نزيل|نزلاء|مدخل|غير صالح|خطأ في الإدخال", text) == []
