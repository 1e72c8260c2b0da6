"""Trained models, so that every Rasa process fetches the same one."""

from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.persistence.tables import models
from bot.services.ports import KeptModel, TrainedModel

KEPT = 3

_newest_first = models.c.created_at.desc()


class SqlModels:
    """Each call is a transaction of its own: models are no part of anybody's conversation."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def newest_hash(self) -> str | None:
        query = select(models.c.data_hash).order_by(_newest_first).limit(1)
        async with self._engine.connect() as connection:
            found: str | None = await connection.scalar(query)
        return found

    async def newest(self) -> TrainedModel | None:
        query = (
            select(models.c.data_hash, models.c.archive, models.c.figures).order_by(_newest_first).limit(1)
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        return TrainedModel(row.data_hash, row.archive, row.figures) if row else None

    async def listed(self) -> Sequence[KeptModel]:
        query = select(models.c.data_hash, models.c.created_at, models.c.figures).order_by(_newest_first)
        async with self._engine.connect() as connection:
            return [KeptModel(r.data_hash, r.created_at, r.figures) for r in await connection.execute(query)]

    async def make_newest(self, data_hash: str) -> bool:
        statement = update(models).where(models.c.data_hash == data_hash).values(created_at=func.now())
        async with self._engine.begin() as connection:
            return bool((await connection.execute(statement)).rowcount)

    async def add(self, model: TrainedModel) -> None:
        kept = select(models.c.id).order_by(_newest_first).limit(KEPT)
        async with self._engine.begin() as connection:
            await connection.execute(delete(models).where(models.c.data_hash == model.data_hash))
            await connection.execute(
                models.insert().values(
                    id=uuid4(),
                    data_hash=model.data_hash,
                    archive=model.archive,
                    figures=dict(model.figures),
                )
            )
            await connection.execute(delete(models).where(models.c.id.not_in(kept)))
