"""Memory of a process and all that it started."""

import re
from collections import defaultdict
from pathlib import Path

_PROC = Path("/proc")


def family(pid: int) -> list[int]:
    """The process and its descendants."""
    children = defaultdict(list)
    for stat in _PROC.glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # gone since it was listed
            continue
        children[int(fields[1])].append(int(stat.parent.name))
    found = [pid]
    for each in found:
        found += children[each]
    return found


def megabytes(*pids: int) -> float:
    """Proportional set size: what processes share counts once, so that the sum is what is really used."""
    return sum(_pss(each) for pid in pids for each in family(pid)) / 1024


def _pss(pid: int) -> int:
    try:
        found = re.search(r"^Pss:\s+(\d+)", (_PROC / f"{pid}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) if found else 0
