import asyncio
import os

import typer

from bot.bootstrap import core
from bot.channels.whatsapp.client import open_client
from bot.channels.whatsapp.templates import push as push_templates
from bot.channels.whatsapp.templates import read_templates, statuses
from bot.domain.errors import ProviderError
from bot.domain.template import APPROVED, Template, TemplateStatus
from bot.runtime.errors import StartError
from bot.runtime.installation import complete_settings
from bot.settings import Settings

whatsapp = typer.Typer(no_args_is_help=True, help="WhatsApp's side of things.")
templates = typer.Typer(no_args_is_help=True, help="The words that may leave outside WhatsApp's 24 hours.")
whatsapp.add_typer(templates, name="templates")


@templates.command()
def push() -> None:
    """Send templates that Meta has not got for approval, and show how all stand."""
    _run(create=True)


@templates.command()
def status() -> None:
    """Show how the templates stand with Meta."""
    _run(create=False)


def _run(*, create: bool) -> None:
    with complete_settings(os.environ) as settings:
        if settings.whatsapp_token is None:
            raise StartError("RAFEEQ_WHATSAPP_TOKEN is missing: templates are kept by WhatsApp")
        if not settings.whatsapp_account_id:
            raise StartError("RAFEEQ_WHATSAPP_ACCOUNT_ID is missing: the WhatsApp Business account's id")
        found = asyncio.run(_ask(settings, settings.whatsapp_token.get_secret_value(), create=create))
    for line in _lines(read_templates(), found):
        print(line)


async def _ask(settings: Settings, token: str, *, create: bool) -> list[TemplateStatus]:
    account = settings.whatsapp_account_id
    try:
        async with open_client(settings.whatsapp_api_url, token) as api:
            if create:
                found = await push_templates(api, account, read_templates())
            else:
                found = await statuses(api, account)
    except ProviderError as error:
        raise StartError(f"WhatsApp refused ({error.code}): {error.detail}") from None
    async with core(settings) as it, it.begin() as tx:
        await tx.templates.keep(found)
    return found


def _lines(wanted: list[Template], found: list[TemplateStatus]) -> list[str]:
    known = {(s.name, s.language): s for s in found}
    return [_line(template, known.get((template.name, template.language))) for template in wanted]


def _line(template: Template, status: TemplateStatus | None) -> str:
    name = f"{template.name} ({template.language})"
    if status is None:
        return f"{name}: not there yet; run `rafeeq whatsapp templates push`"
    told = f"{name}: {status.status}"
    if status.status != APPROVED and status.reason:
        told += f", {status.reason}"
    if status.category and status.category != template.category:
        told += f"; WhatsApp made it {status.category}, which may cost more"
    return told


def register(app: typer.Typer) -> None:
    app.add_typer(whatsapp, name="whatsapp")
