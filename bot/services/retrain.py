"""A new model beside the running one: trained with what staff taught, measured, used only when not worse."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.domain.errors import RafeeqError, WrongStateError
from bot.domain.staff import Staff
from bot.services.access import Act, require
from bot.services.ports import ModelStore, TrainedModel, UnitOfWork, UnitOfWorkFactory
from bot.services.ports.learning import TrainingState

MODEL = "model"
Pair = tuple[str, str]
"""Text and intent."""
Tell = Callable[[str], Awaitable[None]]
Figures = Mapping[str, float]
"""Shares between 0 and 1."""

CRISIS_RECALL, CRISIS_FALSE_ALARMS = "crisis_recall", "crisis_false_alarms"
ACCURACY, MACRO_F1 = "accuracy", "macro_f1"
MEASURED = (CRISIS_RECALL, CRISIS_FALSE_ALARMS, ACCURACY, MACRO_F1)
_MAY_FALL = {CRISIS_RECALL: 0.0, ACCURACY: 0.005, MACRO_F1: 0.01}
_MAY_RISE = {CRISIS_FALSE_ALARMS: 0.01}
_LEAST = 1e-9


class TrainingBroke(RafeeqError):
    """Training or measuring ended without a result; the message says why."""


@dataclass(frozen=True, slots=True)
class Retraining:
    begin: UnitOfWorkFactory
    models: ModelStore
    train: Callable[[Sequence[Pair], Tell], Awaitable[bytes]]
    measure: Callable[[bytes], Awaitable[Figures]]
    """On the fixed test set."""
    base: str
    """Hash of the data and code of this version."""


def model_hash(base: str, learned: Sequence[Pair]) -> str:
    """`base`, and what was learned beside it."""
    if not learned:
        return base
    lines = "\n".join(f"{intent}\t{text}" for text, intent in sorted(learned))
    return f"{base}+{hashlib.sha256(lines.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def base_of(data_hash: str) -> str:
    return data_hash.partition("+")[0]


def worse(new: Figures, old: Figures) -> list[str]:
    """What fell (or rose) by more than it may, crisis recall first; it may not fall at all."""
    fell = [name for name, by in _MAY_FALL.items() if new[name] < old[name] - by - _LEAST]
    rose = [name for name, by in _MAY_RISE.items() if new[name] > old[name] + by + _LEAST]
    return sorted([*fell, *rose], key=MEASURED.index)


async def start_training(tx: UnitOfWork, actor: Staff) -> UUID:
    """Raises WrongStateError while one is under way."""
    require(actor, Act.TEACH)
    training_id = await tx.trainings.start(actor.id)
    if training_id is None:
        raise WrongStateError("training_under_way")
    await tx.jobs.retrain(training_id)
    await tx.audit.record(actor.id, "started_training", MODEL, training_id)
    return training_id


async def go_back(tx: UnitOfWork, models: ModelStore, actor: Staff, data_hash: str, base: str) -> None:
    """A model of before into use again. Raises WrongStateError where it does not fit this version."""
    require(actor, Act.TEACH)
    if base_of(data_hash) != base or not await models.make_newest(data_hash):
        raise WrongStateError("does_not_fit")
    await tx.audit.record(actor.id, "took_model_back", MODEL, data_hash)


async def retrain(it: Retraining, training_id: UUID) -> None:
    """One training from its beginning to its end; begun again after a crash it begins from the start."""
    async with it.begin() as tx:
        if not (await tx.trainings.get(training_id)).under_way:
            return
        learned = await tx.examples.accepted()
    try:
        await _retrain(it, training_id, learned)
    except TrainingBroke as error:
        await _report(it, training_id, TrainingState.FAILED, str(error)[:500])
    except BaseException as error:
        # The worker stops, or something nobody thought of: the next one must not wait for this for ever.
        await _report(it, training_id, TrainingState.FAILED, type(error).__name__)
        raise


async def _retrain(it: Retraining, training_id: UUID, learned: Sequence[Pair]) -> None:
    async def tell(line: str) -> None:
        await _report(it, training_id, TrainingState.LEARNING, line[:200])

    await tell("")
    archive = await it.train(learned, tell)
    await _report(it, training_id, TrainingState.MEASURING)
    new, old = await it.measure(archive), await _old_figures(it)
    fell = worse(new, old) if old else []
    data_hash = model_hash(it.base, learned)
    if not fell:
        await it.models.add(TrainedModel(data_hash, archive, dict(new)))
    state = TrainingState.WORSE if fell else TrainingState.DONE
    figures = {"new": dict(new), "old": dict(old), "worse": fell, "learned": len(learned)}
    await _report(it, training_id, state, data_hash, figures)


async def _old_figures(it: Retraining) -> Figures:
    """Of the model in use, measured on the same set now."""
    present = await it.models.newest()
    return await it.measure(present.archive) if present else {}


async def _report(
    it: Retraining,
    training_id: UUID,
    state: TrainingState,
    detail: str = "",
    figures: Mapping[str, object] | None = None,
) -> None:
    async with it.begin() as tx:
        await tx.trainings.report(training_id, state, detail, figures)
