"""Which of a field's options an answer names, and which field a text names, from word lists."""

from collections.abc import Collection, Iterator
from functools import cache

from nlu.text.lexicons import rows
from nlu.text.pieces import bare_forms, pieces, plain, typed


def option(text: str, field: str, among: Collection[str]) -> str | None:
    """The first of the field's options, in the order of the list, whose words the text has."""
    found = {option for option, phrase in _options(field) if option in among and says(text, phrase)}
    return next((option for option, _ in _options(field) if option in found), None)


def named_fields(text: str) -> list[str]:
    """The fields whose words the text has, the plainest first."""
    return list(dict.fromkeys(field for field, phrase in _field_words() if says(text, phrase)))


def says(text: str, phrase: str) -> bool:
    """Whether the text has the phrase (in the spelling of pieces), with or without what Arabic writes at the
    front of words."""
    return any(f" {phrase} " in f" {spoken} " for spoken in _spoken(text))


def _spoken(text: str) -> Iterator[str]:
    words = [word.strong for word in pieces(text)]
    yield " ".join(words)
    yield typed(text)
    yield " ".join(bare_forms(word)[-1] for word in words)
    yield from (form for word in words for form in bare_forms(word))


@cache
def _options(field: str) -> tuple[tuple[str, str], ...]:
    known = (row for row in rows("options") if row["field"] == field)
    return tuple((row["option"], plain(phrase)) for row in known for phrase in row["words"].split("|"))


@cache
def _field_words() -> tuple[tuple[str, str], ...]:
    return tuple(
        (row["field"], plain(phrase)) for row in rows("field_words") for phrase in row["words"].split("|")
    )
