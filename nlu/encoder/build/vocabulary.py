"""Which pieces the trimmed vocabulary keeps: what a light text in Arabic or Latin letters can hold."""

import re

from nlu.encoder.tokeniser import UNKNOWN, Tokeniser
from nlu.text.lexicons import words

LATIN = 20_000
_ARABIC = re.compile(r"▁?[ء-غف-ي]+")
_LATIN = re.compile(r"▁?[a-z']+")
_FIGURES = re.compile(r"▁?(\d{1,4}|[٠-٩]{1,4}|[!-/:-@\[-`{-~،؛؟…–—«»“”‘’%]+)")
_SINGLE = [(0x20, 0x250), (0x600, 0x700), (0x2010, 0x2040), (0x2190, 0x2800), (0x1F000, 0x1FB00)]


def keep(pieces: list[str], scores: list[float]) -> list[int]:
    """Numbers of the kept pieces. The vocabulary is sorted by probability, so the first Latin ones are the
    commonest; those of our English words come on top."""
    english = Tokeniser(pieces, scores).text(" ".join(sorted(words("english"))))
    latin = [number for number, piece in enumerate(pieces) if _LATIN.fullmatch(piece)]
    others = [number for number, piece in enumerate(pieces) if _is_kept(piece)]
    return sorted({*range(UNKNOWN + 1), *latin[:LATIN], *english, *others})


def _is_kept(piece: str) -> bool:
    return bool(_ARABIC.fullmatch(piece) or _FIGURES.fullmatch(piece)) or _is_single(piece)


def _is_single(piece: str) -> bool:
    bare = piece.lstrip("▁")
    if len(bare) > 1 or bare.isupper():
        return False
    return not bare or any(first <= ord(bare) < last for first, last in _SINGLE)
