"""Questions about another country: what is known here does not hold there."""

from nlu.text.options import says
from nlu.text.pieces import plain

_NAMES = """
السعودية|سعودية|الامارات|دبي|الكويت|قطر|البحرين|سلطنة عمان|اليمن|العراق|بغداد|سوريا|دمشق|لبنان|بيروت
مصر|القاهرة|فلسطين|الضفة|اسرائيل|تركيا|المانيا|امريكا|كندا|السويد|بريطانيا|masr|el sa3oudiye|lebnan
saudi|saudi arabia|emirates|uae|dubai|kuwait|qatar|bahrain|yemen|iraq|syria|lebanon|egypt|palestine
west bank|israel|turkey|germany|america|usa|canada|sweden|britain|uk
"""
_OURS = """
الاردن|بالاردن|للاردن|الاردني|الاردنية|عمان|انا|احنا|اخوي|جوزي|زوجي|ابني|مغترب|عايش|ساكن|مقيم|بشتغل|شغلي
jordan|in jordan|amman|i|we|my|living|live|ana|e7na|akhoi
"""


def _phrases(listed: str) -> tuple[str, ...]:
    return tuple(plain(phrase) for line in listed.strip().splitlines() for phrase in line.split("|"))


_COUNTRIES, _HERE = _phrases(_NAMES), _phrases(_OURS)


def is_elsewhere(text: str) -> bool:
    """A country is named, neither beside ours nor as the place where the writer or a relative lives."""
    return any(says(text, country) for country in _COUNTRIES) and not any(says(text, word) for word in _HERE)
