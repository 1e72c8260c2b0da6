"""Training anew: a worse model is refused, crisis recall first; a better one is the newest."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID, uuid4

import pytest

from bot.domain.clock import utc_now
from bot.services.ports import ModelStore, TrainedModel, UnitOfWorkFactory
from bot.services.ports.learning import Training, TrainingState
from bot.services.retrain import Retraining, TrainingBroke, base_of, model_hash, retrain, worse

GOOD = {"crisis_recall": 0.9, "crisis_false_alarms": 0.02, "accuracy": 0.85, "macro_f1": 0.83}
LEARNED = [("بدي ازور", "ask_visit_times")]


@dataclass
class World:
    """Trainings, examples and models in memory."""

    models: list[TrainedModel] = field(default_factory=list)
    state: TrainingState = TrainingState.WAITING
    detail: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    said: list[tuple[TrainingState, str]] = field(default_factory=list)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Any]:
        self.trainings = self.examples = self
        yield self

    async def get(self, training_id: UUID) -> Training:
        return Training(training_id, self.state, utc_now())

    async def accepted(self) -> Sequence[tuple[str, str]]:
        return LEARNED

    async def report(self, _id: UUID, state: TrainingState, detail: str, figures: Any) -> None:
        self.state, self.detail, self.figures = state, detail, figures or self.figures
        self.said.append((state, detail))

    async def newest(self) -> TrainedModel | None:
        return self.models[-1] if self.models else None

    async def add(self, model: TrainedModel) -> None:
        self.models.append(model)


async def run(world: World, new: Mapping[str, float], *, breaks: bool = False) -> World:
    async def train(pairs: Any, tell: Any) -> bytes:
        await tell("reading")
        if breaks:
            raise TrainingBroke("no room on the disk")
        return b"new" if pairs == LEARNED else b"?"

    async def measure(archive: bytes) -> Mapping[str, float]:
        return new if archive == b"new" else GOOD

    begin, models = cast("UnitOfWorkFactory", world.begin), cast("ModelStore", world)
    await retrain(Retraining(begin, models, train, measure, "base"), uuid4())
    return world


def old() -> World:
    return World([TrainedModel("base", b"old")])


async def test_a_model_as_good_is_taken_into_use() -> None:
    world = await run(old(), GOOD)
    assert world.state is TrainingState.DONE
    assert world.models[-1] == TrainedModel(model_hash("base", LEARNED), b"new", GOOD)
    assert world.said[:3] == [
        (TrainingState.LEARNING, ""),
        (TrainingState.LEARNING, "reading"),
        (TrainingState.MEASURING, ""),
    ]


@pytest.mark.parametrize(
    "fallen", [{"crisis_recall": 0.89}, {"accuracy": 0.8}, {"macro_f1": 0.8}, {"crisis_false_alarms": 0.2}]
)
async def test_a_worse_one_is_not(fallen: dict[str, float]) -> None:
    world = await run(old(), {**GOOD, **fallen})
    assert world.state is TrainingState.WORSE
    assert world.figures["worse"] == list(fallen)
    assert [model.archive for model in world.models] == [b"old"]


async def test_what_breaks_says_why_and_changes_nothing() -> None:
    world = await run(old(), GOOD, breaks=True)
    assert (world.state, world.detail) == (TrainingState.FAILED, "no room on the disk")
    assert [model.archive for model in world.models] == [b"old"]


async def test_a_worker_that_stops_says_so_and_blocks_nobody() -> None:
    world = old()

    async def stop(_pairs: Any, _tell: Any) -> bytes:
        raise asyncio.CancelledError

    async def measure(_: bytes) -> Mapping[str, float]:
        return GOOD

    begin, models = cast("UnitOfWorkFactory", world.begin), cast("ModelStore", world)
    with pytest.raises(asyncio.CancelledError):
        await retrain(Retraining(begin, models, stop, measure, "base"), uuid4())
    assert (world.state, world.detail) == (TrainingState.FAILED, "CancelledError")


async def test_the_first_model_has_nothing_to_be_measured_against() -> None:
    assert (await run(World(), {**GOOD, "accuracy": 0.1})).state is TrainingState.DONE


async def test_a_training_that_has_ended_is_not_run_again() -> None:
    world = old()
    world.state = TrainingState.DONE
    assert (await run(world, GOOD)).said == []


def test_crisis_recall_may_not_fall_at_all_and_is_named_first() -> None:
    assert worse({**GOOD, "accuracy": 0.7, "crisis_recall": 0.899}, GOOD) == ["crisis_recall", "accuracy"]
    assert worse({**GOOD, "accuracy": 0.846}, GOOD) == []


def test_a_models_hash_tells_what_it_learned() -> None:
    other = [("شيء", "greet")]
    assert model_hash("base", []) == "base"
    assert model_hash("base", [*LEARNED, *other]) == model_hash("base", [*other, *LEARNED])
    assert model_hash("base", other) != model_hash("base", LEARNED)
    assert base_of(model_hash("base", other)) == "base"
