"""Where the bundled seeds and migrations are: inside an installed wheel, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def bundled(name: str) -> Path:
    """The folder ``seeds`` or ``migrations``."""
    installed = _PACKAGE / "_bundled" / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name


def seed_folders() -> list[Path]:
    """The bundled sources, in the order in which they are loaded; reference data not among them."""
    return sorted(folder for folder in bundled("seeds").iterdir() if (folder / "source.toml").is_file())
