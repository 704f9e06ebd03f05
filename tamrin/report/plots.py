"""The plots of the class page: drawn by matplotlib, coloured and set in type by the page they stand in.

matplotlib draws with stand-in colours; `_themed` turns them into the page's CSS variables, so that light and dark mode
hold for the plots, too, and turns style attributes into presentation attributes, which the page's content security
policy allows.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from tamrin.report.files import number
from tamrin.report.statistics import OUTCOMES, Item

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH = 5.6  # inches at 72 points, so that type of 11 points stays readable on a phone
COLOURS = {
    "full": "#010001",
    "partial": "#010002",
    "trapped": "#010003",
    "wrong": "#010004",
    "none": "#010005",
    "waiting": "#010006",
    "ink": "#010007",
    "soft": "#010008",
    "line": "#010009",
    "card": "#01000a",
}
OF_OUTCOME = {outcome: COLOURS["none" if outcome == "not_attempted" else outcome] for outcome in OUTCOMES}
SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "tamrin", "font.size": 11.0, "font.family": "sans-serif"}


def distribution(histogram: Sequence[int], median: float | None) -> Markup:
    """How many submissions fall into each tenth of the maximum, with the median."""

    def draw(figure: Figure) -> None:
        axes = figure.add_axes((0.01, 0.12, 0.98, 0.86))
        step, top = 100 / len(histogram), max([*histogram, 1])
        middles = [step * (i + 0.5) for i in range(len(histogram))]
        axes.bar(middles, histogram, width=step * 0.9, color=COLOURS["full"])
        for middle, count in zip(middles, histogram, strict=True):
            if count:
                axes.text(middle, count + top * 0.025, str(count), ha="center", va="bottom", color=COLOURS["soft"])
        if median is not None:
            axes.axvline(median, ymax=0.97, color=COLOURS["ink"], linewidth=1, linestyle=(0, (3, 2)))
            right = median > 50
            place = (median - 1 if right else median + 1, top * 1.26)
            axes.text(
                *place, f"median {number(median)} %", ha="right" if right else "left", va="top", color=COLOURS["ink"]
            )
        axes.set(xlim=(0, 100), ylim=(0, top * 1.28), yticks=[], xticks=range(0, 101, 20))
        axes.set_xticklabels([f"{tick} %" for tick in range(0, 101, 20)])
        axes.get_xticklabels()[0].set_horizontalalignment("left")
        axes.get_xticklabels()[-1].set_horizontalalignment("right")
        axes.tick_params(colors=COLOURS["soft"], length=0)
        axes.spines[:].set_visible(False)
        axes.spines["bottom"].set(visible=True, color=COLOURS["line"])

    return _drawn(3.0, "Distribution of scores", draw)


def success(items: Sequence[Item], titles: Sequence[str]) -> Markup:
    """For each question a bar of the shares of each outcome; above it its title and the mean share of points."""

    def draw(figure: Figure) -> None:
        axes = figure.add_axes((0.005, 0, 0.99, 1))
        for place, (item, title) in enumerate(zip(items, titles, strict=True)):
            total, left = sum(item.outcomes.values()) or 1, 0.0
            for outcome, count in item.outcomes.items():
                share, colour = 100 * count / total, OF_OUTCOME[outcome]
                axes.barh(place + 0.7, share, 0.34, left, color=colour, edgecolor=COLOURS["card"], linewidth=1.5)
                left += share
            above = place + 0.44
            axes.text(0.4, above, shorten(title), va="baseline", color=COLOURS["ink"], parse_math=False)
            if item.mean is not None:
                axes.text(99.6, above, f"{item.mean:.0f} %", ha="right", va="baseline", color=COLOURS["soft"])
        axes.set(xlim=(0, 100), ylim=(max(len(items), 1), 0))
        axes.set_axis_off()

    return _drawn(0.47 * max(len(items), 1), "Success by question", draw)


def shorten(title: str, limit: int = 52) -> str:
    """A title that fits on one line of a plot."""
    return title if len(title) <= limit else f"{title[: limit - 1].rstrip()}…"


def _drawn(height: float, label: str, draw: Callable[[Figure], None]) -> Markup:
    import matplotlib
    from matplotlib.figure import Figure

    buffer = io.StringIO()
    with matplotlib.rc_context(SETTINGS):
        figure = Figure(figsize=(WIDTH, height))
        draw(figure)
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return _themed(buffer.getvalue(), label)


def _themed(svg: str, label: str) -> Markup:
    svg = svg[svg.index("<svg") :]
    # Names like patch_3 are the same in every plot; what is referred to has a salted hash for a name and stays.
    svg = re.sub(r'\s*<metadata>.*?</metadata>|<style.*?</style>| id="[\w.]+_\d+"', "", svg, flags=re.DOTALL)
    svg = re.sub(r'style="([^"]*)"', _attributes, svg)
    for name, colour in COLOURS.items():
        svg = svg.replace(colour, f"var(--{name})")
    box = re.search(r'viewBox="[^"]+"', svg)
    assert box is not None
    opening = f'<svg class="plot" {box[0]} xmlns:xlink="http://www.w3.org/1999/xlink" role="img" aria-label="{label}">'
    return Markup(re.sub(r"<svg[^>]*>", lambda _: opening, svg, count=1))


def _attributes(style: re.Match[str]) -> str:
    # The page's own font replaces matplotlib's list of families.
    pairs = [declaration.split(":", 1) for declaration in style[1].split(";") if ":" in declaration]
    kept = [(name.strip(), value.strip()) for name, value in pairs if name.strip() != "font-family"]
    return " ".join(f'{name}="{value}"' for name, value in kept)
