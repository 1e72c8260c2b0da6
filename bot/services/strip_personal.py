"""A message without what tells whose it is: names, numbers, addresses go, what is asked stays."""

import re

from nlu.text.entities import entities
from nlu.text.names import others_name, writers_name

_PERSONAL = frozenset({"person_name", "inmate_name", "phone", "request_number"})
_NUMBER = re.compile(r"\+?\d[\d\s\-./]{2,}")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|@\w+")
GONE = "…"


def strip_personal(text: str) -> str:
    """Rather too much than too little: also every longer number, mail address and link."""
    for name in filter(None, (writers_name(text), others_name(text))):
        text = text.replace(name, GONE)
    for found in reversed(entities(text)):
        if found.name in _PERSONAL:
            text = text[: found.start] + GONE + text[found.end :]
    return " ".join(_NUMBER.sub(f"{GONE} ", _ADDRESS.sub(GONE, text)).split())
