"""Whom one is glad with: nobody whose husband came out of prison to beat her."""

import pytest

from actions.feeling import _fears, _got_out
from nlu.text.crisis import screen


@pytest.mark.parametrize(
    "text",
    [
        "جوزي طلع من السجن وبخاف منه كثير بالليل",
        "طلع من الحبس وصار يضربني",
        "زوجي طلع من السجن وانا مرعوبة",
    ],
)
def test_fear_is_no_joy(text: str) -> None:
    assert _got_out(text)
    assert _fears(text)


@pytest.mark.parametrize("text", ["اخوي طلع من السجن اليوم", "جوزي خرج من السجن مبارح الحمدلله"])
def test_plain_good_news_is(text: str) -> None:
    assert _got_out(text)
    assert not _fears(text)


@pytest.mark.parametrize("text", ["جوزي بالبيت وبخاف منه", "بنخاف منه كلنا"])
def test_fear_of_him_is_heard(text: str) -> None:
    sign = screen(text)
    assert sign is not None
    assert sign.rule.startswith("violence")
