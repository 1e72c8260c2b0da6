"""The second step of signing in: codes of an app on one's phone."""

import pyotp

from bot.domain.clock import Clock
from bot.domain.errors import InvalidInputError
from bot.domain.staff import Staff
from bot.services.ports import UnitOfWork
from bot.services.sign_in import matching_step

ISSUER = "Rafeeq"


async def begin(tx: UnitOfWork, staff: Staff) -> None:
    """Makes a secret, not in force until a code made with it comes back. One in force stays."""
    if not staff.totp_enabled:
        await tx.staff.set_totp(staff.id, pyotp.random_base32(), enabled=False)


async def pending_secret(tx: UnitOfWork, staff: Staff) -> str:
    """Empty when none was begun, or it is in force already: a secret in force is shown to nobody."""
    return "" if staff.totp_enabled else (await tx.staff.credentials(staff.id)).totp_secret


async def confirm(tx: UnitOfWork, staff: Staff, code: str, clock: Clock) -> None:
    """Raises InvalidInputError."""
    secret = await pending_secret(tx, staff)
    step = matching_step(secret, code, clock())
    if step is None or not await tx.staff.use_totp_step(staff.id, step):
        raise InvalidInputError("code", "wrong_code")
    await tx.staff.set_totp(staff.id, secret, enabled=True)
    await tx.audit.record(staff.id, "turned_on_second_step", "staff", staff.id)


async def end(tx: UnitOfWork, staff: Staff) -> None:
    await tx.staff.set_totp(staff.id, "", enabled=False)
    await tx.audit.record(staff.id, "turned_off_second_step", "staff", staff.id)


def app_address(staff: Staff, secret: str) -> str:
    """What the picture for the app says."""
    return pyotp.TOTP(secret).provisioning_uri(name=staff.name, issuer_name=ISSUER)
