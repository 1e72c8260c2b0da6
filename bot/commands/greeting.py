"""What `rafeeq run` says when it is ready."""

from bot.bootstrap import core
from bot.services.one_time_links import issue_first_admin_link, link_address
from bot.settings import Settings


async def greeting(settings: Settings) -> str:
    lines = [
        "",
        "Rafeeq is ready.",
        f"  Chat      {settings.base_url}/chat",
        *await console_lines(settings),
        f"  Channels  {', '.join(channels(settings))}",
        "",
    ]
    return "\n".join(lines)


async def console_lines(settings: Settings) -> list[str]:
    """The console's address, and the link that makes the first administrator while there is none."""
    lines = [f"  Console   {settings.base_url}/"]
    async with core(settings) as it, it.begin() as tx:
        token = await issue_first_admin_link(tx, it.clock())
    if token:
        lines += [
            "",
            "  There is no administrator yet. Whoever opens this link within 60 minutes becomes the first:",
            f"  {link_address(settings.base_url, token)}",
            "",
        ]
    return lines


def channels(settings: Settings) -> list[str]:
    found = ["web chat"]
    if settings.telegram_on:
        found.append(f"Telegram ({settings.telegram_mode})")
    if settings.whatsapp_on:
        found.append("WhatsApp")
    return found
