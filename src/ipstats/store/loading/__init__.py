"""Fill the database: reference data first, then folders of figures and claims, each in one transaction."""

from .folders import load_folder, load_reference
from .report import LoadReport

__all__ = ["LoadReport", "load_folder", "load_reference"]
