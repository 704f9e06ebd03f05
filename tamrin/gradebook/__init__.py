"""The gradebook: the database of grades, the truth that every report is drawn from."""

from tamrin.gradebook.gradebook import Gradebook, GradebookError, Mark

__all__ = ["Gradebook", "GradebookError", "Mark"]
