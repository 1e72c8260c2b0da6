import pytest

from bot.services.plain_news import is_plain_news

NEWS = """زوجي طلع من السجن من اسبوع|هو بالسجن|جوزي طلع من الحبس مبارح|ابوهم بالسجن|ولادي زعلانين على ابوهم|رجع عالبيت
زوجي رح يطلع الاسبوع الجاي|اخوي محبوس من سنة الحمد لله|انا من الكرك ومرتي بالسجن|he is in prison since last year"""
NOT = """زوجي طلع من السجن وضربني|هو بالسجن وبدو يموت|طلع من السجن وبهددني|بدي اموت|رجع سكران عالبيت|وهددنا من السجن
زوجي رح يطلع وخايفة منه|he got out and he hit me|he is in prison and wants to die|سامحوني|ابوهم بالسجن ومريض كتير|طلع"""


def _each(listed: str) -> list[str]:
    return [text for line in listed.splitlines() for text in line.split("|")]


@pytest.mark.parametrize("text", _each(NEWS))
def test_who_is_where_and_since_when(text: str) -> None:
    assert is_plain_news(text)


@pytest.mark.parametrize("text", _each(NOT))
def test_any_other_word_makes_it_more_than_that(text: str) -> None:
    assert not is_plain_news(text)
