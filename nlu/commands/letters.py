"""`python -m nlu letters`: learns anew how people write Arabic letters with Latin ones, from the lists of
Arabizi words and of names."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import nlu.text.lexicons
from nlu.text.letters import LONGEST, marked
from nlu.text.lexicons import rows
from nlu.text.normalise import strong

OUT = Path(nlu.text.lexicons.__file__).parent / "letters.tsv"
_ROUNDS = 12
_SMALLEST = 0.003
"""Chance below which a way of writing is left out."""
_SKIPPED = "aeiouhy'2"
_LONG = "اوي"
_HEARD = (
    "ا:aei2 ب:bp ت:t6 ث:th ج:jg ح:7h خ:5kh7 د:d ذ:dhz4 ر:r ز:z س:s ش:shc ص:s9 ض:d9 ط:t6 ظ:dzh6 ع:3ae"
    " غ:gh3 ف:fv ق:q2gk89 ك:kc ل:l م:m ن:n ه:hae و:wou ي:yei"
)
_SOUNDS = dict(pair.split(":") for pair in _HEARD.split())

Pair = tuple[str, str]
Counts = dict[Pair, float]


def main(arguments: list[str]) -> int:
    del arguments
    weights = learn(list(pairs()))
    lines = [f"{script}\t{latin}\t{weight:.2f}\n" for (script, latin), weight in sorted(weights.items())]
    OUT.write_text("script\tlatin\tweight\n" + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} ways of writing {len({script for script, _ in weights})} letters")
    return 0


def pairs() -> Iterator[Pair]:
    """(Arabic word in the strong spelling, one Latin spelling of it)."""
    for row in rows("arabizi"):
        yield from ((strong(row["script"]).text, latin) for latin in row["latin"].split())
    for row in rows("names"):
        script = strong(row["script"].split("|")[0]).text
        latin = [each for each in row["latin"].split("|") if each and " " not in each]
        if " " not in script:
            yield from ((_like(script, each), each) for each in latin)


def _like(script: str, latin: str) -> str:
    """Families' names are listed with the article, which their Latin spelling mostly lacks."""
    return script.removeprefix("ال") if not latin.startswith(("al", "el")) else script


def learn(known: Sequence[Pair]) -> Counts:
    weights = _first_guess()
    for _ in range(_ROUNDS):
        counts: Counter[Pair] = Counter()
        for script, latin in known:
            counts.update(_expected(marked(script), latin, weights))
        weights = _normalised(counts)
    return weights


def _first_guess() -> Counts:
    guess: Counts = {("", letter): math.log(0.1) for letter in _SKIPPED}
    for letter, sounds in _SOUNDS.items():
        for script in (letter, f"^{letter}", f"{letter}$"):
            guess[script, ""] = math.log(0.05)
            for sound in sounds:
                guess[script, sound] = math.log(0.2)
    return guess


def _weight(letter: str, latin: str, weights: Counts) -> float:
    known = weights.get((letter, latin))
    if known is not None:
        return known
    sounds = _SOUNDS.get(letter.strip("^$"), "")
    vowels = "aeiou" if letter.strip("^$") in _LONG else "'"
    alike = bool(latin) and all(c in sounds or c in vowels for c in latin)
    return math.log(0.02) if alike else -math.inf


def _steps(letters: Sequence[str], latin: str) -> Iterator[tuple[Pair, Pair, Pair]]:
    """All (from, to, what is read) in an order in which every place comes before those behind it. A place is
    (letters read, Latin letters read), here as text for one key type."""
    for row in range(len(letters) + 1):
        for column in range(len(latin) + 1):
            here = (str(row), str(column))
            if column < len(latin) and latin[column] in _SKIPPED:
                yield here, (str(row), str(column + 1)), ("", latin[column])
            if row < len(letters):
                for end in range(column, min(column + LONGEST, len(latin)) + 1):
                    yield here, (str(row + 1), str(end)), (letters[row], latin[column:end])


def _expected(letters: Sequence[str], latin: str, weights: Counts) -> Counts:
    """How often each way of writing is used, over all ways to read the pair."""
    steps = [
        (a, b, read, chance)
        for a, b, read in _steps(letters, latin)
        if (chance := math.exp(_weight(*read, weights))) > 0
    ]
    before: dict[Pair, float] = defaultdict(float, {("0", "0"): 1.0})
    for here, there, _, chance in steps:
        before[there] += before[here] * chance
    after: dict[Pair, float] = defaultdict(float, {(str(len(letters)), str(len(latin))): 1.0})
    for here, there, _, chance in reversed(steps):
        after[here] += after[there] * chance
    total = before[str(len(letters)), str(len(latin))]
    counts: Counts = defaultdict(float)
    for here, there, read, chance in steps:
        counts[read] += before[here] * chance * after[there] / total if total else 0.0
    return counts


def _normalised(counts: Counter[Pair]) -> Counts:
    totals: Counter[str] = Counter()
    for (letter, _), count in counts.items():
        totals[letter] += count
    shares = {pair: count / totals[pair[0]] for pair, count in counts.items()}
    return {pair: math.log(share) for pair, share in shares.items() if share >= _SMALLEST}
