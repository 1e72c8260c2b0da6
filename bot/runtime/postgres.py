"""The embedded PostgreSQL: one cluster in the data directory, its server in the foreground as our child.

Not `pg_ctl`: it detaches the server, which would outlive us. The server listens at a socket only.
As root it runs as another user, and reaches the cluster through an inherited descriptor
(`/proc/self/fd/N`), so that no folder above has to be opened to that user.
"""

import hashlib
import os
import pwd
import signal
import tempfile
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from bot.runtime.children import Child
from bot.runtime.data_dir import DataDir
from bot.runtime.errors import StartError
from bot.runtime.postgres_binaries import ServerUser, binaries, open_to_all
from bot.runtime.postgres_cluster import ENVIRON, SUPERUSER, Cluster, give, make_cluster
from bot.runtime.stale_server import clear_stale_lock, says_ready

DATABASE = OWNER = "rafeeq"
SOCKET_PATH_BYTES = 107
"""What fits into the kernel's socket address; `.s.PGSQL.5432.lock` is the longest name there."""

STOP_SECONDS = 3.0
"""For its last checkpoint; killed after that, it replays its log at the next start."""

SERVER_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "96MB",
    "max_connections": "120",
    "password_encryption": "scram-sha-256",
    # Neither statements nor their values may reach a log: they hold what people wrote.
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_line_prefix": "postgres: ",
}


class EmbeddedPostgres:
    def __init__(self, data_dir: DataDir, settings: dict[str, str] | None = None) -> None:
        self._data_dir = data_dir
        self._settings = SERVER_SETTINGS | (settings or {})
        self._cluster = Cluster(data_dir.postgres, _server_user(data_dir.postgres))

    def url(self, user: str = OWNER, database: str = DATABASE) -> str:
        password = self._data_dir.secret(f"database-{user}")
        return f"postgresql://{user}:{password}@/{database}?{urlencode({'host': str(self._sockets)})}"

    def prepare(self) -> None:
        """Make the cluster if there is none, and see that this server can run it."""
        self._make_socket_folder()
        if not self._cluster.path.exists():
            make_cluster(
                self._cluster,
                binaries(self._cluster.user),
                self._data_dir.secret(f"database-{SUPERUSER}"),
                self._first_statements(),
            )
        self._cluster.check_version()

    def child(self) -> Child:
        """The server as a child to start; call `prepare` first."""
        cluster = self._cluster
        argv = [str(binaries(cluster.user) / "postgres"), "-D", cluster.reach, "-k", str(self._sockets)]
        for name, value in self._settings.items():
            argv += ["-c", f"{name}={value}"]
        return Child(
            name="postgres",
            argv=argv,
            env=ENVIRON,
            cwd=Path("/"),
            stop_signal=signal.SIGINT,  # "fast": ends sessions, writes a checkpoint
            stop_seconds=STOP_SECONDS,
            death_signal=signal.SIGINT,
            user=cluster.user.uid,
            group=cluster.user.gid,
            pass_fds=cluster.descriptors,
            before_start=lambda: clear_stale_lock(cluster.path),
        )

    def accepts(self) -> bool:
        """Asked only once the server itself says it is ready: it logs each one who comes too early."""
        if not says_ready(self._cluster.path):
            return False
        try:
            with psycopg.connect(self.url(), connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def _first_statements(self) -> list[str]:
        return [
            "SET password_encryption = 'scram-sha-256'",
            f"CREATE ROLE {OWNER} LOGIN PASSWORD '{self._data_dir.secret(f'database-{OWNER}')}'",
            f"CREATE DATABASE {DATABASE} OWNER {OWNER}",
        ]

    @cached_property
    def _sockets(self) -> Path:
        wanted = self._data_dir.run / "postgres"
        short = len(os.fsencode(wanted / ".s.PGSQL.5432.lock")) <= SOCKET_PATH_BYTES
        if short and (self._cluster.user.uid is None or open_to_all(self._data_dir.run)):
            return wanted
        mark = hashlib.sha256(os.fsencode(self._data_dir.path)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"rafeeq-{os.geteuid()}-{mark}"

    def _make_socket_folder(self) -> None:
        folder = self._sockets
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.lstat().st_uid not in {os.geteuid(), self._cluster.user.uid}:
            raise StartError(f"{folder} belongs to somebody else: remove it")
        folder.chmod(0o700)
        give(folder, self._cluster.user)


def _server_user(cluster: Path) -> ServerUser:
    """We ourselves; as root, who owns the cluster, or else a user without rights."""
    if os.geteuid() != 0:
        return ServerUser()
    if cluster.exists():
        owner = cluster.stat()
        return ServerUser(owner.st_uid, owner.st_gid)
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return ServerUser(entry.pw_uid, entry.pw_gid)
    return ServerUser(65534, 65534)
