"""Messages that tell only who is where and since when: "my husband got out a week ago", "he is in prison".

The learned screen knows such openings mostly from cries that went on, and took them for danger. Every word
must be one of these few, so that nothing else can hide among them.
"""

from nlu.text.pieces import bare_forms, pieces, plain
from nlu.text.places import places
from nlu.text.relations import every_relation, speaks_of_custody

_SAID = frozenset(
    word
    for line in (
        "طلع طلعت بطلع يطلع طالع خرج خرجت رجع رجعت رجعنا دخل انحبس انسجن انمسك مسكوه حبسوه نقلوه حكموه",
        "حكم رح راح بده هو هي هم انا احنا نحن انت عندي عندنا معي معنا اله الها الو الي لسا لسه هلأ كان",
        "كانت صار صاروا بعد قبل بعده من في على عن مع الى ل و ب يا ال عند بسبب هاد هاي هذا هذه اول اخر",
        "يوم يومين ايام اسبوع اسبوعين جمعة شهر شهرين شهور اشهر سنة سنتين سنين سنوات مبارح امبارح البارح",
        "اليوم بكرا الصبح بالليل العيد رمضان الجاي الماضي القادم كم شي قرابة حوالي تقريبا نص نصف الحمد",
        "لله ان شاء الله انشالله والله مرحبا السلام عليكم سلام هلا ورحمة وبركاته البيت عالبيت بيته",
        "بيتنا بيتي اهله اهلي اهلها زعلان زعلانة زعلانين ابوهم ابوه امه امهم الولاد الاولاد ولادي",
        "اولادي my his her our he she i we is was got out of in from since for a an the and ago last",
        "next week weeks month months year years day days yesterday today home came back still one two",
        "three four five six",
    )
    for word in plain(line).split()
)
_LONGEST = 12


def is_plain_news(text: str) -> bool:
    said = pieces(text)
    if not 1 < len(said) <= _LONGEST:
        return False
    known = {at for relation in every_relation(text) for at in range(relation.first, relation.last + 1)}
    known |= {at for place in places(text, answering=True) for at in range(place.first, place.last + 1)}
    return all(at in known or _is_plain(word.strong, word.original) for at, word in enumerate(said))


def _is_plain(strong: str, original: str) -> bool:
    return strong.isdecimal() or bool(_SAID & set(bare_forms(strong))) or speaks_of_custody(original)
