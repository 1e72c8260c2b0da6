"""The word list that looks for danger in every message, before anything else does.

Patterns are written as people spell and folded like messages. A space separates words, `(a|b)` are
alternatives of one or more words, `..` lets up to four words pass, `*` any letters. Idioms of death and words
about a case or a loss are taken out of the message first.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from nlu.text.lexicons import rows
from nlu.text.message import read
from nlu.text.normalise import strong

DANGER = "danger"
WORRYING = "worrying"
_WORD = r"[^\W_]"
_GAP = rf"(?:{_WORD}+ ){{0,4}}"
_PREFIX = "(?:و|ف)?"
_NOT_WORDS = re.compile(r"[^\w*]+")


@dataclass(frozen=True)
class Sign:
    grade: str
    """`danger` or `worrying`."""
    rule: str
    """Kind and number of the pattern, never the person's words."""


def screen(text: str, before: object = ()) -> Sign | None:
    """The gravest sign in a message. `before`, the person's last messages, is for screens that learn."""
    del before
    words = f"{_spaced(read(text).strong.text)} "
    for idiom in _idioms():
        words = idiom.sub(" ", words)
    found = [sign for sign, pattern in _signs() if pattern.search(words)]
    return min(found, key=lambda sign: sign.grade, default=None)


def words_of(text: str, rule: str) -> str:
    """The words of a message that fit the rule which a sign names, folded; empty where none do (any more)."""
    words = f"{_spaced(read(text).strong.text)} "
    for idiom in _idioms():
        words = idiom.sub(" ", words)
    found = next((p.search(words) for s, p in _signs() if rule.endswith(s.rule)), None)
    return found.group().strip() if found else ""


def has_idiom(text: str) -> bool:
    """Whether it has words of death or threat that mean none: `dying of hunger`, a conviction."""
    words = f"{_spaced(read(text).strong.text)} "
    return any(idiom.search(words) for idiom in _idioms())


def _spaced(folded: str) -> str:
    """A word said many times over is looked at once: it means no more, and costs every pattern its time."""
    return " " + " ".join(word for word, _ in groupby(_NOT_WORDS.sub(" ", folded).split()))


@cache
def _signs() -> list[tuple[Sign, re.Pattern[str]]]:
    return [
        (Sign(row["grade"], f"{row['kind']}.{number}"), _compiled(row["pattern"]))
        for number, row in enumerate(rows("crisis"), start=1)
    ]


@cache
def _idioms() -> list[re.Pattern[str]]:
    return [_compiled(row["pattern"]) for row in rows("crisis_idioms")]


def _compiled(pattern: str) -> re.Pattern[str]:
    parts = re.findall(r"\([^)]*\)\??|\.\.|[^\s()]+", pattern)
    return re.compile(f"(?<= )(?:{_PREFIX})" + "".join(_part(part) for part in parts))


def _part(part: str) -> str:
    if part == "..":
        return _GAP
    optional = "?" if part.endswith(")?") else ""
    alternatives = part.removesuffix("?").strip("()").split("|")
    return f"(?:{'|'.join(sorted((_words(a) for a in alternatives), key=len, reverse=True))}){optional}"


def _words(alternative: str) -> str:
    folded = _NOT_WORDS.sub(" ", strong(alternative).text).split()
    return "".join(re.escape(word).replace(r"\*", f"{_WORD}*") + " " for word in folded)
