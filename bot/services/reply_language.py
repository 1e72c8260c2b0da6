"""In which language to answer a message."""

from nlu.text.lexicons import words
from nlu.text.message import read
from nlu.text.script import Language

ENOUGH = 3
"""Words of a language that change to it: fewer may be a name, an address, a habit."""

_ENGLISH = words("english")


def reply_language(text: str) -> str | None:
    """`en` or `ar`, or None when the message gives no reason to change. Arabizi counts as Arabic."""
    message = read(text)
    by_language = [token.language for token in message.tokens]
    english = sum(t.language is Language.ENGLISH and t.text in _ENGLISH for t in message.tokens)
    arabic = by_language.count(Language.ARABIC) + by_language.count(Language.ARABIZI)
    if english >= ENOUGH and english > arabic:
        return "en"
    return "ar" if arabic >= ENOUGH and arabic > english else None
