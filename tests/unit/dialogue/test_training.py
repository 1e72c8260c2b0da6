import os
import sys
from pathlib import Path

import pytest

from bot.dialogue.training import TrainingFailed, data_hash, ensure_model, train
from bot.domain.clock import utc_now
from bot.services.ports import KeptModel, TrainedModel
from bot.services.retrain import model_hash

WRITES = "import sys; print('training: reading'); open(sys.argv[-1], 'wb').write(b'model')"
FAILS = "import sys; print('training: reading'); sys.exit('rules contradict each other')"


class KeptInMemory:
    def __init__(self) -> None:
        self.models: list[TrainedModel] = []

    async def newest_hash(self) -> str | None:
        return self.models[-1].data_hash if self.models else None

    async def newest(self) -> TrainedModel | None:
        return self.models[-1] if self.models else None

    async def listed(self) -> list[KeptModel]:
        return [KeptModel(model.data_hash, utc_now(), model.figures) for model in reversed(self.models)]

    async def make_newest(self, data_hash: str) -> bool:
        self.models.sort(key=lambda model: model.data_hash == data_hash)
        return await self.newest_hash() == data_hash

    async def add(self, model: TrainedModel) -> None:
        self.models.append(model)


def source(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def environ() -> dict[str, str]:
    return dict(os.environ)


def test_the_hash_follows_what_a_model_is_made_of(tmp_path: Path) -> None:
    source(tmp_path, "data/rules/greeting.yml", "a")
    first = data_hash(tmp_path)
    source(tmp_path, "data/rules/greeting.yml", "b")
    second = data_hash(tmp_path)
    source(tmp_path, "nlu/components/classifier.py", "x")
    assert len({first, second, data_hash(tmp_path)}) == 3


def test_the_hash_minds_nothing_else(tmp_path: Path) -> None:
    source(tmp_path, "data/rules/greeting.yml", "a")
    first = data_hash(tmp_path)
    source(tmp_path, "bot/services/x.py", "x")
    source(tmp_path, "nlu/text/__pycache__/x.pyc", "x")
    assert data_hash(tmp_path) == first


async def test_a_model_that_learned_more_is_kept_and_trained_with_it_again() -> None:
    store, learned = KeptInMemory(), [("متى الزيارة", "ask_visit_times")]
    await store.add(TrainedModel(f"{data_hash()}+old", b""))
    fails = [sys.executable, "-c", FAILS]
    assert await ensure_model(store, fails, environ(), print, learned) == f"{data_hash()}+old"
    store.models = [TrainedModel("another", b"")]
    made = await ensure_model(store, [sys.executable, "-c", WRITES], environ(), print, learned)
    assert made == model_hash(data_hash(), learned)


def test_the_same_words_in_another_file_are_another_model(tmp_path: Path) -> None:
    source(tmp_path, "data/rules/a.yml", "a")
    first = data_hash(tmp_path)
    (tmp_path / "data/rules/a.yml").rename(tmp_path / "data/rules/b.yml")
    assert data_hash(tmp_path) != first


async def test_training_gives_the_archive_and_tells_how_far_it_is() -> None:
    told: list[str] = []
    assert await train([sys.executable, "-c", WRITES], environ(), told.append) == b"model"
    assert told == ["reading"]


async def test_a_failed_training_says_why() -> None:
    with pytest.raises(TrainingFailed, match="rules contradict each other"):
        await train([sys.executable, "-c", FAILS], environ(), print)


async def test_a_model_is_trained_once_for_the_same_data() -> None:
    store = KeptInMemory()
    made = await ensure_model(store, [sys.executable, "-c", WRITES], environ(), print)
    assert await ensure_model(store, [sys.executable, "-c", FAILS], environ(), print) == made
    assert [model.data_hash for model in store.models] == [data_hash()]


async def test_a_model_of_before_is_taken_into_use_again() -> None:
    store = KeptInMemory()
    store.models = [TrainedModel(data_hash(), b"before"), TrainedModel("other", b"between")]
    await ensure_model(store, [sys.executable, "-c", FAILS], environ(), print)
    assert store.models[-1].archive == b"before"
