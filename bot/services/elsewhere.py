"""Questions about another country: what is known here does not hold there."""

from nlu.text.options import says
from nlu.text.pieces import plain

_COUNTRIES = tuple(
    plain(name)
    for name in [
        "السعودية",
        "سعودية",
        "الامارات",
        "دبي",
        "الكويت",
        "قطر",
        "البحرين",
        "عمان السلطنة",
        "سلطنة عمان",
        "اليمن",
        "العراق",
        "بغداد",
        "سوريا",
        "دمشق",
        "لبنان",
        "بيروت",
        "مصر",
        "القاهرة",
        "فلسطين",
        "الضفة",
        "اسرائيل",
        "تركيا",
        "المانيا",
        "امريكا",
        "كندا",
        "السويد",
        "بريطانيا",
        "saudi",
        "saudi arabia",
        "emirates",
        "uae",
        "dubai",
        "kuwait",
        "qatar",
        "bahrain",
        "yemen",
        "iraq",
        "syria",
        "lebanon",
        "egypt",
        "palestine",
        "west bank",
        "israel",
        "turkey",
        "germany",
        "america",
        "usa",
        "canada",
        "sweden",
        "britain",
        "uk",
        "masr",
        "el sa3oudiye",
        "lebnan",
    ]
)
_HERE = tuple(
    plain(word)
    for word in ["الاردن", "بالاردن", "للاردن", "الاردني", "الاردنية", "jordan", "in jordan", "عمان", "amman"]
)
_LIVING = tuple(
    plain(word)
    for word in [
        "انا",
        "احنا",
        "اخوي",
        "جوزي",
        "زوجي",
        "ابني",
        "مغترب",
        "عايش",
        "ساكن",
        "مقيم",
        "بشتغل",
        "شغلي",
        "i",
        "we",
        "my",
        "living",
        "live",
        "ana",
        "e7na",
        "akhoi",
    ]
)


def is_elsewhere(text: str) -> bool:
    """A country is named, and not as the place where the writer or a relative lives."""
    if not any(says(text, country) for country in _COUNTRIES):
        return False
    return not any(says(text, word) for word in (*_HERE, *_LIVING))
