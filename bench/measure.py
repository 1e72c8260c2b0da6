"""What is asked of both, in turns, so that a noisy machine disturbs both alike."""

import asyncio
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from bench.ours import Chat, Ours
from bench.stock import Stock, StockChat

HISTORIES = {10: 4, 100: 2, 500: 1}
"""Messages of history, and how many conversations of that length share the samples."""
SHORT = {10: 4}
SAMPLES = 40
RATE = 20
"""Messages a second."""
RATE_SECONDS = 30
CLOSED_SECONDS = 20
PEOPLE = 32
"""Writing at once: more would meet the pace that WhatsApp allows over all, 70 a second."""


class Asked(Protocol):
    async def ask(self, text: str) -> float: ...


@dataclass(frozen=True)
class Spread:
    p50: float
    p95: float
    p99: float
    samples: int

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Spread":
        """In milliseconds."""
        ordered = sorted(seconds)

        def at(share: float) -> float:
            return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000, 1)

        return cls(at(0.5), at(0.95), at(0.99), len(ordered))


async def usable(ours: Ours, texts: Sequence[str]) -> list[str]:
    """Those that get as many replies the second time: only then a reply tells which message it answers."""
    first, second = [
        {
            text: replies
            for few in await asyncio.gather(*(_counted(ours, texts[n::5]) for n in range(5)))
            for text, replies in few.items()
        }
        for _ in range(2)
    ]
    found = [text for text in texts if first[text] == second[text]]
    if len(found) < 10:
        raise RuntimeError(f"only {len(found)} of {len(texts)} questions get as many replies again")
    ours.replies = {text: first[text] for text in found}
    return found


async def _counted(ours: Ours, texts: Sequence[str]) -> dict[str, int]:
    chat = await ours.chat()
    return {text: await chat.replies(text) for text in texts}


async def our_histories(ours: Ours, texts: Sequence[str], wanted: Mapping[int, int]) -> dict[int, list[Chat]]:
    """Conversations of each length, really held, side by side; with what gets one reply, to save time."""
    texts = [text for text in texts if ours.replies[text] == 1]
    lengths = [length for length, chats in wanted.items() for _ in range(chats)]
    held = await asyncio.gather(*(_held(ours, length, texts) for length in lengths))
    return {
        length: [chat for chat, of in zip(held, lengths, strict=True) if of == length] for length in wanted
    }


async def _held(ours: Ours, length: int, texts: Sequence[str]) -> Chat:
    chat = await ours.chat()
    for text in itertools.islice(itertools.cycle(texts), length - 1):
        await chat.ask(text)
    return chat


async def stock_histories(
    stock: Stock, texts: Sequence[str], wanted: Mapping[int, int]
) -> dict[int, list[StockChat]]:
    return {
        length: [await stock.chat_of(length, list(texts)) for _ in range(chats)]
        for length, chats in wanted.items()
    }


async def in_turns(
    ours: Sequence[Asked], stock: Sequence[Asked], texts: Sequence[str]
) -> tuple[list[float], list[float]]:
    """One message at a time, ours and theirs alternately, the same words."""
    found: tuple[list[float], list[float]] = ([], [])
    mine, theirs, words = itertools.cycle(ours), itertools.cycle(stock), itertools.cycle(texts)
    for text in itertools.islice(words, SAMPLES):
        found[0].append(await next(mine).ask(text))
        found[1].append(await next(theirs).ask(text))
    return found


async def at_rate(ours: Ours, chats: Sequence[Chat], texts: Sequence[str]) -> tuple[list[float], int]:
    """Acknowledgements while messages come at the rate, answered or not; how many were answered by then."""
    replies = sum(ours.mailbox.heard(chat.number) for chat in chats)
    began = perf_counter()
    posts = []
    for number, (chat, text) in enumerate(_pairs(chats, texts, RATE * RATE_SECONDS)):
        await asyncio.sleep(began + number / RATE - perf_counter())
        posts.append(asyncio.create_task(ours.post(chat.number, text)))
    acknowledged = await asyncio.gather(*posts)
    replies = sum(ours.mailbox.heard(chat.number) for chat in chats) - replies
    return acknowledged, round(replies * len(texts) / sum(ours.replies[text] for text in texts))


def _pairs(chats: Sequence[Chat], texts: Sequence[str], times: int) -> Iterator[tuple[Chat, str]]:
    return itertools.islice(zip(itertools.cycle(chats), itertools.cycle(texts), strict=False), times)


async def sustained(chats: Sequence[Asked], texts: Sequence[str]) -> tuple[float, list[float]]:
    """Answers a second when each of so many people writes again once answered, and how long each waited."""
    end = perf_counter() + CLOSED_SECONDS
    waits: list[float] = []

    async def go_on(chat: Asked, offset: int) -> None:
        for text in itertools.islice(itertools.cycle(texts), offset, None):
            waited = await chat.ask(text)
            if perf_counter() > end:
                return
            waits.append(waited)

    await asyncio.gather(*(go_on(chat, number) for number, chat in enumerate(chats)))
    return len(waits) / CLOSED_SECONDS, waits
