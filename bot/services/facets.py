"""What a question is particular about: whose, detained or convicted, which degree, how long a sentence."""

from collections.abc import Mapping
from functools import cache

from bot.domain.article import Article
from nlu.text.options import says
from nlu.text.pieces import plain
from nlu.text.relations import relations

Facets = Mapping[str, str]

_WORDS: dict[tuple[str, str], str] = {
    ("status", "detained"): (
        "موقوف|موقوفة|موقوفين|توقيف|التوقيف|بالتوقيف|وقفوه|لسا ما انحكم|ما انحكم|قبل المحاكمة|"
        "detained|remand|awaiting trial|not sentenced"
    ),
    ("status", "convicted"): ("محكوم|محكومة|محكومين|انحكم|محكوميته|حكموه|sentenced|convicted"),
    ("status", "released"): (
        "طلع من السجن|بعد ما يطلع|بعد الافراج|مفرج عنه|طلعت من السجن|after release|released"
    ),
    ("sex", "woman"): (
        "نساء|النساء|نسوان|بنتي|زوجتي|مرتي|اختي|سجينة|نزيلة|حامل|women|woman|female|my daughter|"
        "my wife|my sister"
    ),
    ("sex", "juvenile"): (
        "حدث|احداث|الاحداث|قاصر|قاصرين|تحت السن|تحت 18|عمره 15|عمره 16|عمره 17|عمره 14|عمره ١٦|"
        "عمره ١٧|دار تربية|juvenile|juveniles|minor|under 18|teenager"
    ),
    ("degree", "first"): ("امه|ابوه|اهله|زوجته|اولاده|ابنه|بنته|درجة اولى|first degree"),
    ("degree", "second"): (
        "اخوه|اخته|اخوي|اختي|جده|جدته|سيدي|ستي|درجة ثانية|second degree|brother|sister|grandmother|"
        "grandfather"
    ),
    ("degree", "other"): (
        "عمه|خاله|ابن عمه|ابن خاله|خطيبته|خطيبي|خطيبتي|صاحبه|صديقه|صاحبي|رفيقه|friend|cousin|uncle|"
        "aunt|fiance|fiancee"
    ),
    ("nationality", "other"): (
        "مش اردني|غير اردني|غير الاردنيين|اجنبي|اجانب|سوري|سورية|مصري|عراقي|يمني|جنسية|سفارة|"
        "السفارة|قنصل|foreigner|foreign|non jordanian|syrian|egyptian|embassy|consulate"
    ),
    ("sentence", "under_year"): (
        "اقل من سنة|تحت السنة|شهرين|3 شهور|6 شهور|ست شهور|ثلاث شهور|less than a year|under a year|months"
    ),
    ("sentence", "over_year"): (
        "اكثر من سنة|فوق السنة|سنتين|3 سنين|5 سنين|سنين|سنوات|مؤبد|more than a year|over a year|years"
    ),
}
_AUDIENCES = {
    "detained": ("status", "detained"),
    "convicted": ("status", "convicted"),
    "released": ("status", "released"),
    "women": ("sex", "woman"),
    "juveniles": ("sex", "juvenile"),
    "non_jordanians": ("nationality", "other"),
}
_WOMEN = frozenset({"mother", "wife", "daughter", "sister"})


def facets_of(text: str) -> Facets:
    """The first that a text names of each kind, those named most particularly before others."""
    found = {
        facet: value
        for (facet, value), phrases in reversed(_phrases())
        if any(says(text, p) for p in phrases)
    }
    if "sex" not in found and {each.name for each in relations(text)} & _WOMEN:
        found["sex"] = "woman"
    return found


def particular(article: Article) -> Mapping[str, tuple[str, ...]]:
    """What an article is particular to, its audience included."""
    facet = _AUDIENCES.get(article.audience)
    return {**({facet[0]: (facet[1],)} if facet else {}), **article.about}


def fit(article: Article, asked: Facets) -> float:
    """Above 0 where the article is for what was asked, below where it is for something else."""
    score = 0.0
    for facet, values in particular(article).items():
        if facet in asked:
            score += 1 / len(values) if asked[facet] in values else -1.0
        else:
            score -= 0.25 / len(values)
    return score


@cache
def _phrases() -> tuple[tuple[tuple[str, str], tuple[str, ...]], ...]:
    return tuple((key, tuple(plain(word) for word in words.split("|"))) for key, words in _WORDS.items())
