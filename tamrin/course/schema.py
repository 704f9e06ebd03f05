"""The schema of `assignment.toml`."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Kind = Literal["value", "function", "class", "model", "trained", "choice", "essay"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Title(_Strict):
    """A title in both languages."""

    en: str
    fa: str


class Limits(_Strict):
    """What a submission may use. Seconds are wall-clock time, measured by the judge."""

    cell_seconds: float = Field(default=10, gt=0, description="one cell of the notebook")
    call_seconds: float = Field(default=5, gt=0, description="one call of a student's function")
    predict_seconds: float = Field(default=60, gt=0, description="a rebuilt model on a hidden split")
    train_seconds: float = Field(default=120, gt=0, description="a training cell, where no weights were handed in")
    submission_seconds: float = Field(default=300, gt=0, description="the whole submission, replays included")
    memory_mb: int = Field(default=1500, gt=0, description="memory beyond what the warm process already holds")
    output_kb: int = Field(default=64, gt=0, description="printed output kept per cell, head and tail")
    disk_mb: int = Field(default=256, gt=0, description="files in the work folder")
    files: int = Field(default=10_000, gt=0, description="number of files in the work folder")
    processes: int = Field(default=128, gt=0, description="processes and threads")
    reply_mb: int = Field(default=64, gt=0, description="one answer on its way to the judge")


class Question(_Strict):
    """One gradable item."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: Kind
    points: float = Field(gt=0)
    names: tuple[str, ...] = Field(min_length=1)
    givens: str = Field(default="", description="the group of givens it uses; its own id when empty")
    weights: tuple[str, ...] = Field(default=(), description="files of weights that are handed in beside the notebook")
    seconds: float | None = Field(
        default=None, gt=0, description="one call of its function, where not limits.call_seconds"
    )

    @property
    def is_reference(self) -> bool:
        """Whether the reference is itself the answer, and not a function that returns it."""
        return len(self.names) == 1 and self.kind in ("function", "class", "model", "trained")

    @property
    def group(self) -> str:
        """The group of givens this question uses."""
        return self.givens or self.id


class AssignmentFile(_Strict):
    """The whole of `assignment.toml`."""

    title: Title
    source: str
    minutes: int = Field(gt=0, description="how long a student is expected to need")
    preload: tuple[str, ...] = ("numpy",)
    data: tuple[str, ...] = ()
    limits: Limits = Limits()
    questions: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _unique(self) -> AssignmentFile:
        ids = [question.id for question in self.questions]
        names = [name for question in self.questions for name in question.names]
        for kind, values in (("question id", ids), ("answer name", names)):
            twice = sorted({value for value in values if values.count(value) > 1})
            if twice:
                raise ValueError(f"{kind} used twice: {', '.join(twice)}")
        return self
