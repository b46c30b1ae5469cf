"""The programs that are compared, each in an environment of its own with nothing but what it needs."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

from .report import say

_CHECKOUT = Path(__file__).resolve().parents[1]

#: Where scripts of an environment are.
_SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


def installed(work: Path, name: str) -> tuple[Path, str]:
    """The command ``name`` in a clean environment, and how it was come by.

    Where none can be made (no network), the one beside this interpreter is taken, and the table says so.
    """
    place = work / f"environment-{name}"
    command, pip = place / _SCRIPTS / name, [str(place / _SCRIPTS / "pip"), "install", "--quiet"]
    try:
        if not command.exists():
            say(f"making a clean environment for {name} …")
            venv.create(place, with_pip=True)
            subprocess.run([*pip, str(_CHECKOUT) if name == "ipstats" else name], check=True, capture_output=True)
        elif name == "ipstats":
            # What is measured is the checkout as it is now, in an environment that was kept too.
            again = ["--force-reinstall", "--no-deps", str(_CHECKOUT)]
            subprocess.run([*pip, *again], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        beside = Path(sys.executable).with_name(name)
        if not beside.exists():
            raise SystemExit(f"there is no {name}: pip install -e '.[bench]'") from None
        return beside, "as installed"
    return command, "clean environment"
