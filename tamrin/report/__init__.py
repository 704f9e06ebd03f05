"""The report: pages, tables and files for staff, students and learning platforms, drawn from the gradebook."""

from tamrin.report.essays import MarksError, read_marks
from tamrin.report.pages import Titles
from tamrin.report.report import write
from tamrin.report.standing import ReportError

__all__ = ["MarksError", "ReportError", "Titles", "read_marks", "write"]
