"""`make bench`: Rafeeq as a whole beside stock Rasa, in one run on one machine, on loopback only."""

import argparse
import asyncio
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from bench import measure, sample, understanding
from bench.measure import HISTORIES, PEOPLE, RATE, RATE_SECONDS, SHORT, Spread
from bench.ours import Chat, Ours, ours
from bench.report import Report
from bench.stock import Stock, StockChat, stock
from tests.support.assistant import assistant_model

LIMIT = 900.0
"""Seconds for all; what was measured until then is printed."""


async def bench(folder: Path, report: Report, model: bytes | None, long: bool) -> None:
    texts = sample.by_intent()
    async with AsyncExitStack() as stack:
        mine = await stack.enter_async_context(ours(folder / "ours", model))
        theirs = await stack.enter_async_context(stock(folder / "stock"))
        say("Starting Rafeeq: cold, then warm ...")
        cold, warm = await start_twice(mine)
        say("Holding long conversations; training stock Rasa ...")
        words = await measure.usable(mine, sample.questions(texts))
        report.notes.append(f"{len(words)} different questions, {sum(mine.replies.values())} replies of ours")
        lengths = HISTORIES if long else SHORT
        held, trained = await asyncio.gather(measure.our_histories(mine, words, lengths), theirs.train(texts))
        stock_start = await theirs.start()
        if model is None:
            report.add("cold start, training included", "s", cold, trained + stock_start, most=180)
            report.notes.append("stock Rasa learns from 25 messages an intent, with few epochs; we from all")
        else:
            report.add("first start, database and model laid before", "s", cold, stock_start)
        report.add("warm start", "s", warm, stock_start, most=40)
        say("Asking both in turns ...")
        await answers(report, held, await measure.stock_histories(theirs, words, lengths), words)
        say("Asking both what they understand ...")
        await understood(report, theirs, texts)
        say("Asking many at once ...")
        await load(report, mine, theirs, words)
        report.add("memory of everything", "MB", mine.megabytes(), theirs.megabytes(), most=1800)
        report.notes.append(f"{theirs.silent} of stock Rasa's answers were empty")


async def start_twice(mine: Ours) -> tuple[float, float]:
    cold = await mine.start()
    await mine.stop()
    return cold, await mine.start()


async def answers(
    report: Report,
    held: dict[int, list[Chat]],
    theirs: dict[int, list[StockChat]],
    words: list[str],
) -> None:
    for length, chats in held.items():
        mine, stocks = map(Spread.of, await measure.in_turns(chats, theirs[length], words))
        most = 0.5 if length == 100 else None
        report.add(f"answer p50 at {length} messages", "ms", mine.p50, stocks.p50, most_ratio=most)
        report.add(f"answer p95 at {length} messages", "ms", mine.p95, stocks.p95, most_ratio=most)


async def understood(report: Report, theirs: Stock, texts: dict[str, list[str]]) -> None:
    asked = understanding.blind()
    mine = await asyncio.to_thread(understanding.ours, texts, asked)
    report.add("blind set understood", "%", mine, await understanding.theirs(theirs.understand, asked))
    report.notes.append(f"understood: {len(asked)} messages; both learned the same 25 an intent")


async def load(report: Report, mine: Ours, theirs: Stock, words: list[str]) -> None:
    people = await asyncio.gather(*(mine.chat() for _ in range(PEOPLE)))
    strangers = [await theirs.chat() for _ in range(PEOPLE)]
    acknowledged, replied = await measure.at_rate(mine, people, words)
    spread = Spread.of(acknowledged)
    report.add(f"acknowledgement p50 at {RATE}/s", "ms", spread.p50)
    report.add(f"acknowledgement p99 at {RATE}/s", "ms", spread.p99, most=50)
    report.add(f"answered while {RATE}/s come", "/s", replied / RATE_SECONDS)
    await asyncio.gather(*(mine.mailbox.quiet(person.number, 5) for person in people))
    ours_rate, ours_waits = await measure.sustained(people, words)
    stock_rate, stock_waits = await measure.sustained(strangers, words)
    report.add(f"sustained, {PEOPLE} people at once", "/s", ours_rate, stock_rate, least=RATE)
    report.add("answer p50 then", "ms", Spread.of(ours_waits).p50, Spread.of(stock_waits).p50)


async def main(quick: bool, long: bool) -> int:
    report = Report()
    done = False
    with tempfile.TemporaryDirectory(prefix="rafeeq-bench-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        model = assistant_model(folder).archive if quick else None
        try:
            async with asyncio.timeout(LIMIT):
                await bench(folder, report, model, long)
            done = True
        except TimeoutError:
            report.notes.append(f"stopped: not done within {LIMIT:g} s, or a reply did not come")
        finally:
            report.write()
            sys.stdout.write(report.table() + "\n")
    return 0 if done else 1


def say(words: str) -> None:
    sys.stderr.write(words + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="make bench ARGS=...", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="with the model that the tests keep, if it fits")
    parser.add_argument("--short", action="store_true", help="without long conversations")
    given = parser.parse_args()
    sys.exit(asyncio.run(main(given.quick, not given.short)))
