"""Fuzz the decoder of the wire: whatever the bytes, it returns plain data or raises ProtocolFault, and soon.

    make fuzz SECONDS=600

What atheris finds worth keeping goes to `corpus/`, which the tests decode again every time.
"""

import sys

import atheris

with atheris.instrument_imports(include=["tamrin.sandbox.wire", "tamrin.objects", "msgpack"]):
    from tamrin.sandbox import wire


def one_input(data: bytes) -> None:
    """Decode as the judge does and as a worker does, and send what came out back and forth."""
    try:
        wire.decode(data, formulas=False)
    except wire.ProtocolFault:
        pass
    try:
        value = wire.decode(data)
    except wire.ProtocolFault:
        return
    try:
        again = wire.encode(value, 2**20)
    except wire.Refused:
        return
    wire.decode(again)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
