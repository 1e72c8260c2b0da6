import time

import pytest

from nlu.text.crisis import screen

DANGER = [
    "بدي أموت والله ما عاد أتحمل",
    "رح أنتحر",
    "bdi anta7er",
    "جوزي بيضربني كل يوم",
    "بده يقتلني لما يطلع",
    "هددني بالقتل",
    "الحقونا أبوي مغمى عليه",
    "I want to kill myself",
    "he is beating me right now",
    "my brother overdosed in his cell",
    "حاول ينتحر مبارح بالزنزانة",
    "اخوي عم ينزف وما حدا سائل",
    "بدّي أمووووت",
]
NO_DANGER = [
    "بموت من الجوع",
    "متت ضحك",
    "رح أموت وأشوفه",
    "قتلني الشوق لابني",
    "ذبحتني المصاريف",
    "ذبحتونا بالمواعيد",
    "محكوم بقضية قتل",
    "موقوف بتهمة شروع بالقتل",
    "أبوي مات قبل سنتين الله يرحمه",
    "I am dying to see him",
    "he was convicted of murder",
    "عندكم محاضرة عن العنف الأسري؟",
    "متى الزيارة بسواقة",
    "",
    "🙏🙏",
]


@pytest.mark.parametrize("text", DANGER)
def test_danger_is_seen(text: str) -> None:
    sign = screen(text)
    assert sign is not None
    assert sign.grade == "danger"


@pytest.mark.parametrize("text", NO_DANGER)
def test_idioms_cases_and_losses_are_not_danger(text: str) -> None:
    assert screen(text) is None


def test_the_rule_names_no_words_of_the_person() -> None:
    sign = screen("رح أنتحر")
    assert sign is not None
    assert sign.rule.split(".")[0] == "self_harm"


@pytest.mark.parametrize(
    "text", ["بدي " * 50_000, "رح" + "\u0640" * 100_000, "a" * 100_000, "الله " * 30_000]
)
def test_hostile_length_is_no_slow_path(text: str) -> None:
    screen("warm")
    begun = time.process_time()
    screen(text)
    assert time.process_time() - begun < 1
