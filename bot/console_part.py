"""Hangs the console on the web process."""

from bot.bootstrap import Core
from bot.channels.whatsapp.templates import read_templates
from bot.console import console_routes
from bot.console.context import Console
from bot.console.views.article_files import IMPORTED
from bot.dialogue.training import data_hash
from bot.encoding import article_encoder, encode_question
from bot.http.part import Part
from bot.http.site import Front
from bot.persistence.passwords import Argon2Passwords
from bot.persistence.repositories.models import SqlModels
from bot.seed_files import intents
from bot.services.library import Library
from bot.services.one_time_links import TakeLink
from bot.services.ports import Passwords
from bot.services.set_password import SetPassword
from bot.services.sign_in import SignIn
from bot.words import Catalogues


def console_part(it: Core, front: Front, library: Library) -> Part:
    console = make_console(it, front, Argon2Passwords(), library)
    return Part("console", routes=console_routes(console), stop=console.streams.close, body_limits=IMPORTED)


def make_console(it: Core, front: Front, passwords: Passwords, library: Library | None = None) -> Console:
    return Console(
        begin=it.begin,
        clock=it.clock,
        hub=it.hub,
        throttle=it.throttle,
        passwords=passwords,
        sign_in=SignIn(it.begin, passwords, it.throttle, it.clock),
        set_password=SetPassword(it.begin, passwords, it.throttle, it.clock),
        take_link=TakeLink(it.begin, passwords, it.clock),
        words=Catalogues.load(zone=it.settings.timezone),
        zone=it.settings.timezone,
        base_url=it.settings.base_url,
        signing_key=it.cipher.digest("console", "signing key").hex(),
        language=it.settings.locale[:2],
        asset=front.assets.url,
        telegram_on=it.settings.telegram_on,
        templates=read_templates(),
        library=library or Library(encode_question),
        encoder=article_encoder,
        intents=intents(),
        models=SqlModels(it.engine),
        model_base=data_hash,
        rasa_elsewhere=bool(it.settings.rasa_url) and it.settings.rasa_at is None,
    )
