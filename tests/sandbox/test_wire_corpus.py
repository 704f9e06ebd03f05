"""Every input that fuzzing kept is decoded, or refused, as it was then: without another exception."""

from pathlib import Path

import pytest

from tamrin.sandbox import wire

CORPUS = sorted((Path(__file__).parents[1] / "fuzz" / "corpus").iterdir())


def test_corpus_is_kept():
    assert len(CORPUS) > 100


@pytest.mark.parametrize("start", range(0, len(CORPUS), 200))
def test_kept_input_is_data_or_a_protocol_fault(start):
    for path in CORPUS[start : start + 200]:
        try:
            value = wire.decode(path.read_bytes())
        except wire.ProtocolFault:
            continue
        try:
            wire.decode(wire.encode(value, 2**20))
        except wire.Refused:
            continue
