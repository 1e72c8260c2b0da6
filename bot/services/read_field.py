"""Reads the value of a form's field out of a message."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.request_kinds import Answer, Field, RequestKind
from bot.services.read_phone import find_phone
from nlu.text.names import bare_name, others_name, writers_name
from nlu.text.options import option
from nlu.text.phrases import acts
from nlu.text.pieces import pieces, plain, typed
from nlu.text.places import GOVERNORATES, governorate
from nlu.text.relations import inmates_relation, relation, relations

_A_REFUSAL = 7
_UNWILLING = frozenset({
    ("ما", "بدي"), ("ما", "بحب"), ("ما", "بعطي"), ("ما", "بقدر"), ("مش", "حاب"), ("مش", "حابه"),
    ("مش", "لازم"), ("لا", "اريد"), ("لا", "احب"), ("لا", "ارغب"), ("ما", "عندي"), ("ما", "معي"),
})  # fmt: skip
_RATHER_NOT = ("don't want", "do not want", "dont want", "rather not", "prefer not")

_KUNYA = frozenset({"ام", "ابو"})
_GOVERNORATES = frozenset(
    plain(name)
    for name in (
        *("عمان", "اربد", "إربد", "الزرقاء", "الزرقا", "البلقاء", "السلط", "المفرق", "الكرك", "جرش", "مادبا"),
        *("عجلون", "العقبة", "معان", "الطفيلة", "salt", *GOVERNORATES),
    )
)
LONG = 7
"""Words from which a message tells more than the answer to a short question."""


def read_answer(field: Field, text: str) -> str | None:
    """The value when the message answers this field's question; None when it does not."""
    if field.answer is Answer.CHOICE:
        chosen = option(text, field.name, field.options) or _through_relation(field, text)
        return None if is_long(text) else chosen
    return _ASKED_FOR[field.answer](text)


def read_loosely(field: Field, text: str) -> str | None:
    """The value when the message says it plainly although nobody asked."""
    return _UNASKED[field.answer](text) if field.answer in _UNASKED else None


_ASKED_FOR: dict[Answer, Callable[[str], str | None]] = {
    Answer.OWN_NAME: lambda text: writers_name(text) or _only_a_name(text),
    Answer.NAME: lambda text: others_name(text) or _only_a_name(text),
    Answer.RELATION: lambda text: None if _is_kunya(text) else relation(text, answering=True),
    Answer.PLACE: lambda text: governorate(text, answering=True),
    Answer.PHONE: find_phone,
    Answer.STORY: lambda text: text.strip() or None,
}
_UNASKED: dict[Answer, Callable[[str], str | None]] = {
    Answer.OWN_NAME: writers_name,
    Answer.NAME: lambda text: others_name(text, told=inmates_relation(text) is None),
    Answer.RELATION: inmates_relation,
    Answer.PLACE: governorate,
    Answer.PHONE: find_phone,
}


def said_besides(
    kind: RequestKind, fields: Mapping[str, Any], text: str, *, but: str = "", story: bool = False
) -> dict[str, Any]:
    """Values of fields still open that the message gives away, and the story when it is one or long enough
    to be one: what was said is not asked again."""
    found: dict[str, Any] = {}
    for field in kind.fields:
        if field.name == but:
            continue
        if field.answer is Answer.STORY:
            found |= {field.name: add_words(fields.get(field.name), text)} if story or is_long(text) else {}
        elif field.name not in fields and (value := read_loosely(field, text)) is not None:
            found[field.name] = value
    return found


def is_long(text: str) -> bool:
    return len(text.split()) >= LONG


def add_words(told: str | None, more: str) -> str:
    return f"{told}\n{more.strip()}" if told else more.strip()


def _only_a_name(text: str) -> str | None:
    """Neither a known phrase nor "my little brother"."""
    other = acts(text) or relations(text) or is_governorate(text) or _is_oneself(text)
    return None if other else bare_name(text)


def _is_oneself(text: str) -> bool:
    """\"For me\" answers another question."""
    return len(pieces(text)) == 1 and option(text, "for_whom", ("self",)) is not None


def _is_kunya(text: str) -> bool:
    """\"Um Muhammad\" is a name, and nobody's mother here."""
    said = [word.strong for word in pieces(text)]
    return len(said) == 2 and said[0] in _KUNYA


def is_governorate(text: str) -> bool:
    """Nothing but a governorate's own name, which nobody bears; towns' names some people do."""
    said = [word.strong for word in pieces(text)]
    return len(said) == 1 and said[0] in _GOVERNORATES


def declines(text: str) -> bool:
    """The person would rather not say."""
    said = tuple(word.strong for word in pieces(text))
    opening = said[1:3] if said[:2] == ("لا", "ما") else said[:2]
    unwilling = opening in _UNWILLING or any(words in typed(text) for words in _RATHER_NOT)
    short = len(pieces(text)) <= _A_REFUSAL
    return bool(acts(text) & {"skip", "no"}) or (short and unwilling)


def _through_relation(field: Field, text: str) -> str | None:
    """\"For my brother\" names a relative."""
    who = relation(text, answering=True)
    return "relative" if who and "relative" in field.options and who != "self" else None
