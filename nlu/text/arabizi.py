"""Arabic words in Latin letters and digits, put into Arabic script: a lexicon, then rules.

Everybody spells otherwise, so the aim is the spelling whose consonants agree with the word's, not the
dictionary's.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import zip_longest

from nlu.text.known_words import known_word
from nlu.text.lexicons import rows, words
from nlu.text.normalise import strong
from nlu.text.script import ARABIZI, Language, Token, tokenise
from nlu.text.view import Span, View, join

_CONSONANTS = [
    ("3'", "غ"), ("6'", "ظ"), ("7'", "خ"), ("9'", "ض"), ("2'", "ء"), ("5'", "خ"),
    ("tsh", "تش"), ("sh", "ش"), ("ch", "ش"), ("kh", "خ"), ("gh", "غ"), ("th", "ث"), ("dh", "ض"),
    ("zh", "ظ"), ("ph", "ف"), ("ck", "ك"),
    ("2", "ق"), ("3", "ع"), ("4", "ذ"), ("5", "خ"), ("6", "ط"), ("7", "ح"), ("8", "ق"), ("9", "ص"),
    ("b", "ب"), ("c", "ك"), ("d", "د"), ("f", "ف"), ("g", "ق"), ("h", "ه"), ("j", "ج"), ("k", "ك"),
    ("l", "ل"), ("m", "م"), ("n", "ن"), ("p", "ب"), ("q", "ق"), ("r", "ر"), ("s", "س"), ("t", "ت"),
    ("v", "ف"), ("w", "و"), ("x", "كس"), ("y", "ي"), ("z", "ز"),
]  # fmt: skip
_CONSONANT = re.compile("|".join(re.escape(latin) for latin, _ in _CONSONANTS))
_ARABIC_OF = dict(_CONSONANTS)
_ARTICLE = re.compile(r"^(w|b|l|f|k|bi|wi|wa|3a|3)?(?:[eai]l|(?<=[wbfk3a])l)-?(?=[^aeiou]{1,2}[a-z0-9'])")
_BEFORE_SUN_LETTER = re.compile(r"^[eai]([tdrzsn]|sh|th)\1(?=[a-z0-9])")
_PREFIXES = {
    "": "", "w": "و", "wi": "و", "wa": "و", "b": "ب", "bi": "ب", "l": "ل", "f": "ف", "k": "ك", "3a": "ع",
    "3": "ع",
}  # fmt: skip
_LONGEST_WORD = 24
_AMBIGUOUS = {"2": ["2'"], "g": ["j", "3'"], "x": ["kh"], "8": ["3'"], "9": ["2"], "ch": ["k"]}
_DOUBLED = re.compile(r"(sh|kh|gh|th|dh|[bcdfghjklmnpqrstvwxyz2-9]'?)\1+")
_LONG = {
    "aa": "ا", "ee": "ي", "ii": "ي", "oo": "و", "ou": "و", "uu": "و", "ei": "ي", "ai": "ي", "ay": "ي",
    "ey": "ي", "au": "و", "aw": "و", "ow": "و", "ie": "ي", "ia": "يا",
}  # fmt: skip
_AT_END = {"a": "ا", "e": "ي", "i": "ي", "o": "و", "u": "و"}
_VOWELS = "aeiou"
_ARTICLES = frozenset({"el", "al", "il", "l", "bel", "bil", "bal", "wel", "wil", "3al", "lal", "lel", "fel"})


def to_script(word: str) -> str:
    """One Latin word, in lower case, in Arabic script."""
    return _to_script(word.replace("’", "'").replace("`", "'").replace("-", ""))


@lru_cache(maxsize=8192)
def _to_script(word: str) -> str:
    if word in ARABIZI:
        return ARABIZI[word]
    if word.isdigit():
        return word
    if word in _names():
        return _names()[word]
    if len(word) > _LONGEST_WORD:
        return _by_rule(word)
    return known_word(word, tuple(_readings(word))) or _read(word)


@cache
def _names() -> dict[str, str]:
    """Given names that are nothing else, by their Latin spellings."""
    return {
        latin: row["script"].split("|")[0]
        for row in rows("names")
        for latin in row["latin"].split("|")
        if row["kind"] != "family" and strong(row["script"]).text not in words("doubtful_names")
    }


def _readings(word: str) -> Iterator[str]:
    """The likeliest first; letters that stand for several are tried as each."""
    yield _read(word)
    for letter, others in _AMBIGUOUS.items():
        if letter in word:
            yield from (_read(word.replace(letter, other)) for other in others)


def _read(word: str) -> str:
    article = _ARTICLE.match(word)
    if article and len(word) - article.end() > 2:
        prefix = _PREFIXES.get(article.group(1) or "", "")
        bare = word[article.end() :]
        joined = "لل" if prefix == "ل" else prefix + "ال"
        return joined + (ARABIZI.get(bare) or _by_rule(bare)).removeprefix("ال")
    sun = _BEFORE_SUN_LETTER.match(word)
    if sun and len(word) > 5:
        return "ال" + _by_rule(word[1 + len(sun.group(1)) :])
    return _by_rule(word)


def _by_rule(word: str) -> str:
    word = _DOUBLED.sub(r"\1", word)
    script, position = [], 0
    while position < len(word):
        piece, letters = _next_piece(word, position)
        script.append(letters)
        position += len(piece)
    return "".join(script)


def _next_piece(word: str, position: int) -> tuple[str, str]:
    """The Latin letters read next, and what they become."""
    if position == 0 and word[0] == "2":
        return _initial_hamza(word)
    if word[position] in _VOWELS:
        return _vowel(word, position)
    match = _CONSONANT.match(word, position)
    if not match:
        return word[position], word[position].strip("'")
    return match.group(), _ARABIC_OF[match.group()]


def _initial_hamza(word: str) -> tuple[str, str]:
    if len(word) > 1 and word[1] in _VOWELS:
        return "2", "ق" if len(word) > 3 else ""
    return "2", "ا"


def _vowel(word: str, position: int) -> tuple[str, str]:
    rest = word[position:]
    pair = rest[:2]
    if position == 0:
        return _initial_vowel(rest)
    if rest in {"eh", "ah", "e", "a"} and position >= 2:
        return rest, "ا" if rest == "a" and len(word) <= 4 else "ه"
    if pair in _LONG and not (pair[1] in "yw" and rest[2:3] in {*_VOWELS}):
        return pair, _LONG[pair]
    return rest[0], _AT_END[rest] if len(rest) == 1 else _inner_vowel(rest)


def _inner_vowel(rest: str) -> str:
    if _two_consonants_follow(rest) or rest[0] == "e" or rest[:2] in {"uw", "ow", "iy"}:
        return ""
    if rest[0] in "ai":
        return "" if _closes_syllable(rest) else {"a": "ا", "i": "ي"}[rest[0]]
    return "و" if _ends_after_one_consonant(rest) or not _closes_syllable(rest) else ""


def _initial_vowel(rest: str) -> tuple[str, str]:
    pair = rest[:2]
    if pair in {"ee", "ei", "ii", "ai", "ey", "ay"}:
        return pair, "اي"
    if pair in {"oo", "ou", "aw", "au"}:
        return pair, "او"
    return (pair, "ا") if pair == "aa" else (rest[0], "ا")


def _two_consonants_follow(rest: str) -> bool:
    first = _CONSONANT.match(rest, 1)
    return bool(first and _CONSONANT.match(rest, first.end()))


def _closes_syllable(rest: str) -> bool:
    """Whether the consonant after the vowel is followed by another consonant or the end."""
    first = _CONSONANT.match(rest, 1)
    return bool(first and (first.end() == len(rest) or rest[first.end()] not in _VOWELS))


def _ends_after_one_consonant(rest: str) -> bool:
    first = _CONSONANT.match(rest, 1)
    return bool(first and first.end() == len(rest))


def transliterate(view: View, tokens: list[Token] | None = None) -> View:
    """The light view with its Arabizi words in Arabic script; English and Arabic words stay. Latin words in
    a message of Arabic script stay too: they are names and loan words. A lone article joins its word."""
    tokens = tokenise(view.text) if tokens is None else tokens
    if any(token.language is Language.ARABIC for token in tokens):
        return view
    pieces, done, joined = [], 0, False
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.language is not Language.ARABIZI:
            continue
        script = to_script(token.text)
        pieces += _as_typed(view, done, token.start)
        bare = script.removeprefix("ال") if joined else script
        pieces.append((bare, view.original_span(token.start, token.end)))
        joined = token.text in _ARTICLES and following is not None and following.language is Language.ARABIZI
        done = following.start if joined and following else token.end
    return join([*pieces, *_as_typed(view, done, len(view.text))])


def _as_typed(view: View, start: int, end: int) -> list[tuple[str, Span]]:
    return [(view.text[i], view.spans[i]) for i in range(start, end)]
