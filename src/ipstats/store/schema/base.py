"""What all tables share: the metadata with its naming of constraints, the type of text, the largest figure."""

from __future__ import annotations

from sqlalchemy import Column, MetaData, Text

#: Text sorts by code point on both databases, so that the same question gives the same order.
Words = Text().with_variant(Text(collation="C"), "postgresql")

#: Bound on a stored figure: within it the integer arithmetic of the views cannot overflow 64 bits, and a
#: client without decimals (SQLite's own) still shows each digit of ``value / divisor``.
LARGEST = 10**15 - 1

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def names(zh: str, en: str) -> tuple[Column[str], Column[str]]:
    return (
        Column("name_zh", Words, nullable=False, doc=zh),
        Column("name_en", Words, nullable=False, doc=en),
    )
