"""What people say that is neither a wish nor a question, and wants its own answer: a word that opens, fear, a
child's age, a curse in despair, asking when somebody will answer."""

import re
import unicodedata

from nlu.text.options import says
from nlu.text.pieces import pieces, plain

_SHORT = 6
_ADULT = 18
_AGE = re.compile(
    r"(?:عمري|عمرى|3omri|3mri|omri|i\s*am|i['’]?m)\s*(?:هو|is)?\s*(\d{1,2})\b(?!\s*(?:jd|دينار|شهر|يوم|month|day|week))",
    re.IGNORECASE,
)


def _phrases(*listed: str) -> frozenset[str]:
    return frozenset(plain(phrase) for line in listed for phrase in line.split("|"))


_OPENINGS = _phrases(
    "ممكن|ممكن سؤال|ممكن اسال|ممكن أسأل سؤال|ممكن استفسار|ممكن استفسر|ممكن مساعدة بسؤال|بدي اسال",
    "بدي أسأل سؤال|بدي استفسر|بدي أستفسر عن شي|عندي سؤال|عندي استفسار|سؤال|استفسار|سوال|لو سمحت",
    "لو سمحتوا|لو سمحتو|اسال|اسالكم|بدي احكي|بدي أحكي معكم|ممكن احكي|في حدا|حدا هون|هلو في حدا",
    "i have a question|can i ask|can i ask something|may i ask|question|excuse me|hello anyone",
    "anyone there|bdi as2al|momken so2al|3ndi so2al|momken",
)
_SHY = _phrases(
    "محرجة|محرج|مستحية|مستحي|بستحي|خجلانة|خجلان|بخجل|عيب|فضيحة|بالسر|بالسرية|embarrassed|ashamed|shy"
)
_SECRECY = (
    "ما بدي حدا يعرف",
    "وما بدي حدا يعرف",
    "ما حدا يعرف",
    "ما تحكوا لحدا",
    "ما تقولوا لحدا",
    "ما بدي اهلي يعرفوا",
    "بيني وبينكم",
    "don't tell anyone",
    "nobody must know",
)
_WHY = _phrases(
    "ليش هالاسئلة|ليش هالأسئلة كلها|ليش كل هالاسئلة|ليش بتسألوا|ليش بتسالو",
    "ليش بدكم هالمعلومات|شو بدكم بهالمعلومات|ليش بدكم اسمي|ليش بدكم رقمي|ليش بدك اسمي|ليش بدك رقمي",
    "لماذا تسألون|لماذا هذه الأسئلة|شو بدكم فيها|ليش",
    "why do you ask|why all these questions|why do you need this|why",
)
_GREETINGS = _phrases("سلام|السلام|سلامات|salam|slm|salaam|slam")
_FEELINGS = _phrases(
    "خايف|خايفة|خايفين|بخاف|زعلان|زعلانة|حزين|حزينة|مقهور|مقهورة|مخنوق|مخنوقة|تعبان|تعبانة|تعبت|مكسور",
    "مكسورة|وحيد|وحيدة|لحالي|مهموم|مهمومة|ضايعة|ضايع|محبط|محبطة|متضايق|متضايقة|ببكي|بعيط|scared|afraid",
    "sad|lonely|depressed",
)
_CURSES = ("حسبي الله", "حسبنا الله", "الله ينتقم", "الله لا يسامحكم", "الله لا يوفقكم", "منكم لله")
_WHEN = _phrases(
    "متى تردون|متى الرد|ايمتى بتردوا|ايمتى بدكم تردوا|طيب ايمتى بدكم تردو|امتى بتردو|متى بتردوا",
    "ايمتى الرد|متى يرد الموظف|متى بيرد الموظف|ايمتى بيحكي معي الموظف|وينكم|وين الموظف",
    "وينكم ليش ما بتردوا|ليش ما بتردوا|ليش ما حدا برد|ما حدا رد|ما حدا رد علي|لسا ما حدا رد|طولتوا",
    "طولتو علي|بستنى|لسا بستنى|لسه بستنى|قديش بدي استنى|كم بدي استنى|شو صار|شو صار معكم|where are you",
    "when will you answer|when will someone answer|still waiting|i am still waiting|im still waiting",
    "any news|winkom|emta btrdo|lsa bstanna",
)


def opens(text: str) -> bool:
    """Asks to be heard, and says no more yet."""
    return _said(text) in _OPENINGS


def greets(text: str) -> bool:
    """A word that greets when it comes first, and takes leave when it comes last."""
    return _said(text) in _GREETINGS


def asks_why(text: str) -> bool:
    """Why a form asks."""
    return _said(text) in _WHY


def asks_when(text: str) -> bool:
    return _said(text) in _WHEN


def feels(text: str) -> bool:
    """Fear or sadness, and nothing that one could do about it."""
    said = [word.strong for word in pieces(text)]
    return len(said) <= _SHORT and any(word in _FEELINGS for word in said)


def is_shy(text: str) -> bool:
    """Says that it is hard to say, or that nobody may know, and not yet what."""
    said = [word.strong for word in pieces(text)]
    secret = any(says(text, plain(each)) for each in _SECRECY)
    return len(said) <= 2 * _SHORT and (secret or (len(said) <= _SHORT and any(w in _SHY for w in said)))


def despairs_of_us(text: str) -> bool:
    said = f" {_said(text)} "
    return len(said.split()) <= 2 * _SHORT and any(f" {plain(curse)} " in said for curse in _CURSES)


def childs_age(text: str) -> int | None:
    """Of the one who writes, where they say it and are none of age."""
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    found = _AGE.search(digits)
    age = int(found.group(1)) if found else _ADULT
    return age if 4 < age < _ADULT else None


def _said(text: str) -> str:
    return " ".join(word.strong for word in pieces(text))
