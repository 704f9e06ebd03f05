"""How the benchmark's training homework is judged."""

import numpy as np
from hypothesis import strategies as st

from solutions import training as solution
from tamrin import call, example, function, grades, law, say, trap, value
from tamrin.strategies import arrays


@grades("accuracy")
def accuracy():
    """At least 0.9."""
    return value("accuracy", 1.0, rtol=0.0, atol=0.1)


@grades("softmax")
def softmax():
    """Softmax row by row."""
    shapes = st.tuples(st.integers(1, 4), st.integers(1, 5))
    logits = shapes.flatmap(arrays).map(call)

    def over_columns(logits):
        return solution.softmax(logits.T).T

    return function(
        "softmax",
        solution.softmax,
        cases=logits,
        examples=[example(call(np.array([[1.0, 1.0]])), np.array([[0.5, 0.5]]))],
        laws=[
            law(
                say("a constant added to a row changes nothing", "افزودن یک ثابت به سطر چیزی را عوض نمی‌کند"),
                logits,
                lambda f, logits: (f(logits + 1000.0), f(logits)),
            )
        ],
        traps=[trap("over_columns", over_columns, "The wrong axis is summed.", "محور نادرستی جمع شده است.")],
    )


@grades("moving_average")
def moving_average():
    """Means of neighbours."""

    def sums(x, width):
        return solution.moving_average(x, width) * width

    return function(
        "moving_average",
        solution.moving_average,
        cases=st.integers(1, 8).flatmap(lambda n: st.builds(call, arrays((n,)), st.integers(1, n))),
        examples=[example(call(np.array([1.0, 3.0, 5.0]), 2), np.array([2.0, 4.0]))],
        traps=[trap("sums", sums, "These are sums, not means.", "این‌ها مجموع‌اند، نه میانگین.")],
    )
