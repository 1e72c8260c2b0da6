"""Staff from the command line: for a fresh installation, for scripts, for when the administrator is out."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Annotated

import typer

from bot.bootstrap import Core, core
from bot.commands.database import check_reachable, check_up_to_date
from bot.commands.setting_up import settings_for
from bot.domain.errors import InvalidInputError
from bot.domain.staff import Permission, Role, Staff
from bot.persistence.passwords import Argon2Passwords
from bot.runtime.errors import StartError
from bot.runtime.installation import complete_settings
from bot.services.api_tokens import make_token
from bot.services.manage_staff import Access, NewStaff, add_staff
from bot.services.one_time_links import issue_link, link_address
from bot.services.set_password import check_new
from bot.services.staff_names import login_of

BY = "command line"

group = typer.Typer(help="People who work in the console.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="By which they sign in.")]

_WRONG = {
    "no_name": "NAME is empty",
    "long_name": "NAME is longer than 64 characters",
    "name_taken": "NAME is taken: choose another",
    "no_role": "--role is missing",
    "short_password": "the password needs at least 10 characters",
    "long_password": "the password has more than 200 characters",
    "common_password": "the password is easy to guess: choose something without names and rows of digits",
    "no_token_name": "--for is empty",
    "no_scope": "--scope is read or write",
    "many_tokens": "NAME has 20 tokens already: revoke some in the console",
}


@group.command("add")
def add(
    name: Name,
    role: Annotated[list[Role], typer.Option(help="May be given several times.")],
    permission: Annotated[list[Permission] | None, typer.Option(help="Beside the role.")] = None,
    *,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
) -> None:
    """Add somebody. Without a password given, prints a link on which they set it."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else ""
    who = NewStaff(name, Access(frozenset(role), frozenset(permission or ())))
    print(_run(lambda it: _add(it, who, password if password_stdin else None)))


@group.command("link")
def link(name: Name) -> None:
    """Print a one-time link on which somebody sets a new password."""
    print(_run(lambda it: _link(it, name)))


@group.command("token")
def token(
    name: Name,
    purpose: Annotated[str, typer.Option("--for", help="What it is for.")] = BY,
    scope: Annotated[str, typer.Option(help="read or write")] = "write",
) -> None:
    """Print a bearer token for the desk for programs, once. It is good for 90 days."""
    print(_run(lambda it: _token(it, name, purpose, scope)))


@group.command("list")
def listed() -> None:
    """Everybody, with roles."""
    print(_run(_listed))


async def _add(it: Core, who: NewStaff, password: str | None) -> str:
    if password is None:
        async with it.begin() as tx:
            staff = await add_staff(tx, who, by=BY)
            address = link_address(it.settings.base_url, await issue_link(tx, staff, it.clock()))
            return f"Added {staff.name}. To set the password, within 60 minutes:\n{address}"
    check_new(password, password, who.name)
    hashed = await Argon2Passwords().hash(password)
    async with it.begin() as tx:
        staff = await add_staff(tx, who, by=BY)
        await tx.staff.set_password(staff.id, hashed)
    return f"Added {staff.name}."


async def _link(it: Core, name: str) -> str:
    staff = await _find(it, name)
    async with it.begin() as tx:
        token = await issue_link(tx, staff, it.clock())
        await tx.audit.record(BY, "gave_link", "staff", staff.id)
    return link_address(it.settings.base_url, token)


async def _token(it: Core, name: str, purpose: str, scope: str) -> str:
    staff = await _find(it, name)
    async with it.begin() as tx:
        _, secret = await make_token(tx, staff, purpose, scope, it.clock(), by=BY)
    return secret


async def _listed(it: Core) -> str:
    async with it.begin() as tx:
        everybody = await tx.staff.listed()
    return "\n".join(_line(staff) for staff in everybody) or "Nobody yet."


def _line(staff: Staff) -> str:
    words = [staff.login, *sorted(staff.roles), *(f"+{p}" for p in sorted(staff.permissions))]
    words += [] if staff.active else ["(no longer works here)"]
    return "  ".join(words)


async def _find(it: Core, name: str) -> Staff:
    async with it.begin() as tx:
        staff = await tx.staff.by_login(login_of(name))
    if staff is None or not staff.active:
        raise StartError(f"nobody here signs in as {name}: see `rafeeq staff list`")
    return staff


def _run(work: Callable[[Core], Awaitable[str]]) -> str:
    settings_for("staff")

    async def within() -> str:
        await check_reachable(settings.database_url)
        async with core(settings) as it:
            await check_up_to_date(it.engine)
            return await work(it)

    with complete_settings(os.environ) as settings:
        try:
            return asyncio.run(within())
        except InvalidInputError as error:
            raise StartError(_WRONG.get(error.problem, str(error))) from None


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="staff")
