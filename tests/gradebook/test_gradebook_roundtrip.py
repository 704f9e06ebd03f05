"""What goes into the gradebook comes out equal, whole, and with its marks."""

import re
import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.schema import CreateTable

from tamrin.gradebook import Gradebook, GradebookError, Mark
from tamrin.gradebook.tables import CheckRow, QuestionRow, Table
from tamrin.judge.verdict import VERDICTS, CheckResult, QuestionResult, Result

text = st.text(st.characters(), max_size=12)  # NUL and lone surrogates included
number = st.floats(0, 1e6)
json_value = st.recursive(
    st.none() | st.booleans() | st.integers() | number | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=5,
)
checks = st.builds(
    CheckResult,
    title=text,
    visibility=st.sampled_from(["public", "hidden"]),
    verdict=st.sampled_from(VERDICTS),
    points=number,
    score=number,
    message=text,
    note=text,
    seconds=number,
)
questions = st.builds(
    QuestionResult, id=text, points=number, score=number, checks=st.lists(checks, max_size=3).map(tuple), pending=number
)
results = st.builds(
    Result,
    submission=text,
    student=text,
    assignment=text,
    variant=text,
    language=st.sampled_from(["en", "fa"]),
    score=number,
    max_score=number,
    pending=number,
    status=text,
    notes=st.lists(text, max_size=2).map(tuple),
    questions=st.lists(questions, max_size=3).map(tuple),
    essays=st.dictionaries(text, text, max_size=2),
    faults=st.lists(text, max_size=2).map(tuple),
    provenance=st.dictionaries(text, json_value, max_size=3),
    seconds=number,
    staff_notes=st.lists(text, max_size=2).map(tuple),
    fingerprint=text,
)
SAMPLE = Result(
    "s1",
    "s1",
    "hw",
    "published",
    "en",
    1.0,
    2.0,
    3.0,
    "graded",
    questions=(
        QuestionResult("a", 2.0, 1.0, (CheckResult("t", "hidden", "passed", 1.0, 1.0, "Correct.", "", 0.1),), 3.0),
    ),
    provenance={"submission_sha256": "ab"},
)


@pytest.fixture
def gradebook(tmp_path):
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.sqlite") as opened:
        yield opened


def count(gradebook, table):
    with gradebook._engine.connect() as connection:
        return connection.exec_driver_sql(f"select count(*) from {table.__tablename__}").scalar()


@settings(max_examples=30, deadline=None)
@given(st.lists(results, max_size=4))
def test_results_come_out_as_they_went_in(many):
    with Gradebook("sqlite://") as gradebook:
        for result in many:
            gradebook.put(result)
        last = {(result.assignment, result.submission): result for result in many}
        assert gradebook.results() == sorted(last.values(), key=lambda r: (r.submission, r.assignment))


def test_a_record_is_replaced_with_all_that_hung_on_it(gradebook):
    gradebook.put(SAMPLE)
    gradebook.put(replace(SAMPLE, score=2.0, questions=()))
    assert gradebook.results("hw") == [replace(SAMPLE, score=2.0, questions=())]
    assert count(gradebook, QuestionRow) == count(gradebook, CheckRow) == 0


def test_results_of_one_assignment_sorted_by_submission(gradebook):
    for submission, assignment in (("b", "hw"), ("B", "hw"), ("a", "other"), ("a", "hw")):
        gradebook.put(replace(SAMPLE, submission=submission, assignment=assignment))
    assert [result.submission for result in gradebook.results("hw")] == ["B", "a", "b"]
    assert len(gradebook.results()) == 4


def test_a_submission_is_recorded_whole_or_not_at_all(gradebook):
    gradebook.put(SAMPLE)

    @event.listens_for(gradebook._engine, "before_cursor_execute")
    def full_disk(connection, cursor, statement, parameters, context, many):
        if statement.startswith("INSERT INTO checks"):
            raise sqlite3.OperationalError("database or disk is full")

    with pytest.raises(GradebookError, match="disk is full"):
        gradebook.put(replace(SAMPLE, score=2.0))
    event.remove(gradebook._engine, "before_cursor_execute", full_disk)
    assert gradebook.results() == [SAMPLE]


