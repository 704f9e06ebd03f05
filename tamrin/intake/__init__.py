"""Intake: from a file that a student handed in to the cells to run."""

from tamrin.intake.plan import Plan, plan
from tamrin.intake.reader import Submission, Unreadable, collect, read

__all__ = ["Plan", "Submission", "Unreadable", "collect", "plan", "read"]
