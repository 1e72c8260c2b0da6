import asyncio

import pytest

from bench import measure


class Answering:
    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.asked: list[str] = []

    async def ask(self, text: str) -> float:
        self.asked.append(text)
        await asyncio.sleep(0.005)
        return self.seconds


async def test_both_are_asked_the_same_words_and_each_conversation_its_share() -> None:
    ours, stock = [Answering(0.1), Answering(0.1)], [Answering(0.3)]

    mine, theirs = await measure.in_turns(ours, stock, ["a", "b", "c"])

    assert mine == [0.1] * measure.SAMPLES
    assert theirs == [0.3] * measure.SAMPLES
    assert [len(chat.asked) for chat in ours] == [measure.SAMPLES // 2] * 2
    assert stock[0].asked[:4] == ["a", "b", "c", "a"]


async def test_what_is_answered_after_the_end_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "CLOSED_SECONDS", 0.1)
    people = [Answering(0.2), Answering(0.2)]

    rate, waits = await measure.sustained(people, ["a", "b"])

    assert len(waits) == sum(len(person.asked) for person in people) - 2
    assert rate == pytest.approx(len(waits) / 0.1)