def test_provenances_by_submission(gradebook):
    gradebook.put(replace(SAMPLE, submission="z"))
    gradebook.put(SAMPLE)
    gradebook.put(replace(SAMPLE, assignment="other"))
    assert list(gradebook.provenances("hw").items()) == [("s1", SAMPLE.provenance), ("z", SAMPLE.provenance)]


def test_marks_survive_regrading_and_can_be_changed(gradebook):
    gradebook.put(SAMPLE)
    gradebook.mark("hw", "s1", "a", 1.0, "short")
    gradebook.mark("hw", "s1", "a", 2.5, "better on a second reading")
    gradebook.put(replace(SAMPLE, score=0.0))
    assert gradebook.marks("hw") == {("s1", "a"): Mark("s1", "a", 2.5, "better on a second reading")}
    assert gradebook.marks("other") == {}


@pytest.mark.parametrize("dialect", [postgresql.dialect(), mysql.dialect()])
def test_the_schema_is_portable(dialect):
    made = {table.name: str(CreateTable(table).compile(dialect=dialect)) for table in Table.metadata.sorted_tables}
    assert "VARCHAR(600)" in made["submissions"] and "DOUBLE" in made["submissions"]
    assert re.search(r"message (TEXT|VARCHAR) NOT NULL", made["checks"])  # without a length


@pytest.mark.parametrize("points", [-1.0, float("nan"), float("inf")])
def test_a_mark_is_a_number_of_points(gradebook, points):
    with pytest.raises(ValueError, match="zero or more points"):
        gradebook.mark("hw", "s1", "a", points, "")


def test_records_outlive_the_program(tmp_path):
    url = f"sqlite:///{tmp_path}/gradebook.sqlite"
    with Gradebook(url) as gradebook:
        gradebook.put(SAMPLE)
    with Gradebook(url) as gradebook:
        assert gradebook.results() == [SAMPLE]


@pytest.mark.parametrize(
    "url",
    ["nonsense", "nosuch://x", "sqlite:////no/such/folder/g.sqlite", "sqlite:///{folder}", "sqlite:///{folder}/text"],
)
def test_what_is_no_database_is_one_clear_error(tmp_path, url):
    (tmp_path / "text").write_text("not a database, but long enough to be asked for its header" * 20)
    with pytest.raises(GradebookError, match="cannot be opened"):
        Gradebook(url.format(folder=tmp_path))


def test_the_error_keeps_the_password_to_itself():
    with pytest.raises(GradebookError) as raised:
        Gradebook("nosuch://user:secret@host/grades")
    assert "secret" not in str(raised.value)


def test_another_schema_version_is_refused(tmp_path):
    path = tmp_path / "gradebook.sqlite"
    Gradebook(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        connection.execute("update schema_version set version = 99")
    with pytest.raises(GradebookError, match="schema version 99"):
        Gradebook(f"sqlite:///{path}")


def test_gradebook_of_an_earlier_version_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "gradebook.sqlite"
    with sqlite3.connect(path) as connection:  # as the first version made it, as far as it matters
        connection.executescript(
            "create table schema_version (version integer primary key); insert into schema_version values (1);"
            "create table submissions (id integer primary key, assignment text, submission text);"
        )
    with pytest.raises(
        GradebookError, match=r"schema version 1, .* reads version 2: .* grade again into another folder"
    ):
        Gradebook(f"sqlite:///{path}")


def test_somebody_elses_submissions_are_not_touched(tmp_path):
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("create table submissions (x int)")
    with pytest.raises(GradebookError, match="is no gradebook"):
        Gradebook(f"sqlite:///{path}")
