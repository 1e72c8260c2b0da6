"""`python -m nlu words`: counts the Arabic words of data/nlu anew, for reading Arabizi."""

import re
from collections import Counter
from pathlib import Path

import nlu.text.lexicons
from nlu.data_io import training_examples
from nlu.text.normalise import strong

OUT = Path(nlu.text.lexicons.__file__).parent / "arabic_words.tsv"
FEWEST = 2
_WORD = re.compile(r"[ء-ي]{2,}")
_TOO_NOISY = frozenset({"noisy"})


def main(arguments: list[str]) -> int:
    del arguments
    texts = [strong(e.text).text for e in training_examples() if e.variety not in _TOO_NOISY]
    counts = Counter(word for text in texts for word in _WORD.findall(text))
    kept = sorted(word for word, count in counts.items() if count >= FEWEST)
    lines = [f"{word}\t{counts[word]}\n" for word in kept]
    OUT.write_text("word\tcount\n" + "".join(lines), encoding="utf-8")
    print(f"{len(kept)} words")
    return 0
