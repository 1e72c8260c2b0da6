"""Tokens by which programs act for a staff member, with no more rights than they have."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from bot.domain.errors import InvalidInputError, NotFoundError
from bot.domain.staff import ApiToken, Staff
from bot.services.access import Act, allows
from bot.services.ports import UnitOfWork

LIFE = timedelta(days=90)
SCOPES = ("read", "write")
AT_MOST = 20
_MARK = "rafeeq_"
"""Scanners of leaked secrets recognise it by this."""
_NAME_CHARACTERS = 80


async def make_token(
    tx: UnitOfWork, owner: Staff, name: str, scope: str, now: datetime, *, by: str = ""
) -> tuple[ApiToken, str]:
    """The token and its secret, which is shown once. Raises InvalidInputError."""
    shown = " ".join(name.split())[:_NAME_CHARACTERS]
    if not shown:
        raise InvalidInputError("name", "no_token_name")
    if scope not in SCOPES:
        raise InvalidInputError("scope", "no_scope")
    if len(in_force(await tx.tokens.of_staff(owner.id), now)) >= AT_MOST:
        raise InvalidInputError("name", "many_tokens")
    token = ApiToken(uuid4(), owner.id, shown, scope, now, now + LIFE)
    secret = _MARK + secrets.token_urlsafe(32)
    await tx.tokens.add(token, secret)
    await tx.audit.record(by or owner.id, "made_token", "token", token.id, scope=scope)
    return token, secret


async def revoke_token(tx: UnitOfWork, actor: Staff, token_id: UUID, now: datetime) -> None:
    """One's own; an administrator anybody's."""
    found = next((t for t in await visible_tokens(tx, actor) if t.id == token_id), None)
    if found is None:
        raise NotFoundError
    await tx.tokens.revoke(token_id, now)
    await tx.audit.record(actor.id, "revoked_token", "token", token_id)


async def visible_tokens(tx: UnitOfWork, actor: Staff) -> list[ApiToken]:
    if allows(actor, Act.MANAGE_STAFF):
        return await tx.tokens.listed()
    return await tx.tokens.of_staff(actor.id)


def in_force(tokens: Sequence[ApiToken], now: datetime) -> list[ApiToken]:
    return [t for t in tokens if t.revoked_at is None and t.expires_at > now]
