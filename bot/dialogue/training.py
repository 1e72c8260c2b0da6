"""Trains a model when none fits the present data, in Rasa's own environment."""

import asyncio
import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bot.dialogue.learned_data import data_beside
from bot.services.ports import ModelStore, TrainedModel
from bot.services.retrain import Pair, base_of, model_hash

ROOT = Path(__file__).parents[2]
# All that a model is made of: another byte in any of these is another model.
SOURCES = (
    "data/domain",
    "data/nlu",
    "data/rules",
    "data/stories",
    "nlu/config.yml",
    "nlu/classifier",
    "nlu/components",
    "nlu/classifier",
    "nlu/text",
    "nlu/encoder",
    "requirements/nlu.txt",
)
_NOT_SOURCES = frozenset({"__pycache__"})

Progress = Callable[[str], None]


class TrainingFailed(Exception):
    """Training ended without a model; the message is the last line it printed."""


def data_hash(root: Path = ROOT) -> str:
    digest = hashlib.sha256()
    for path in _files(root):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]


def _files(root: Path) -> Iterator[Path]:
    for source in SOURCES:
        path = root / source
        found = [path] if path.is_file() else sorted(path.rglob("*"))
        yield from (file for file in found if file.is_file() and not _NOT_SOURCES & set(file.parts))


async def ensure_model(
    store: ModelStore,
    train_argv: Sequence[str],
    env: dict[str, str],
    tell: Progress,
    learned: Sequence[Pair] = (),
) -> str:
    """The hash of the model that fits the present data; trains it first when the store has none.

    `train_argv` is Rasa's environment's `train` command without its `--out`. `learned`: what staff taught
    beside the data; a model that fits is kept even where more was taught since. Raises TrainingFailed.
    """
    base = data_hash()
    newest = await store.newest_hash()
    if newest and base_of(newest) == base:
        return newest
    wanted = model_hash(base, learned)
    if await store.make_newest(wanted):
        return wanted
    with data_beside(learned) as more:
        archive = await train([*train_argv, *more], env, tell)
    await store.add(TrainedModel(wanted, archive))
    return wanted


async def train(argv: Sequence[str], env: dict[str, str], tell: Progress) -> bytes:
    """The archive of a newly trained model. Raises TrainingFailed."""
    with tempfile.TemporaryDirectory(prefix="rafeeq-training-") as folder:
        out = Path(folder, "model.tar.gz")
        process = await asyncio.create_subprocess_exec(
            *argv,
            *("--out", str(out)),
            env=env,
            cwd=ROOT,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            last = await _follow(process, tell)
            if await process.wait():
                raise TrainingFailed(last)
            return await asyncio.to_thread(out.read_bytes)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def _follow(process: asyncio.subprocess.Process, tell: Progress) -> str:
    """Passes on lines that begin with `training:`; returns the last line of any kind."""
    last = "it printed nothing"
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    async for raw in process.stdout:
        line = raw.decode(errors="replace").strip()
        if line.startswith("training:"):
            tell(line.removeprefix("training:").strip())
        last = line or last
    return last
