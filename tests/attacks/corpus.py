"""The public attack corpus: every fault and attack that concerns what students hand in, as executable cases.

`ROWS` of the list of faults that wait for a later feature are in `LATER`, each with its reason.
"""

from tests.attacks import disguises, files, operations, secrets, tampering, termination, values
from tests.attacks.case import Case
from tests.attacks.operations import LATER

GROUPS: dict[str, tuple[Case, ...]] = {
    "termination": termination.CASES,
    "secrets": secrets.CASES,
    "tampering": tampering.CASES,
    "values": values.CASES,
    "disguises": disguises.CASES,
    "files": files.CASES,
    "operations": operations.CASES,
}
CASES: tuple[Case, ...] = tuple(case for group in GROUPS.values() for case in group)

__all__ = ["CASES", "GROUPS", "LATER"]
