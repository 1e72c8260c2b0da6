"""What staff find out about centres: filled in, checked again, emptied."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.article import LANGUAGES
from bot.domain.centre import Centre, CentreField
from bot.domain.errors import NotFoundError, RafeeqError
from bot.domain.staff import Staff
from bot.services.access import Act, require
from bot.services.ports import UnitOfWork

CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Filled:
    texts: Mapping[str, str]
    checked_on: date | None


class WrongCentreError(RafeeqError):
    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__("fields of the centre are wrong: " + ", ".join(wrong))
        self.wrong = wrong


async def centre_of(tx: UnitOfWork, actor: Staff, centre_id: str) -> Centre:
    require(actor, Act.READ_ARTICLES)
    found = next((each for each in await tx.centres.all() if each.id == centre_id), None)
    if found is None:
        raise NotFoundError
    return found


async def save_centre(
    tx: UnitOfWork, actor: Staff, centre_id: str, filled: Mapping[CentreField, Filled], today: date
) -> int:
    """How many fields changed; only those get the writer's name. Raises WrongCentreError."""
    require(actor, Act.EDIT_ARTICLES)
    centre = await centre_of(tx, actor, centre_id)
    if wrong := _wrong(filled, today):
        raise WrongCentreError(wrong)
    changed = [name for name, field in filled.items() if _differs(centre, name, field)]
    for name in changed:
        field = filled[name]
        if any(field.texts.values()) and field.checked_on:
            await tx.centres.set_field(centre_id, name, field.texts, field.checked_on, actor.id)
        else:
            await tx.centres.clear_field(centre_id, name)
    if changed:
        await tx.audit.record(actor.id, "edited_centre", CENTRE, centre_id, fields=sorted(changed))
    return len(changed)


def _differs(centre: Centre, name: CentreField, field: Filled) -> bool:
    there = centre.fields.get(name)
    if there is None:
        return any(field.texts.values())
    return (dict(there.texts), there.checked_on) != (dict(field.texts), field.checked_on)


def _wrong(filled: Mapping[CentreField, Filled], today: date) -> dict[str, str]:
    wrong = {}
    for name, field in filled.items():
        there = [language for language in LANGUAGES if field.texts.get(language)]
        if there and len(there) < len(LANGUAGES):
            wrong[name.value] = "one_language"
        elif there and field.checked_on is None:
            wrong[name.value] = "no_date"
        elif field.checked_on and field.checked_on > today:
            wrong[name.value] = "in_the_future"
    return wrong
