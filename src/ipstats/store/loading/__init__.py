"""Fill the database: reference data first, then folders of figures and claims, each in one transaction."""

from .folders import LoadReport, load_folder, load_reference

__all__ = ["LoadReport", "load_folder", "load_reference"]
