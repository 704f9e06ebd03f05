"""Trained models: weights that were handed in, weights from a training cell, and everything that is neither."""

import io
import textwrap
import zipfile
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("tensorflow", reason="TensorFlow is an extra")
import nbformat

from tamrin.build.answers import answers, solved_cells
from tamrin.build.notebook import build, dumps, student_notebook
from tamrin.course import Course
from tamrin.judge.grading import Grading, Task
from tamrin.judge.paper import paper
from tamrin.sandbox.confinement import layer_of
from tamrin.sandbox.worker import Warm

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("tensorflow")]
FILES = {
    "assignments/hw01_ring/assignment.toml": """
        title.en = "Ring"
        title.fa = "حلقه"
        source = "made for this test"
        minutes = 5
        preload = ["numpy", "keras"]
        data = ["ring"]
        [limits]
        train_seconds = 60
        [[questions]]
        id = "classifier"
        kind = "trained"
        points = 10
        names = ["build"]
        weights = ["classifier.weights.h5"]
    """,
    "assignments/hw01_ring/prompt.en.md": "Rings.\n\n## classifier: Tell inside from outside\n\nBuild and train.\n",
    "assignments/hw01_ring/prompt.fa.md": "حلقه.\n\n## classifier: درون و بیرون\n\nبسازید و آموزش دهید.\n",
    "assignments/hw01_ring/givens.py": "def published():\n    return {}\n\n\ndef draw(rng):\n    return {}\n",
    "assignments/hw01_ring/stub.py": """
        import keras
        import numpy as np
        # %% classifier
        def build(width):
            raise NotImplementedError
        # %% classifier.train
        model = ...
    """,
    "datasets/__init__.py": "",
    "datasets/ring.py": """
        import numpy as np
        def points(seed):
            x = np.random.RandomState(seed).uniform(-1, 1, (400, 2))
            return x, (np.sum(x**2, axis=1) < 0.6).astype(int)
    """,
    "solutions/hw01_ring.py": '''
        """Ring."""
        import keras
        import numpy as np
        from datasets.ring import points
        from tamrin import reference, steps, training

        @reference("classifier")
        def build(width):
            """Two layers."""
            return keras.Sequential([
                keras.Input((2,)), keras.layers.Dense(width, "tanh", name="hidden"), keras.layers.Dense(1, "sigmoid")
            ])

        @training("classifier")
        def train(seed=0):
            """Adam on the squared error."""
            keras.utils.set_random_seed(seed)
            model = build(16)
            model.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
            model.fit(*points(seed), epochs=40, verbose=0)
            return (model,)

        @steps("classifier")
        def classifier_steps():
            """None."""
            return "Train."
    ''',
    "graders/hw01_ring.py": '''
        """Ring."""
        import numpy as np
        from datasets.ring import points
        from solutions import hw01_ring as solution
        from tamrin import call, grades, measure, part, requirement, say, trained, trap
        X, Y = points(999)

        def accuracy(model):
            """On points that nobody has seen."""
            return np.mean((model.predict(X)[:, 0] > 0.5) == Y)

        @grades("classifier")
        def classifier():
            """Accuracy."""
            return trained(
                part("build", solution.build, call(16), "classifier.weights.h5"),
                most_parameters=200,
                measures=[measure(say("accuracy", "دقت"), accuracy, target=0.85, floor=0.6, weight=4)],
                requirements=[
                    requirement(
                        say("hidden width", "پهنا"),
                        lambda model: model.predict(X[:2], layer="hidden").shape == (2, 16),
                        say("The layer is not as wide as asked.", "پهنا درست نیست."),
                    )
                ],
                traps=[trap("constant", lambda model: np.ptp(model.predict(X)) < 1e-3, "Constant.", "ثابت.")],
            )
    ''',
}


@pytest.fixture(scope="module")
def assignment(tmp_path_factory):
    root = tmp_path_factory.mktemp("rings")
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).strip() + "\n", encoding="utf-8")
    yield Course(root).assignment("hw01")
    Course._active = None  # the next test imports the modules of its own course


@pytest.fixture(scope="module")
def sheet(assignment):
    return paper(assignment, "published")


@pytest.fixture(scope="module")
def grading(assignment):
    with Warm(assignment.meta.preload) as warm:
        yield Grading(assignment, warm.path, layer_of(warm, unconfined=True))


@pytest.fixture(scope="module")
def cells(sheet):
    return solved_cells(sheet, answers(sheet))


@pytest.fixture(scope="module")
def weights(assignment, tmp_path_factory):
    """The reference's weights, trained once."""
    path = tmp_path_factory.mktemp("weights") / "classifier.weights.h5"
    assignment.solution.train()[0].save_weights(path)
    return path.read_bytes()


