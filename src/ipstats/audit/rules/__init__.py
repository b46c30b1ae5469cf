"""The rules, each a file that declares what it checks and how; listed here in the order of the documentation."""

from __future__ import annotations

from .declared import Rule
from .exchanged import RULE as EXCHANGED
from .growths import RULE as GROWTHS
from .implied import RULE as IMPLIED
from .outliers import RULE as OUTLIERS
from .parts import RULE as PARTS
from .per_head import RULE as PER_HEAD
from .ranks import RULE as RANKS
from .regions import RULE as REGIONS
from .shares import RULE as SHARES
from .sources import RULE as SOURCES
from .stocks import RULE as STOCKS

#: All rules by their ids.
RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (PARTS, REGIONS, GROWTHS, RANKS, SHARES, PER_HEAD, IMPLIED, SOURCES, STOCKS, OUTLIERS, EXCHANGED)
}
