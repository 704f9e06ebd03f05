"""Judging in this process, for a person who looks at one submission."""

import json

from tamrin.build.answers import answers
from tamrin.build.key import solved_notebook
from tamrin.course.variants import PUBLISHED
from tamrin.judge.debugging import in_process
from tamrin.judge.paper import paper


def test_cells_with_magics_are_run_as_python(hw02, tmp_path):
    sheet = paper(hw02, PUBLISHED)
    notebook = solved_notebook(sheet, answers(sheet), "en")
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and cell["metadata"]["tamrin"]["role"] == "answer":
            source = "".join(cell["source"])
            cell["source"] = f"{source}\n%matplotlib inline\nfiles = !ls"
    path = tmp_path / "s1.ipynb"
    path.write_text(json.dumps(notebook), "utf-8")
    assert sum(question.score for question in in_process(hw02, path)) == 100
