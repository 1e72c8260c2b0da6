"""Where trained models are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """`data_hash` says from which data and code it was trained."""

    data_hash: str
    archive: bytes
    figures: Mapping[str, float] = field(default_factory=dict)
    """On the fixed test set, where it was measured."""


@dataclass(frozen=True, slots=True)
class KeptModel:
    data_hash: str
    created_at: datetime
    """When it was last taken into use."""
    figures: Mapping[str, float]


class ModelStore(Protocol):
    """The newest model is the one in use."""

    async def newest_hash(self) -> str | None: ...

    async def newest(self) -> TrainedModel | None: ...

    async def make_newest(self, data_hash: str) -> bool:
        """Takes a model of before into use again; False when there is none of this hash."""

    async def listed(self) -> Sequence[KeptModel]:
        """The one in use first."""

    async def add(self, model: TrainedModel) -> None:
        """The newest from now on; of the older ones a few are kept."""
