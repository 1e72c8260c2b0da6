"""What the settings promise that the start cannot check."""

import shutil
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from bot.checkup.finding import Finding, mend, note, well
from bot.settings import PREFIX, Settings, unknown_settings

AREA = "settings"
FREE_BYTES = 2 * 1024**3


def check_settings(settings: Settings, environ: Mapping[str, str]) -> list[Finding]:
    found = [*_misspelt(environ), *_addresses(settings)]
    return found or [well(AREA, f"complete; people reach us at {settings.base_url}")]


def check_data_dir(settings: Settings) -> list[Finding]:
    path = settings.data_dir.absolute()
    if not path.exists():
        return [note("data", f"{path} is not there yet: the first start makes it")]
    found = list(_disk(path))
    if path.stat().st_mode & 0o077:
        found.append(mend("data", f"others on this machine may look into {path}: chmod 700 {path}"))
    return found or [well("data", f"{path} is closed to others and has room")]


def _misspelt(environ: Mapping[str, str]) -> Iterator[Finding]:
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    for name in unknown_settings(environ):
        near = get_close_matches(name, known, n=1)
        hint = f": did you mean {near[0]}?" if near else ""
        yield mend(AREA, f"{name} is no setting{hint}")


def _addresses(settings: Settings) -> Iterator[Finding]:
    called = [
        *(["WhatsApp"] if settings.whatsapp_on else []),
        *(["Telegram"] if settings.telegram_on and settings.telegram_mode == "webhook" else []),
    ]
    if called and not settings.public_url.startswith("https://"):
        yield mend(
            AREA,
            f"{PREFIX}PUBLIC_URL: {' and '.join(called)} reach us only at an address with https://",
        )
    if settings.public_url and not settings.trusted_proxies:
        yield note(
            AREA,
            f"{PREFIX}TRUSTED_PROXIES is empty: behind a proxy all visitors share one limit",
        )


def _disk(path: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(path).free
    if free < FREE_BYTES:
        yield mend("data", f"only {free / 1024**3:.1f} GB are free where {path} lies: make room")
