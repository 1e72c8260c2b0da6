from ipaddress import ip_network
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Listen, SettingsError, load_settings, unknown_settings

KEY = "0123456789abcdef" * 4
WHATSAPP = {
    "RAFEEQ_WHATSAPP_TOKEN": "t",
    "RAFEEQ_WHATSAPP_PHONE_ID": "1",
    "RAFEEQ_WHATSAPP_APP_SECRET": "s",
    "RAFEEQ_WHATSAPP_VERIFY_TOKEN": "v",
}


def failure(environ: dict[str, str]) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(environ)
    return str(caught.value)


def test_nothing_set_means_an_embedded_installation_with_all_channels_off() -> None:
    settings = load_settings({})

    assert settings.embedded_database
    assert not settings.telegram_on
    assert not settings.whatsapp_on
    assert settings.data_dir == Path("var")
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.internal_listen == Listen("127.0.0.1", 8001)
    assert str(settings.timezone) == "Asia/Amman"


def test_an_empty_value_is_as_good_as_none() -> None:
    assert load_settings({"RAFEEQ_PORT": " ", "RAFEEQ_TELEGRAM_TOKEN": ""}) == load_settings({})


def test_lists_are_separated_by_commas() -> None:
    settings = load_settings(
        {
            "RAFEEQ_RASA_URL": "http://a:5005/, http://b:5005",
            "RAFEEQ_INTERNAL_TOKEN": "x",
            "RAFEEQ_TRUSTED_PROXIES": "10.0.0.0/8,::1",
            "RAFEEQ_SECRET_KEYS": f"{KEY},{KEY[::-1]}",
        }
    )

    assert settings.rasa_url == ("http://a:5005", "http://b:5005")
    assert settings.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("::1"))
    assert [key.get_secret_value() for key in settings.secret_keys] == [KEY, KEY[::-1]]


def test_a_value_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("from-file\n")

    settings = load_settings({"RAFEEQ_TELEGRAM_TOKEN_FILE": str(tmp_path / "token")})

    assert settings.telegram_token
    assert settings.telegram_token.get_secret_value() == "from-file"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    message = failure({"RAFEEQ_METRICS_TOKEN_FILE": str(tmp_path / "gone")})

    assert message.startswith("RAFEEQ_METRICS_TOKEN_FILE: cannot read")
    assert message.endswith("No such file or directory")


def test_a_value_and_its_file_together_are_refused() -> None:
    assert "not both" in failure({"RAFEEQ_METRICS_TOKEN": "a", "RAFEEQ_METRICS_TOKEN_FILE": "/b"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RAFEEQ_PORT", "eighty"),
        ("RAFEEQ_PORT", "70000"),
        ("RAFEEQ_INTERNAL_LISTEN", "8001"),
        ("RAFEEQ_DATABASE_URL", "mysql://db"),
        ("RAFEEQ_PUBLIC_URL", "rafeeq.example"),
        ("RAFEEQ_TELEGRAM_MODE", "push"),
        ("RAFEEQ_TELEGRAM_WEBHOOK_SECRET", "two words"),
        ("RAFEEQ_TRUSTED_PROXIES", "nearby"),
        ("RAFEEQ_SECRET_KEYS", "short"),
        ("RAFEEQ_TIMEZONE", "Asia/Nowhere"),
        ("RAFEEQ_LOCALE", "klingon!"),
        ("RAFEEQ_LOG_LEVEL", "LOUD"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_setting(name: str, value: str) -> None:
    message = failure({name: value})

    assert message.startswith(f"{name}: ")
    assert "\n" not in message


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"RAFEEQ_DATABASE_URL": "postgresql://db/x"}, "RAFEEQ_SECRET_KEYS"),
        ({"RAFEEQ_RASA_URL": "http://rasa:5005"}, "RAFEEQ_INTERNAL_TOKEN"),
        (
            {"RAFEEQ_TELEGRAM_TOKEN": "t", "RAFEEQ_TELEGRAM_MODE": "webhook"},
            "RAFEEQ_TELEGRAM_WEBHOOK_SECRET",
        ),
        (WHATSAPP | {"RAFEEQ_WHATSAPP_APP_SECRET": ""}, "RAFEEQ_WHATSAPP_APP_SECRET"),
        (WHATSAPP | {"RAFEEQ_WHATSAPP_VERIFY_TOKEN": ""}, "RAFEEQ_WHATSAPP_VERIFY_TOKEN"),
        (WHATSAPP | {"RAFEEQ_WHATSAPP_PHONE_ID": ""}, "RAFEEQ_WHATSAPP_PHONE_ID"),
    ],
)
def test_what_belongs_together_is_asked_for_together(environ: dict[str, str], named: str) -> None:
    assert failure(environ).startswith(f"{named} is missing: ")


def test_a_complete_channel_is_on() -> None:
    assert load_settings(WHATSAPP).whatsapp_on
    assert load_settings({"RAFEEQ_TELEGRAM_TOKEN": "t"}).telegram_on


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    shown = repr(
        load_settings(
            {
                "RAFEEQ_TELEGRAM_TOKEN": "telegram-secret",
                "RAFEEQ_DATABASE_URL": "postgresql://u:database-secret@db/x",
                "RAFEEQ_SECRET_KEYS": KEY,
            }
        )
    )

    assert "secret" not in shown.replace("secret_keys", "").replace("app_secret", "").replace("_secret=", "")
    assert KEY not in shown


def test_settings_never_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        load_settings({}).port = 9000  # type: ignore[misc]


def test_a_misspelt_name_is_found() -> None:
    environ = {"RAFEEQ_TELEGRAM_TOKN": "x", "RAFEEQ_PORT_FILE": "y", "RAFEEQ_HOST": "z", "PATH": "/bin"}

    assert unknown_settings(environ) == ["RAFEEQ_TELEGRAM_TOKN"]
