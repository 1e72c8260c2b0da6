from babel.messages.catalog import Catalog

from bot.console.translation import Translation, direction, translations


def arabic() -> Translation:
    catalog = Catalog("ar")
    catalog.add("Save", "حفظ")
    catalog.add(("One line", "%(count)s lines"), ("لا سطر", "سطر", "سطران", "أسطر", "سطر", "سطراً"))
    catalog.add("Empty", "")
    return Translation("ar", catalog)


def test_what_is_translated_is_told_in_the_language() -> None:
    assert arabic().gettext("Save") == "حفظ"


def test_what_is_not_translated_stays_english() -> None:
    assert arabic().gettext("Empty") == "Empty"
    assert arabic().gettext("Unknown") == "Unknown"
    assert arabic().ngettext("One cat", "%(count)s cats", 5) == "%(count)s cats"


def test_arabic_counts_in_six_ways() -> None:
    told = [arabic().ngettext("One line", "%(count)s lines", n) for n in (0, 1, 2, 3, 11, 100)]
    assert told == ["لا سطر", "سطر", "سطران", "أسطر", "سطراً", "سطر"]


def test_english_counts_in_two() -> None:
    english = Translation("en")
    assert [english.ngettext("One", "%(count)s", n) for n in (1, 2)] == ["One", "%(count)s"]


def test_both_languages_are_there_with_their_direction() -> None:
    assert {language: direction(language) for language in translations()} == {"ar": "rtl", "en": "ltr"}
    assert translations()["ar"].gettext("Sign in") == "تسجيل الدخول"
