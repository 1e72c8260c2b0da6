"""Learned examples and trainings in PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, Select, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.domain.errors import NotFoundError
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import learned_examples, staff, trainings
from bot.services.ports.learning import (
    UNDER_WAY,
    ExampleSource,
    ExampleStatus,
    LearnedExample,
    Training,
    TrainingState,
)
from bot.services.teach import words_of

LONGEST = timedelta(hours=2)
"""A training that has not ended by then is lost, with the machine that ran it."""
_PLACE = "learned_examples.text"
_by, _reviewer = staff.alias("by"), staff.alias("reviewer")


def _examples() -> Select[Any]:
    found = learned_examples.outerjoin(_by, _by.c.id == learned_examples.c.proposed_by)
    found = found.outerjoin(_reviewer, _reviewer.c.id == learned_examples.c.reviewed_by)
    return select(
        learned_examples, _by.c.name.label("by_name"), _reviewer.c.name.label("reviewer_name")
    ).select_from(found)


class SqlExamples(Repository):
    async def add(self, example: LearnedExample, *, by: UUID, message_id: UUID | None = None) -> bool:
        reviewed = {"reviewed_by": by, "reviewed_at": func.now()}
        added = await self._connection.execute(
            upsert(learned_examples)
            .values(
                id=example.id,
                text=self._cipher.seal_text(_PLACE, example.id, example.text),
                mark=self._cipher.digest(_PLACE, words_of(example.text)),
                intent=example.intent,
                language=example.language,
                status=example.status.value,
                source=example.source.value,
                message_id=message_id,
                proposed_by=by,
                **(reviewed if example.status is not ExampleStatus.PROPOSED else {}),
            )
            .on_conflict_do_nothing(index_elements=["mark"])
        )
        return bool(added.rowcount)

    async def listed(self, status: ExampleStatus, *, limit: int = 50) -> Sequence[LearnedExample]:
        at = learned_examples.c.at
        query = _examples().where(learned_examples.c.status == status.value)
        query = query.order_by(at if status is ExampleStatus.PROPOSED else at.desc()).limit(limit)
        return [self._example(r) for r in await self._connection.execute(query)]

    async def accepted(self) -> Sequence[tuple[str, str]]:
        query = _examples().where(learned_examples.c.status == ExampleStatus.ACCEPTED.value)
        rows = await self._connection.execute(query.order_by(learned_examples.c.at, learned_examples.c.id))
        return [(self._cipher.open_text(_PLACE, r.id, r.text), r.intent) for r in rows]

    async def get(self, example_id: UUID) -> LearnedExample:
        query = _examples().where(learned_examples.c.id == example_id)
        row = (await self._connection.execute(query)).first()
        if row is None:
            raise NotFoundError
        return self._example(row)

    async def judge(
        self, example_id: UUID, status: ExampleStatus, *, text: str, intent: str, by: UUID
    ) -> None:
        await self._connection.execute(
            update(learned_examples)
            .where(learned_examples.c.id == example_id)
            .values(
                status=status.value,
                text=self._cipher.seal_text(_PLACE, example_id, text),
                intent=intent,
                reviewed_by=by,
                reviewed_at=func.now(),
            )
        )

    async def counts(self) -> Mapping[ExampleStatus, int]:
        query = select(learned_examples.c.status, func.count()).group_by(learned_examples.c.status)
        found = {row[0]: row[1] for row in await self._connection.execute(query)}
        return {status: found.get(status.value, 0) for status in ExampleStatus}

    def _example(self, r: Row[Any]) -> LearnedExample:
        return LearnedExample(
            r.id,
            self._cipher.open_text(_PLACE, r.id, r.text),
            r.intent,
            r.language,
            ExampleStatus(r.status),
            ExampleSource(r.source),
            r.at,
            r.by_name or "",
            r.reviewer_name or "",
        )


class SqlTrainings(Repository):
    async def start(self, by: UUID) -> UUID | None:
        await self._store.order_lock("trainings")
        newest = await self.newest()
        if newest is not None and newest.under_way:
            if await self._connection.scalar(select(func.now() - newest.started_at < LONGEST)):
                return None
            await self.report(newest.id, TrainingState.FAILED, "lost")
        made = uuid4()
        await self._connection.execute(insert(trainings).values(id=made, started_by=by))
        return made

    async def newest(self) -> Training | None:
        query = _trainings().order_by(trainings.c.started_at.desc()).limit(1)
        row = (await self._connection.execute(query)).first()
        return _training(row) if row else None

    async def get(self, training_id: UUID) -> Training:
        row = (await self._connection.execute(_trainings().where(trainings.c.id == training_id))).first()
        if row is None:
            raise NotFoundError
        return _training(row)

    async def report(
        self,
        training_id: UUID,
        state: TrainingState,
        detail: str = "",
        figures: Mapping[str, Any] | None = None,
    ) -> None:
        ended = {} if state in UNDER_WAY else {"ended_at": func.now()}
        told = {} if figures is None else {"figures": dict(figures)}
        await self._connection.execute(
            update(trainings)
            .where(trainings.c.id == training_id)
            .values(state=state.value, detail=detail, **ended, **told)
        )


def _trainings() -> Select[Any]:
    return select(trainings, staff.c.name.label("by_name")).select_from(
        trainings.outerjoin(staff, staff.c.id == trainings.c.started_by)
    )


def _training(r: Row[Any]) -> Training:
    return Training(
        r.id, TrainingState(r.state), r.started_at, r.by_name or "", r.detail, r.figures, r.ended_at
    )
