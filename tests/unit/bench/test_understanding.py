from bench import understanding
from nlu.classifier.examples import Example

ASKED = [Example("متى الزيارة بسواقة", "visits"), Example("بدي مصاري للاجار", "money", also="rent")]
SAMPLE = {"visits": ["متى الزيارة", "اي يوم الزيارة"], "money": ["بدي مصاري", "محتاجة مصاري للبيت"]}


def test_a_second_accepted_intent_counts() -> None:
    assert understanding.percent(["visits", "rent"], ASKED) == 100
    assert understanding.percent(["money", "money"], ASKED) == 50


def test_ours_learns_from_the_sample_only() -> None:
    assert understanding.ours(SAMPLE, ASKED) == 100


async def test_the_other_is_asked_each_message() -> None:
    heard: list[str] = []

    async def understand(text: str) -> str:
        heard.append(text)
        return "visits"

    assert await understanding.theirs(understand, ASKED) == 50
    assert heard == [each.text for each in ASKED]


def test_the_blind_set_is_there() -> None:
    assert len(understanding.blind()) > 500