@pytest.fixture
def submit(grading, sheet, cells, tmp_path):
    """Grade a zip with the solved notebook, some of its cells replaced, and files beside it."""

    def grade(files, **replaced):
        changed = cells | {key.replace("_train", ".train"): textwrap.dedent(source) for key, source in replaced.items()}
        path = tmp_path / "submission.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("work/homework.ipynb", dumps(build(sheet, "en", changed, {})))
            for name, content in files.items():
                archive.writestr(name, content)
        return grading.grade(Task("submission", path))

    return grade


def checks(result):
    assert result.faults == ()
    return [check for check in result.questions[0].checks if check.points]


def h5(assignment, change):
    """A weights file in which `change` has been made to the reference's model."""
    model = assignment.solution.build(16)
    model.set_weights([np.asarray(change(weight)) for weight in model.get_weights()])
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.weights.h5"
        model.save_weights(path)
        return path.read_bytes()


def test_weights_in_the_archive_are_measured_and_nothing_is_trained(submit, weights):
    result = submit({"work/classifier.weights.h5": weights}, classifier_train="raise RuntimeError('was run')")
    assert [check.verdict for check in checks(result)] == ["passed", "passed"]
    assert result.score == 10 and not result.notes and not result.staff_notes


def test_weights_are_found_wherever_the_cells_have_gone_and_as_they_were_handed_in(submit, weights, cells):
    wanders = """
        import os
        open("classifier.weights.h5", "wb").write(b"half a file")
        os.makedirs("elsewhere")
        os.chdir("elsewhere")
    """
    result = submit({"work/classifier.weights.h5": weights}, classifier=cells["classifier"] + textwrap.dedent(wanders))
    assert [check.verdict for check in checks(result)] == ["passed", "passed"]


def test_weights_beside_a_notebook_in_its_own_folder_or_named_after_it(grading, sheet, cells, weights, tmp_path):
    notebook = dumps(build(sheet, "en", cells | {"classifier.train": "pass"}, {}))
    scores, hashes = [], set()
    for folder, other, name in (
        ("own", None, "classifier.weights.h5"),
        ("shared", "b.ipynb", "classifier.weights.h5"),
        ("shared2", "b.ipynb", "a.classifier.weights.h5"),
    ):
        here = tmp_path / folder
        here.mkdir()
        (here / "a.ipynb").write_text(notebook)
        (here / name).write_bytes(weights)
        if other:
            (here / other).write_text(notebook)
        result = grading.grade(Task("a", here / "a.ipynb"))
        scores.append(result.score)
        hashes.add(result.provenance["submission_sha256"])
        assert grading.unchanged(Task("a", here / "a.ipynb"), result)
    assert scores == [10, 0, 10] and len(hashes) == 2


def test_weights_as_arrays(submit, assignment, weights, tmp_path):
    path = tmp_path / "x.weights.h5"
    path.write_bytes(weights)
    model = assignment.solution.build(16)
    model.load_weights(path)
    stream = io.BytesIO()
    np.savez(stream, *model.get_weights())
    # The file keeps the name that was asked for; what it is, decides.
    assert checks(submit({"classifier.weights.h5": stream.getvalue()}))[0].message.startswith(
        "classifier.weights.h5 does"
    )


def test_training_cell_runs_where_no_weights_were_handed_in(submit):
    assert submit({}).score == 10


def test_neither_weights_nor_training(submit):
    result = submit({}, classifier_train="print('not trained')")
    assert (checks(result)[0].verdict, result.score) == ("missing", 0)
    assert checks(result)[0].message == (
        "classifier.weights.h5 was not handed in beside the notebook, and no cell has written it."
    )


def test_stub_is_not_attempted_and_does_not_train(grading, sheet, tmp_path):
    path = tmp_path / "stub.ipynb"
    path.write_text(dumps(student_notebook(sheet, "en")))
    assert {check.verdict for check in checks(grading.grade(Task("stub", path)))} == {"not_attempted"}


def test_untrained_weights_earn_part_or_nothing_and_a_constant_is_named(submit, assignment):
    zeros = submit({"classifier.weights.h5": h5(assignment, np.zeros_like)})
    assert (checks(zeros)[0].verdict, checks(zeros)[0].note, checks(zeros)[0].score) == ("trapped", "constant", 0)
    assert checks(zeros)[1].verdict == "passed"


def test_nan_weights(submit, assignment):
    result = submit({"classifier.weights.h5": h5(assignment, lambda w: w * np.nan)})
    assert checks(result)[0].message == "classifier.weights.h5 holds weights that are NaN or infinite."


