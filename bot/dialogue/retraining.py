"""Trains with what staff taught, and measures a model on the fixed test set, each in a process of its own."""

import asyncio
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.dialogue.learned_data import data_beside
from bot.dialogue.training import ROOT, TrainingFailed, train
from bot.services.retrain import (
    ACCURACY,
    CRISIS_FALSE_ALARMS,
    CRISIS_RECALL,
    MACRO_F1,
    Pair,
    Tell,
    TrainingBroke,
)

TEST_SET = ROOT / "tests" / "nlu" / "intents_1.tsv"
"""Written by people who saw no training data; never learned from."""


async def train_with(argv: Sequence[str], env: dict[str, str], pairs: Sequence[Pair], tell: Tell) -> bytes:
    """`argv`: the `train` command. Raises TrainingBroke."""
    lines: asyncio.Queue[str] = asyncio.Queue()
    teller = asyncio.create_task(_pass_on(lines, tell))
    try:
        with data_beside(pairs) as more:
            return await train([*argv, *more], env, lines.put_nowait)
    except TrainingFailed as error:
        raise TrainingBroke(str(error)) from None
    finally:
        teller.cancel()


async def _pass_on(lines: asyncio.Queue[str], tell: Tell) -> None:
    while True:
        await tell(await lines.get())


async def measure(
    argv: Sequence[str], env: dict[str, str], archive: bytes, test_set: Path = TEST_SET
) -> Mapping[str, float]:
    """`argv`: the `evaluate` command. Raises TrainingBroke."""
    with tempfile.TemporaryDirectory(prefix="rafeeq-measuring-") as folder:
        model, out = Path(folder, "model.tar.gz"), Path(folder, "report.json")
        await asyncio.to_thread(model.write_bytes, archive)
        await _complete([*argv, str(test_set), "--model", str(model), "--out", str(out)], env)
        return figures_of(json.loads(await asyncio.to_thread(out.read_text, encoding="utf-8")))


async def _complete(argv: Sequence[str], env: dict[str, str]) -> None:
    process = await asyncio.create_subprocess_exec(
        *argv,
        env=env,
        cwd=ROOT,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        _, said = await process.communicate()
        if process.returncode:
            lines = said.decode(errors="replace").strip().splitlines()
            raise TrainingBroke(lines[-1] if lines else f"exit code {process.returncode}")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def figures_of(report: Mapping[str, object]) -> Mapping[str, float]:
    """Of a report of `nlu evaluate`: the learned classifier's own, without the word list beside it."""
    crisis = report["crisis"]
    assert isinstance(crisis, dict)  # noqa: S101 - the shape of our own report
    return {
        CRISIS_RECALL: float(crisis["classifier"]["recall"] or 0),
        CRISIS_FALSE_ALARMS: float(crisis["classifier"]["false_alarms"] or 0),
        ACCURACY: float(str(report[ACCURACY])),
        MACRO_F1: float(str(report[MACRO_F1])),
    }
