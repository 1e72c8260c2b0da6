"""The templates of `locales/whatsapp_templates.yml`, pushed to Meta and looked after."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from pywa.errors import WhatsAppError
from pywa_async.api import GraphAPIAsync

from bot.channels.whatsapp.errors import typed
from bot.domain.template import Template, TemplateStatus

FILE = Path(__file__).parents[3] / "locales" / "whatsapp_templates.yml"
LANGUAGES = ("ar", "en")
_PAGE = 100


def read_templates(file: Path = FILE) -> list[Template]:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [
        Template(
            name,
            language,
            told[language],
            told["category"],
            tuple(told.get("examples", {}).get(language, ())),
        )
        for name, told in content.items()
        for language in LANGUAGES
    ]


async def statuses(api: GraphAPIAsync, account_id: str) -> list[TemplateStatus]:
    """Of all templates that the account has. Raises a ProviderError."""
    fields = ("name", "language", "status", "category", "rejected_reason")
    found: list[TemplateStatus] = []
    after: str | None = None
    while True:
        pagination = {"limit": str(_PAGE)} | ({"after": after} if after else {})
        try:
            page = await api.get_templates(account_id, fields, None, None, pagination)
        except WhatsAppError as error:
            raise typed(error) from None
        found += [_status(row) for row in page["data"]]
        paging = page.get("paging", {})
        after = paging.get("cursors", {}).get("after")
        if not after or not paging.get("next"):
            return found


async def push(api: GraphAPIAsync, account_id: str, templates: Sequence[Template]) -> list[TemplateStatus]:
    """Creates what the account lacks; what is there stays as it is. The statuses of ours afterwards."""
    there = {(s.name, s.language): s for s in await statuses(api, account_id)}
    for template in templates:
        if (template.name, template.language) not in there:
            answer = await _create(api, account_id, template)
            there[template.name, template.language] = TemplateStatus(
                template.name,
                template.language,
                str(answer.get("status", "PENDING")),
                str(answer.get("category", "")),
            )
    return [there[t.name, t.language] for t in templates]


async def _create(api: GraphAPIAsync, account_id: str, template: Template) -> dict[str, Any]:
    body: dict[str, Any] = {"type": "BODY", "text": template.body}
    if template.places:
        body["example"] = {"body_text": [list(template.examples)]}
    wanted = {
        "name": template.name,
        "language": template.language,
        "category": template.category,
        "components": [body],
    }
    try:
        return await api.create_template(account_id, wanted)
    except WhatsAppError as error:
        raise typed(error) from None


def _status(row: dict[str, Any]) -> TemplateStatus:
    reason = str(row.get("rejected_reason") or "")
    return TemplateStatus(
        str(row["name"]),
        str(row["language"]),
        str(row["status"]),
        str(row.get("category", "")),
        "" if reason == "NONE" else reason,
    )
