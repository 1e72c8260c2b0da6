"""A message as words, numbers and signs with what they can mean."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from unicodedata import combining

from nlu.text.figures import phones
from nlu.text.normalise import strong
from nlu.text.times.words import Word, meaning, misspelled_weekday
from nlu.text.view import Span, View

_TOKEN = re.compile(
    r"[ap]\.\s?m\b\.?"
    r"|3nd\b|3am\b|\d+(?=(?:am|pm|p|st|nd|rd|th|jds?|jod|kg?|km?|m|s|hrs?|h|o|oclock|x)\b)"
    r"|(?:el|al|il|l|3al|3l|3a|lal|lel|la(?!2+(?!\d))|bel|bil|b|w|ba3d)(?=\d+(?![\w\'’`]))"
    r"|(?=[\d'’`]*[a-zà-ɏ])[\da-zà-ɏ]+(?:['’`][\da-zà-ɏ]+)*['’`]?"
    r"|[ء-ي]{3,}(?=ع(?:ال)?\d|ال(?:جاي|جايه|قادم|قادمه|ساعه|صبح|ظهر|ضهر|عصر)(?![ء-ي]))"
    r"|يوم(?=ال)|[ء-يٱ-ۓ]+|\d+|\S"
)
_FRONTS = {
    "ال": "ا", "لل": "لا", "عال": "عا", "عل": "عا", "بال": "با", "هال": "ها", "وال": "وا", "فال": "ا",
    "ع": "ع", "ل": "ل", "ب": "ب", "و": "و", "ول": "ول", "وع": "وع", "ف": "و", "لال": "لا",
    "el": "ا", "al": "ا", "il": "ا", "l": "ا", "3al": "عا", "3l": "عا", "3a": "ع", "lal": "لا", "lel": "لا",
    "la": "ل", "bel": "با", "bil": "با", "b": "ب", "w": "و", "hal": "ها", "wel": "وا",
}  # fmt: skip
_ARTICLES = {"ال", "el", "al", "il", "l"}
_LEAST_OF_PHONE = 7
_YEARS = 4
_SPELLED = 4
_NOUGHTS = {"صفر", "zero", "sifr"}


@dataclass(frozen=True)
class Token:
    text: str
    tags: Mapping[str, int]
    front: str
    number: int | None
    """Written in digits."""
    start: int
    end: int
    """In the original text."""
    glued: bool
    """No space before it."""

    def is_(self, *kinds: str) -> bool:
        return not self.tags.keys().isdisjoint(kinds)


END = Token("", {}, "", None, 0, 0, glued=False)


class Tokens:
    """Asked beyond its ends, it answers with nothing instead of failing."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, i: int) -> Token:
        return self._tokens[i] if 0 <= i < len(self._tokens) else END

    def span(self, first: int, end: int) -> Span:
        """Of the original text under the tokens from `first` to before `end`."""
        return self._tokens[first].start, self._tokens[end - 1].end


def tokenise(text: str) -> Tokens:
    view = strong(text)
    taken = _phones(text, view)
    found = [
        token for token in _tokens(view, text) if not any(a < token.end and token.start < b for a, b in taken)
    ]
    return Tokens(list(_mended(list(_joined(_without_spelled(found))))))


def _mended(tokens: list[Token]) -> Iterator[Token]:
    """A weekday with one letter wrong is one where days stand: يوم الاحذ, الاحذ الساعة 9."""
    for before, token, after in zip([END, *tokens], tokens, [*tokens[1:], END], strict=False):
        beside = before.is_("dayword") or after.is_("hour", "part", "adverb", "next")
        weekday = misspelled_weekday(token.text) if beside and not token.tags else None
        yield token if weekday is None else replace(token, tags={"day": weekday}, front="ا")


def _without_spelled(tokens: list[Token]) -> list[Token]:
    """Without telephone numbers that were written in words, a word for each figure."""
    kept: list[Token] = []
    run = 0
    for token in tokens:
        figure = token.is_("number") or token.text in _NOUGHTS
        run = run + 1 if figure else 0
        if run == _SPELLED:
            kept = kept[: -(_SPELLED - 1)]
        if run < _SPELLED:
            kept.append(token)
    return kept


def _phones(text: str, view: View) -> list[Span]:
    if sum(c.isdigit() for c in view.text) < _LEAST_OF_PHONE:
        return []
    return [(phone.start, phone.end) for phone in phones(text)]


def _tokens(view: View, text: str) -> Iterator[Token]:
    done = 0
    for match in _TOKEN.finditer(view.text):
        start, end = match.span()
        word = match.group()
        glued = start == done and start > 0
        done = end
        span = view.original_span(start, end)
        if word.isdecimal():
            number = int(word) if len(word) <= _YEARS else None
            yield Token(word, {}, "", number, *span, glued=glued)
            continue
        found = meaning(word) if word[0].isalnum() else Word({})
        bare = _whole(text, *_bare(view, (start, end), found))
        yield Token(word, found.tags, found.front, None, *bare, glued=glued)


def _bare(view: View, place: Span, found: Word) -> Span:
    """Without the و, ف, ل or ع written at the front of an Arabic word: no part of the time."""
    start, end = place
    while found.tags and view.text[start] in "وفلع" and view.text[start] in found.front and end - start > 3:
        if view.text[start + 1 : start + 2] == "ل":
            break
        start += 1
    return view.original_span(start, end)


def _whole(text: str, start: int, end: int) -> Span:
    """With the hamza and the marks at its end, which the strong spelling drops."""
    while end < len(text) and (text[end] in "ءـ" or combining(text[end])):
        end += 1
    return start, end


def _joined(tokens: list[Token]) -> Iterator[Token]:
    """An article or preposition that stands alone goes to the word or number after it."""
    waiting: list[Token] = []
    for token in tokens:
        if waiting and not _takes(waiting[-1], token):
            yield from waiting
            waiting = []
        if token.text in _FRONTS and (not token.glued or not waiting):
            yield from waiting
            waiting = [token]
        elif waiting:
            yield _with_front(token, waiting.pop())
        else:
            yield token
    yield from waiting


def _takes(front: Token, token: Token) -> bool:
    if token.number is not None:
        return True
    latin = front.text.isascii()
    return (
        bool(token.tags)
        and latin == token.text.isascii()
        and len(token.text) > 1
        and (latin or not token.glued)
    )


def _with_front(token: Token, front: Token) -> Token:
    article = front.text in _ARTICLES
    joined = meaning(front.text + token.text) if article and front.text.isascii() else None
    if joined and joined.tags and not joined.front:
        return replace(token, tags=joined.tags, start=front.start, glued=front.glued)
    glued = token.number is not None and token.glued and not article
    return replace(
        token,
        front=_FRONTS[front.text] + token.front,
        start=front.start if article else token.start,
        glued=front.glued and not glued,
    )
