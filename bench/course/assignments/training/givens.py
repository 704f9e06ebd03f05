"""The benchmark's homework hands out no numbers."""


def published():
    """No givens, for the one group there is."""
    return {"accuracy": {}}


def draw(rng):
    """The same in every variant."""
    return published()