WIDE = "import keras\ndef build(width):\n    return keras.Sequential([keras.Input((2,)), keras.layers.Dense(%s), %s])"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (WIDE % ("8", "keras.layers.Dense(1)"), "does not fit the model that build builds"),
        ("def build(width):\n    return 3", "does not fit the model"),
        ("def build(width):\n    return 1 / 0", "ZeroDivisionError"),
        ("def build(wide):\n    return 3", "expected the signature (width)"),
        ("import os\ndef build(width):\n    os._exit(0)", "The process ended"),
    ],
)
def test_builder_that_fails_or_does_not_fit(submit, weights, source, said):
    result = submit({"classifier.weights.h5": weights}, classifier=source)
    assert result.score == 0 and said in checks(result)[0].message


TRAINS = "model = build(16)\nmodel.save_weights('classifier.weights.h5')"


@pytest.mark.parametrize(
    ("layers", "said"),
    [
        ("keras.layers.Lambda(lambda x: x)", "code"),
        ("keras.layers.Dense(1, activation=lambda x: x)", "cannot be built"),
        ("Own()", "'Own'"),
        ("keras.layers.Dense(300)", "at most 200"),
    ],
)
def test_model_that_is_not_rebuilt(submit, layers, said):
    source = "import keras\nclass Own(keras.layers.Layer):\n    def call(self, x):\n        return x\n"
    source += f"def build(width):\n    return keras.Sequential([keras.Input((2,)), keras.layers.Dense(1), {layers}])"
    result = submit({}, classifier=source, classifier_train=TRAINS)
    assert result.score == 0 and said in checks(result)[0].message, checks(result)[0].message


def test_model_file_is_not_opened_and_the_note_says_what_to_hand_in(submit, weights):
    result = submit({"model.keras": b"PK", "model.h5": b"x", "m.pkl": b"x", "classifier.weights.h5": weights})
    assert result.score == 10 and len(result.notes) == 3
    assert "may hold code: hand in the weights alone" in result.notes[0]


@pytest.mark.parametrize("content", [b"", b"not HDF5", b"\x89HDF\r\n\x1a\n" + b"\0" * 2000])
def test_file_that_is_none(submit, content):
    result = submit({"classifier.weights.h5": content})
    assert result.score == 0 and checks(result)[0].message.startswith("classifier.weights.h5 does not fit")


def linked(target):
    """An HDF5 file whose first weight lies in another file."""
    import tempfile

    import h5py

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.weights.h5"
        with h5py.File(path, "w") as file:
            kernel = file.create_group("layers/hidden/vars")
            kernel["0"] = h5py.ExternalLink(target, "/secret")
        return path.read_bytes()


def test_external_link_leads_nowhere(submit, tmp_path):
    import h5py

    with h5py.File(tmp_path / "secret.h5", "w") as file:
        file["secret"] = np.ones((2, 16), "float32")
    result = submit({"classifier.weights.h5": linked(str(tmp_path / "secret.h5"))})
    assert result.score == 0 and checks(result)[0].verdict in ("failed", "error")


def test_claim_of_billions_of_weights_takes_no_memory(submit):
    source = (WIDE % ("2**31", "keras.layers.Dense(1)")).replace("(2,)", "(2**20,)")
    result = submit({}, classifier=source, classifier_train=TRAINS)
    verdicts = ("missing", "error", "memory", "crashed", "failed", "timeout")
    assert result.score == 0 and checks(result)[0].verdict in verdicts


def test_rebuilt_model_may_have_no_more_weights_than_were_handed_in(assignment):
    from tamrin import Network, networks
    from tamrin.objects import plain

    network = plain(assignment.solution.build(16))
    network.config["config"]["layers"][1]["config"]["units"] = 2**40
    networks.check(network)
    with pytest.raises(networks.NotRebuildable, match="more weights than the 65"):
        networks.built(network)
    fewer = Network(plain(assignment.solution.build(16)).config, network.weights[:3] + [np.zeros(2)])
    with pytest.raises(networks.NotRebuildable, match="other shapes"):
        networks.built(fewer)


def test_data_sets_travel_with_the_notebook(sheet):
    from tamrin.build.notebook import embedded

    notebook = nbformat.reads(dumps(student_notebook(sheet, "en")), as_version=4)
    files = set(embedded(notebook.cells[1].source))
    assert {name for name in files if "/" in name} == {"datasets/__init__.py", "datasets/ring.py"}
    roles = [cell.metadata["tamrin"]["role"] for cell in notebook.cells]
    assert roles[-3:] == ["answer", "train", "check"] and notebook.cells[-2].source.startswith("# Train: classifier")
