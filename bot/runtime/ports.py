import errno
import socket

from bot.runtime.errors import StartError
from bot.settings import Listen


def check_free(setting: str, listen: Listen) -> None:
    """A `StartError` that names the setting when nothing of ours could listen there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            listen.host, listen.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise StartError(
            f"{setting}: {listen.host} is no address of this machine: {error.strerror}"
        ) from None
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen(1)
        except OSError as error:
            raise StartError(f"{setting}: {_reason(listen, error)}") from None


def free_port(host: str = "127.0.0.1") -> int:
    """A port that is free now; for what only our own children listen at."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _reason(listen: Listen, error: OSError) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return f"port {listen.port} is taken: stop what uses it, or choose another port"
        case errno.EACCES:
            return f"port {listen.port} is for root only: choose one above 1023"
        case errno.EADDRNOTAVAIL:
            return f"{listen.host} is no address of this machine: write 127.0.0.1, or 0.0.0.0 for all"
        case _:
            return f"cannot listen at {listen.host}:{listen.port}: {error.strerror}"
