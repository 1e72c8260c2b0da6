"""The settings of one installation: `RAFEEQ_*` from the environment, read once, never changed."""

import re
from collections.abc import Mapping
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, NoReturn, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel import Locale
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)

PREFIX = "RAFEEQ_"
SECRET_KEY_CHARACTERS = 32
"""Below this a secret key could be guessed; 32 hexadecimal digits hold 128 bits."""


class SettingsError(Exception):
    """A setting is missing or wrong; the message is one line that names it and says what to write."""


class Listen(NamedTuple):
    host: str
    port: int

    @property
    def url(self) -> str:
        return f"http://{bracketed(self.host)}:{self.port}"

    @property
    def reachable(self) -> "Listen":
        """Where it is reached from this machine: who listens everywhere listens at home too."""
        home = {"0.0.0.0": "127.0.0.1", "::": "::1"}
        return Listen(home.get(self.host, self.host), self.port)


def bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listen(value: object) -> Listen:
    host, colon, port = str(value).rpartition(":")
    if not colon or not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError("write HOST:PORT, for example 127.0.0.1:8001")
    return Listen(host.strip("[]"), int(port))


def _url(value: object) -> str:
    text = str(value).rstrip("/")
    if text and (urlsplit(text).scheme not in {"http", "https"} or not urlsplit(text).hostname):
        raise ValueError("write an address that starts with https:// (or http://)")
    return text


def _database_url(value: object) -> str:
    text = str(value)
    if text and urlsplit(text).scheme not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise ValueError("write postgresql://USER:PASSWORD@HOST:PORT/DATABASE")
    return text


def _commas(value: object) -> object:
    if not isinstance(value, str):
        return value
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _secret_key(value: object) -> SecretStr:
    key = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
    if len(key) < SECRET_KEY_CHARACTERS:
        raise ValueError(f"each key needs at least {SECRET_KEY_CHARACTERS} characters: openssl rand -hex 32")
    return SecretStr(key)


def _network(value: object) -> IPv4Network | IPv6Network:
    return ip_network(str(value), strict=False)


def _webhook_secret(value: object) -> SecretStr | None:
    secret = str(value)
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise ValueError("Telegram allows 1 to 256 of the characters A-Z a-z 0-9 _ - here")
    return SecretStr(secret)


def _locale(value: object) -> str:
    try:
        return str(Locale.parse(str(value)))
    except Exception as error:
        raise ValueError("write a language such as ar or en") from error


def _timezone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(value))
    except Exception as error:
        raise ValueError("write a zone such as Asia/Amman") from error


Url = Annotated[str, BeforeValidator(_url)]


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    host: str = "127.0.0.1"
    port: int = Field(8000, gt=0, lt=65536)
    public_url: Url = ""
    data_dir: Path = Path("var")
    database_url: Annotated[str, BeforeValidator(_database_url), Field(repr=False)] = ""
    secret_keys: Annotated[
        tuple[Annotated[SecretStr, BeforeValidator(_secret_key)], ...], BeforeValidator(_commas)
    ] = ()
    internal_token: SecretStr | None = None
    internal_listen: Annotated[Listen, BeforeValidator(_listen)] = Listen("127.0.0.1", 8001)
    actions_url: Url = ""
    trusted_proxies: Annotated[
        tuple[Annotated[IPv4Network | IPv6Network, BeforeValidator(_network)], ...], BeforeValidator(_commas)
    ] = ()
    rasa_url: Annotated[tuple[Url, ...], BeforeValidator(_commas)] = ()
    rasa_at: Path | None = None
    """A file with the address of the Rasa that `rafeeq run` keeps: it changes with the model."""
    telegram_token: SecretStr | None = None
    telegram_api_url: Url = "https://api.telegram.org"
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_webhook_secret: Annotated[SecretStr | None, BeforeValidator(_webhook_secret)] = None
    whatsapp_token: SecretStr | None = None
    whatsapp_phone_id: str = ""
    whatsapp_account_id: str = ""
    whatsapp_app_secret: SecretStr | None = None
    whatsapp_verify_token: SecretStr | None = None
    whatsapp_api_url: Url = "https://graph.facebook.com"
    locale: Annotated[str, BeforeValidator(_locale)] = "ar"
    timezone: Annotated[ZoneInfo, BeforeValidator(_timezone)] = ZoneInfo("Asia/Amman")
    metrics_token: SecretStr | None = None
    log_format: Literal["auto", "json", "console"] = "auto"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    nlu_python: Path | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        """A half-configured channel or installation must not start: it would fail later, before people."""
        if self.database_url and not self.secret_keys:
            _missing("SECRET_KEYS", f"with {PREFIX}DATABASE_URL, give keys: openssl rand -hex 32")
        if self.rasa_url and self.internal_token is None:
            _missing("INTERNAL_TOKEN", f"with {PREFIX}RASA_URL, give the token that Rasa has")
        if self.telegram_token and self.telegram_mode == "webhook" and self.telegram_webhook_secret is None:
            _missing("TELEGRAM_WEBHOOK_SECRET", "webhook mode needs one: openssl rand -hex 32")
        if self.whatsapp_token:
            self._complete_whatsapp()
        return self

    def _complete_whatsapp(self) -> None:
        for name, place in (
            ("phone_id", "WhatsApp > API Setup > Phone number ID"),
            ("app_secret", "App settings > Basic > App secret"),
            ("verify_token", "any word of yours, entered at Meta with the webhook"),
        ):
            if not getattr(self, f"whatsapp_{name}"):
                _missing(f"WHATSAPP_{name.upper()}", f"{PREFIX}WHATSAPP_TOKEN needs it: {place}")

    @property
    def telegram_on(self) -> bool:
        return self.telegram_token is not None

    @property
    def whatsapp_on(self) -> bool:
        return self.whatsapp_token is not None

    @property
    def embedded_database(self) -> bool:
        return not self.database_url

    @cached_property
    def listen(self) -> Listen:
        return Listen(self.host, self.port)

    @cached_property
    def base_url(self) -> str:
        """Where people reach us: the public address, or the one we listen at."""
        return self.public_url or self.listen.reachable.url


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings out of an environment; a `SettingsError` says in one line what is wrong."""
    values = {}
    for field in Settings.model_fields:
        value = _value(PREFIX + field.upper(), environ)
        if value:
            values[field] = value
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise SettingsError(_first_line(error)) from None


def unknown_settings(environ: Mapping[str, str]) -> list[str]:
    """Names that look like settings but are none: likely misspelt."""
    known = {PREFIX + field.upper() for field in Settings.model_fields}
    known |= {f"{name}_FILE" for name in known}
    return sorted(name for name in environ if name.startswith(PREFIX) and name not in known)


def _value(name: str, environ: Mapping[str, str]) -> str:
    direct, file = environ.get(name, "").strip(), environ.get(f"{name}_FILE", "").strip()
    if direct and file:
        raise SettingsError(f"{name}: set this or {name}_FILE, not both")
    if not file:
        return direct
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not text in UTF-8"
        raise SettingsError(f"{name}_FILE: cannot read {file}: {reason}") from None


def _missing(field: str, mend: str) -> NoReturn:
    raise ValueError(f"{PREFIX}{field} is missing: {mend}")


def _first_line(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    message = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return message
    return f"{PREFIX}{str(first['loc'][0]).upper()}: {message[:1].lower() + message[1:]}"
