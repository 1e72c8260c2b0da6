"""Correction and rehabilitation centres, and what staff have found out about each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

FRESH_FOR = timedelta(days=180)


class CentreField(StrEnum):
    ADDRESS = "address"
    PHONE = "phone"
    VISITING_DAYS = "visiting_days"
    BOOKING = "booking"
    BELONGINGS = "belongings"
    MONEY = "money"
    TRANSPORT = "transport"


@dataclass(frozen=True, slots=True)
class FieldValue:
    """By language, with who compared it with the centre, and when."""

    texts: Mapping[str, str]
    checked_on: date
    checked_by: str = ""

    def fresh(self, today: date) -> bool:
        return today - self.checked_on < FRESH_FOR


@dataclass(frozen=True, slots=True)
class Centre:
    id: str
    """Also the value of the entity `centre`."""
    names: Mapping[str, str]
    sex: str = ""
    """`man` or `woman`, where it holds only these."""
    group: str = ""
    """Centres of one loose name: people say الجويدة for the men's and the women's."""
    fields: Mapping[CentreField, FieldValue] = field(default_factory=dict)

    def known(self, name: CentreField, today: date) -> FieldValue | None:
        """Only what is filled in and fresh."""
        value = self.fields.get(name)
        return value if value is not None and value.fresh(today) else None
