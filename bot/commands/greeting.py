"""What `rafeeq run` says when it is ready."""

from bot.settings import Settings

FIRST_LINK = "first-link"
"""Note with the address at which the first administrator sets a password; `prepare` leaves it."""


def greeting(settings: Settings, first_link: str) -> str:
    lines = [
        "",
        "Rafeeq is ready.",
        f"  Chat      {settings.base_url}/chat",
        f"  Console   {settings.base_url}/",
        f"  Channels  {', '.join(channels(settings))}",
        "",
    ]
    if first_link:
        lines += [
            "There is no administrator yet. Whoever opens this link within 60 minutes becomes the first:",
            f"  {first_link}",
            "",
        ]
    return "\n".join(lines)


def channels(settings: Settings) -> list[str]:
    found = ["web chat"]
    if settings.telegram_on:
        found.append(f"Telegram ({settings.telegram_mode})")
    if settings.whatsapp_on:
        found.append("WhatsApp")
    return found
