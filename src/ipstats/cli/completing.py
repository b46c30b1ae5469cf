"""Names for the shell to complete, read from a database that is there already; never made, never an error."""

from __future__ import annotations

from contextlib import closing

from ..errors import IpstatsError


def names(kinds: tuple[str, ...], incomplete: str) -> list[str]:
    """Names of these kinds that begin with what was typed, codes and short names first."""
    from ..names import normalize
    from ..store.location import locate
    from ..store.reading import SqliteReader

    try:
        location = locate()
        if location.path is None or not location.path.is_file():
            return []
        with closing(SqliteReader(location.path, time_limit=2.0)) as reader:
            rows = list(
                reader.select("SELECT kind, name, printed FROM aliases ORDER BY length(printed), printed", {})[1]
            )
    except IpstatsError:
        return []
    wanted = normalize(incomplete)
    found = (printed for kind, name, printed in rows if kind in kinds and name.startswith(wanted))
    return list(dict.fromkeys(_continued(incomplete, printed) for printed in found))


def _continued(typed: str, printed: str) -> str:
    """A name as it is printed, but for what was typed already: the shell drops what begins otherwise."""
    return typed + printed[len(typed) :] if printed.lower().startswith(typed.lower()) else printed
