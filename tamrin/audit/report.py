"""What an audit says: plain records, ready for JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

KINDS = {
    "accepted_wrong": "a wrong solution gets full points",
    "trap_not_named": "a wrong solution loses points, but is not told its mistake, or is told another one",
    "rejected_right": "a right solution loses points",
    "harmless_mistake": "a wrong solution gives the right numbers in every variant audited",
    "survivor": "a mutant of the reference gets full points and is not listed as equivalent",
    "stale_equivalent": "an entry of equivalent.toml names no mutant, or one that loses points",
    "broken_original": "the unchanged reference loses points as a submission, so its mutants would prove nothing",
    "grader_fault": "the grader raised",
    "untested_trap": "no wrong solution of the bank falls into a trap",
    "untrapped_option": "a choice and its traps do not have the same options",
    "ambiguous_trap": "one name for two traps",
    "thin_bank": "too few solutions in the bank",
    "zeros_pass": "zeros pass where the answer is not zero",
}


@dataclass(frozen=True)
class Defect:
    """Something the kit must repair: a key of `KINDS`, where it shows, and what was seen."""

    kind: str
    question: str
    subject: str
    variant: str
    detail: str


@dataclass(frozen=True)
class QuestionAudit:
    """One question in numbers.

    `wrong` and `right` count the bank's solutions, generated ones included; `wrong_accepted`, `wrong_untrapped` and
    `right_rejected` those that were misjudged in any variant. Of the `graded` mutants, `indistinct` ones give the
    key's own numbers in every variant, so that no grader could tell them from the key.
    """

    id: str
    wrong: int = 0
    right: int = 0
    wrong_accepted: int = 0
    wrong_untrapped: int = 0
    right_rejected: int = 0
    mutants: int = 0
    graded: int = 0
    killed: int = 0
    indistinct: int = 0
    equivalent: int = 0
    survived: int = 0


@dataclass(frozen=True)
class AuditReport:
    """The audit of one assignment."""

    assignment: str
    variants: tuple[str, ...]
    questions: tuple[QuestionAudit, ...]
    defects: tuple[Defect, ...]
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether no defect was found."""
        return not self.defects

    def total(self, count: str) -> int:
        """One of the counts of `QuestionAudit`, summed over the questions."""
        return sum(getattr(question, count) for question in self.questions)

    def as_dict(self) -> dict[str, Any]:
        """The report as it is written to JSON."""
        return {"passed": self.passed} | asdict(self)
