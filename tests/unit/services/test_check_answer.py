import pytest

from bot.services.check_answer import CheckAnswer, read_check_answer

YES = (
    """نعم|اه والله محتاجة|ساعدوني|ايوا بسرعة|بدي مساعدة|aywa|yes please|I need help|نعم نحتاج مساعدة الآن"""
)
NO = """لا|لا شكرا|لا الحمد لله|لا مش هلأ|مش هلأ|ليس الآن|لا ما في خطر|الحمد لله بخير|مش محتاجين مساعدة|la|
la2 shokran|no|no thanks|not now|no i don't need help|i'm fine thanks"""
NEITHER = """لا ما بدي اعيش|لا تتركوني|لا مش منيحة|لا إله إلا الله|ما بدي اعيش|تمام|نعم أوافق|محتاجين فلوس|أحمد|
اه بس مش هلأ||؟؟|متى الزيارة|no one cares|لا حدا يسأل فيي"""


def _each(listed: str) -> list[str]:
    return [line.strip() for line in listed.replace("\n", "").split("|")]


@pytest.mark.parametrize("text", _each(YES))
def test_a_plain_yes(text: str) -> None:
    assert read_check_answer(text) is CheckAnswer.YES


@pytest.mark.parametrize("text", _each(NO))
def test_a_plain_no(text: str) -> None:
    assert read_check_answer(text) is CheckAnswer.NO


@pytest.mark.parametrize("text", _each(NEITHER))
def test_what_is_neither(text: str) -> None:
    assert read_check_answer(text) is None
