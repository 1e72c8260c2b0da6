"""The association's page."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

import holidays
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as pg_insert

from bot.domain.errors import WrongStateError
from bot.domain.organisation import Hours, Organisation, Period
from bot.persistence.repositories.base import Repository
from bot.persistence.tables import pages

_NAME = "organisation"
_CALENDAR_LANGUAGES = {"ar": "ar", "en": "en_US"}


class SqlPages(Repository):
    async def organisation(self) -> Organisation:
        query = select(pages.c.content, pages.c.version).where(pages.c.name == _NAME)
        row = (await self._connection.execute(query)).one_or_none()
        return Organisation(name={}) if row is None else replace(_read(row.content), version=row.version)

    async def holidays(self, language: str = "ar") -> Mapping[date, str]:
        return _official(datetime.now(UTC).year, _CALENDAR_LANGUAGES.get(language, "ar"))

    async def save_organisation(self, organisation: Organisation) -> None:
        content = _write(organisation)
        saved = await self._connection.scalar(
            pg_insert(pages)
            .values(name=_NAME, content=content)
            .on_conflict_do_update(
                index_elements=["name"],
                set_={"content": content, "version": pages.c.version + 1, "updated_at": func.now()},
                where=pages.c.version == organisation.version,
            )
            .returning(pages.c.version)
        )
        if saved is None:
            raise WrongStateError("changed_meanwhile")


@lru_cache(maxsize=4)
def _official(year: int, language: str) -> Mapping[date, str]:
    """Weekends are the page's matter. Moon-dated feasts are estimates, which the page can override."""
    years = range(year, year + 3)
    return dict(holidays.country_holidays("JO", years=years, language=language).items())


def _write(page: Organisation) -> dict[str, Any]:
    return {
        "name": page.name,
        "address": page.address,
        "hours": _hours_out(page.hours),
        "ramadan": _period_out(page.ramadan),
        "ramadan_hours": _hours_out(page.ramadan_hours),
        "closed": [_period_out(p) for p in page.closed],
        "open_anyway": [d.isoformat() for d in page.open_anyway],
        "quiet": [page.quiet_from.isoformat(), page.quiet_until.isoformat()],
        "targets": {name: int(target.total_seconds()) for name, target in page.targets.items()},
        "confirmed_at": page.confirmed_at.isoformat() if page.confirmed_at else None,
        "confirmed_by": page.confirmed_by,
    }


def _read(content: dict[str, Any]) -> Organisation:
    quiet = [time.fromisoformat(t) for t in content["quiet"]]
    confirmed = content["confirmed_at"]
    return Organisation(
        name=content["name"],
        address=content["address"],
        hours=_hours_in(content["hours"]),
        ramadan=_period_in(content["ramadan"]),
        ramadan_hours=_hours_in(content["ramadan_hours"]),
        closed=tuple(p for p in map(_period_in, content["closed"]) if p),
        open_anyway=tuple(date.fromisoformat(d) for d in content["open_anyway"]),
        quiet_from=quiet[0],
        quiet_until=quiet[1],
        targets={name: timedelta(seconds=s) for name, s in content["targets"].items()},
        confirmed_at=datetime.fromisoformat(confirmed) if confirmed else None,
        confirmed_by=content["confirmed_by"],
    )


def _hours_out(hours: dict[int, Hours]) -> dict[str, list[str]]:
    return {str(day): [h.opens.isoformat(), h.closes.isoformat()] for day, h in hours.items()}


def _hours_in(content: dict[str, list[str]]) -> dict[int, Hours]:
    return {int(day): Hours(*(time.fromisoformat(t) for t in pair)) for day, pair in content.items()}


def _period_out(period: Period | None) -> list[str] | None:
    return None if period is None else [period.first.isoformat(), period.last.isoformat(), period.note]


def _period_in(content: list[str] | None) -> Period | None:
    if content is None:
        return None
    return Period(date.fromisoformat(content[0]), date.fromisoformat(content[1]), content[2])
