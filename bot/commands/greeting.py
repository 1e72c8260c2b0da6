"""What `rafeeq run` says when it is ready."""

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
    """The console's address; the place for the link that makes the first administrator."""
    return [f"  Console   {settings.base_url}/"]


def channels(settings: Settings) -> list[str]:
    found = ["web chat"]
    if settings.telegram_on:
        found.append(f"Telegram ({settings.telegram_mode})")
    if settings.whatsapp_on:
        found.append("WhatsApp")
    return found
