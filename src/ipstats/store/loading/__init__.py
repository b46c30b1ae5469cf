"""Fill the database: reference data first, then folders of figures and claims, each in one transaction."""

from .checking import keep_checks
from .folders import load_folder, load_reference
from .recovering import recover_again
from .report import LoadReport

__all__ = ["LoadReport", "keep_checks", "load_folder", "load_reference", "recover_again"]
