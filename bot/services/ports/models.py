"""Where trained models are kept."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """`data_hash` says from which data and code it was trained."""

    data_hash: str
    archive: bytes


class ModelStore(Protocol):
    """The newest model is the one in use."""

    async def newest_hash(self) -> str | None: ...

    async def newest(self) -> TrainedModel | None: ...

    async def make_newest(self, data_hash: str) -> bool:
        """Takes a model of before into use again; False when there is none of this hash."""

    async def add(self, model: TrainedModel) -> None:
        """The newest from now on; of the older ones a few are kept."""
