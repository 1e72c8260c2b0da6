"""Messages that are nothing but a known phrase: yes, no, skip, that is all, stop."""

from functools import cache

from nlu.text.lexicons import rows
from nlu.text.pieces import pieces, plain, typed

_POLITE = frozenset(
    {"لو", "سمحت", "سمحتو", "سمحتم", "سمحتي", "شكرا", "رجاء", "please", "thanks", "و", "يا", "اخي"}
)


def acts(text: str) -> frozenset[str]:
    """What the whole message says; politeness around it does not count. Empty when it says more."""
    said = [word.strong for word in pieces(text)]
    bare = [word for word in said if word not in _POLITE]
    spellings = (" ".join(said), " ".join(bare), typed(text))
    return next((known for spelling in spellings if (known := _index().get(spelling))), frozenset())


@cache
def _index() -> dict[str, frozenset[str]]:
    index: dict[str, frozenset[str]] = {}
    for row in rows("phrases"):
        for phrase in row["phrases"].split("|"):
            spelling = plain(phrase)
            index[spelling] = index.get(spelling, frozenset()) | {row["act"]}
    return index
