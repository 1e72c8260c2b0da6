"""What somebody types back to "do you need help now?": yes, no, or something else."""

from enum import StrEnum

from nlu.text.pieces import pieces, plain


class CheckAnswer(StrEnum):
    YES = "yes"
    NO = "no"


def _words(*listed: str) -> frozenset[str]:
    return frozenset(word for line in listed for word in plain(line).split())


_YES = _words("نعم أيوه أيوا ايوة اي آه اه اها أجل أكيد طبعا بلى ياريت yes yeah yep yup yea sure")
_HELP = _words(
    "ساعدوني ساعدونا ساعدني الحقوني الحقونا لحقوني انجدوني انجدونا أنقذوني أنقذونا محتاجين محتاجة محتاج",
    "نحتاج مساعدة نجدة ضروري help urgent emergency",
)
_WITH_YES = _words(
    "والله كتير كثير هلأ هلا الآن بسرعة حالا بدي بدنا أنا احنا نحن لو سمحتوا سمحتم من فضلكم الله يخليكم يا",
    "ريت لوسمحتوا رجاء أرجوكم please i we need want me us now quickly a lot so",
)
_NO = _words("لا لأ لاء كلا بلاش no nope nah")
_NO_PHRASES = tuple(
    plain(phrase)
    for line in (
        "مش هلأ|مش هلا|مو هلا|ليس الآن|مش الآن|مش محتاج|مش محتاجة|مش محتاجين|لا نحتاج|لا أحتاج",
        "ما في خطر|مافي خطر|ما بدي|مش ضروري|مش لازم",
        "not now|don't need help|do not need help|not in danger|no danger|no need",
    )
    for phrase in line.split("|")
)
_CALM = _words(
    "الحمد لله الحمدلله بخير منيح منيحة منيحين مناح كويس كويسة كويسين تمام شكرا مشكورين يسلمو عادي بأمان",
    "أمان هلأ هلا الآن حاليا كله كلنا أنا احنا نحن والله يعطيكم العافية مساعدة",
    "thanks thank you fine okay ok good safe now i am im m s we are all right alright it is i'm we're it's",
)
_PLAINLY_CALM = _words("بخير منيح منيحة منيحين كويس كويسة كويسين الحمدلله الحمد fine safe")
_SHORT = 6


def read_check_answer(text: str) -> CheckAnswer | None:
    """Only what is plain: "no, don't leave me" is no "no", and "fine" alone may be either."""
    said = [word.strong for word in pieces(text)]
    if not said or len(said) > _SHORT:
        return None
    if (_YES | _HELP | _WITH_YES).issuperset(said):
        return CheckAnswer.YES if (_YES | _HELP) & set(said) else None
    rest, denied = _without_denial(said)
    calm = _CALM.issuperset(rest) and (denied or bool(_PLAINLY_CALM & set(rest)))
    return CheckAnswer.NO if calm else None


def _without_denial(said: list[str]) -> tuple[list[str], bool]:
    """What is left without a leading no and phrases like "not now"."""
    rest = said[1:] if said[0] in _NO else said
    words = f" {' '.join(rest)} "
    for phrase in _NO_PHRASES:
        words = words.replace(f" {phrase} ", " ")
    left = words.split()
    return left, said[0] in _NO or len(left) < len(rest)
