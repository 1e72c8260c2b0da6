"""An answer as it is read: in the person's language, with its source and the day it was checked."""

from bot.words import Catalogues

WORDS = Catalogues.load()
VALUES = {
    "text": {"text": {"ar": "اتصلوا على 911.", "en": "Call 911."}},
    "source": {"text": {"ar": "حسب القانون، المادة 20.", "en": "The law, article 20."}},
    "checked": {"day": "2026-11-24"},
}


def test_in_arabic_with_levantine_months_and_the_year() -> None:
    told = WORDS.render("article.answer", "ar", VALUES)
    assert told == "اتصلوا على 911.\n\nحسب القانون، المادة 20.\nآخر مراجعة: 24 تشرين الثاني 2026."


def test_in_english_from_the_same_message() -> None:
    told = WORDS.render("article.answer", "en", VALUES)
    assert told == "Call 911.\n\nThe law, article 20.\nLast checked: 24 November 2026."


def test_a_language_that_is_missing_falls_back_to_arabic() -> None:
    assert WORDS.render("article.part", "en", {"text": {"text": {"ar": "نص"}}}) == "نص"


def test_what_turns_the_direction_is_taken_out_of_staffs_words() -> None:
    assert WORDS.render("row.article", "ar", {"title": {"text": {"ar": "عنوان\u202e"}}}) == "عنوان"
