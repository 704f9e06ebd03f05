"""Files as students hand them in, for the tests of intake."""

import io
import json
import zipfile

import pytest

from tamrin.intake import Unreadable, read


def notebook(*sources, metadata=None, **more):
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in sources]
    return {"cells": cells, "metadata": metadata or {}, "nbformat": 4, "nbformat_minor": 5} | more


def stored(tmp_path, data, name="s1.ipynb"):
    path = tmp_path / name
    if isinstance(data, dict | list):
        data = json.dumps(data, ensure_ascii=False)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def sources(submission):
    return [cell.source for cell in submission.cells]


def refused(path):
    with pytest.raises(Unreadable) as raised:
        read(path)
    sentence = str(raised.value)
    assert "\n" not in sentence and len(sentence) < 300
    return sentence


def archive(*members, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as file:
        for name, content in members:
            file.writestr(name, content if isinstance(content, bytes | str) else json.dumps(content))
    return buffer.getvalue()
