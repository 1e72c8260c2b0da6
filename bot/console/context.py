"""What the console's pages stand on. Made once in a process, by the composition root."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo

from bot.domain.clock import Clock
from bot.domain.template import Template
from bot.http.sse import Streams
from bot.services.article_sections import Encoder
from bot.services.library import Library
from bot.services.live import Hub
from bot.services.one_time_links import TakeLink
from bot.services.play_sound import Sounds
from bot.services.ports import ModelStore, Passwords, Throttle, UnitOfWorkFactory, Words
from bot.services.set_password import SetPassword
from bot.services.sign_in import SignIn


@dataclass(frozen=True, slots=True)
class Console:
    begin: UnitOfWorkFactory
    clock: Clock
    hub: Hub
    throttle: Throttle
    passwords: Passwords
    sign_in: SignIn
    set_password: SetPassword
    take_link: TakeLink
    words: Words
    """The chat's catalogues: what the assistant said is shown to staff in words."""
    zone: tzinfo
    base_url: str
    """Where staff reach the console: links for others are made with it."""
    signing_key: str
    library: Library
    """What is told at present."""
    encoder: Callable[[], Encoder]
    intents: frozenset[str]
    """All that a message can mean."""
    models: ModelStore
    model_base: Callable[[], str]
    """Hash of the data and code that models of this version are made of."""
    rasa_elsewhere: bool
    """Rasa was started by somebody else: it gets a new model when they start it again."""
    language: str = "ar"
    """Of pages before signing in, when the browser does not say."""
    asset: Callable[[str], str] = "/static/{}".format
    """The address of a file in bot/static."""
    telegram_on: bool = False
    templates: Sequence[Template] = ()
    """Of WhatsApp, whether approved or not."""
    sounds: Sounds = field(default_factory=Sounds)
    streams: Streams = field(default_factory=Streams)
