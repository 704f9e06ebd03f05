"""Intake: from a file that a student handed in to the cells to run."""

from tamrin.intake.collect import collect
from tamrin.intake.errors import Unreadable
from tamrin.intake.plan import Plan, plan
from tamrin.intake.reader import Submission, read
from tamrin.intake.remarks import apart, defined_later, fingerprint, identical, rebound, uninstalled

__all__ = [
    "Plan",
    "Submission",
    "Unreadable",
    "apart",
    "collect",
    "defined_later",
    "fingerprint",
    "identical",
    "plan",
    "read",
    "rebound",
    "uninstalled",
]
