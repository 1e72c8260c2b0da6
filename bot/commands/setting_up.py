"""What every command does first."""

import os

import structlog

from bot.logging import set_up_logging
from bot.settings import Settings, load_settings, unknown_settings

log = structlog.get_logger()


def settings_for(process: str) -> Settings:
    """The settings as given, with logging set up by them."""
    settings = load_settings(os.environ)
    set_up_logging(process, settings.log_level, settings.log_format)
    for name in unknown_settings(os.environ):
        log.warning("unknown_setting", name=name)
    return settings
