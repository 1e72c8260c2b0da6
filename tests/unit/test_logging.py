import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logging import set_up_logging
from bot.settings import SettingsError

SAID = "إلي ابن محبوس"


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_an_event_is_one_line_of_json_with_its_process(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("worker", style="json")

    structlog.get_logger().info("message_handled", conversation="7f")

    (line,) = lines(capsys)
    assert line["event"] == "message_handled"
    assert line["process"] == "worker"
    assert line["conversation"] == "7f"
    assert line["level"] == "info"


def test_the_words_of_a_library_error_stay_out(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("worker", style="json")

    try:
        int(SAID)
    except ValueError:
        structlog.get_logger().exception("failed")
        logging.getLogger("some.library").exception("failed too")

    ours, library = lines(capsys)
    for line in (ours, library):
        assert "ValueError" in line["exception"]
        assert "test_logging.py" in line["exception"]
    assert SAID not in str([ours, library])


def test_the_words_of_our_own_error_are_kept_and_its_cause_named(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("web", style="json")

    try:
        try:
            int(SAID)
        except ValueError as error:
            raise SettingsError("RAFEEQ_PORT: wrong") from error
    except SettingsError:
        structlog.get_logger().exception("failed")

    (line,) = lines(capsys)
    assert "SettingsError: RAFEEQ_PORT: wrong" in line["exception"]
    assert "ValueError" in line["exception"]
    assert SAID not in line["exception"]


def test_the_access_log_has_no_query_and_no_address(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("web", style="json")

    logging.getLogger("uvicorn.access").info(
        '%s - "%s %s HTTP/%s" %d', "10.1.2.3:99", "GET", "/chat/api/events?session=abc", "1.1", 200
    )

    (line,) = lines(capsys)
    assert line["event"] == "GET /chat/api/events 200"


@pytest.mark.parametrize("library", ["httpx", "telegram", "pywa"])
def test_libraries_that_tell_addresses_are_quiet(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("worker", level="DEBUG", style="json")

    logging.getLogger(library).info("POST https://api.example/botTOKEN/sendMessage")

    assert lines(capsys) == []


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_the_access_log_leaves_out_what_watches_over_us(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logging("web", style="json")

    logging.getLogger("uvicorn.access").info(
        '%s - "%s %s HTTP/%s" %d', "10.1.2.3:99", "GET", path, "1.1", 200
    )

    assert lines(capsys) == []
