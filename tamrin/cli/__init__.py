"""The command line. Every command imports what it needs when it runs, so that `tamrin --help` answers at once."""

from __future__ import annotations

import sys

import typer

from tamrin.cli import grading, making, training

app = typer.Typer(
    help="An auto-graded deep-learning homework kit.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for _command in (*making.COMMANDS, *grading.COMMANDS, *training.COMMANDS):
    app.command(_command.__name__.removesuffix("_"))(_command)
app.add_typer(making.data, name="data")


def main() -> None:
    """Run the command line: exit code 0, 1 for findings, 2 for a mistake in the call or the course."""
    from tamrin.cli.common import is_usage_error

    try:
        app()
    except Exception as error:
        if not is_usage_error(error):
            raise
        print(f"tamrin: {error}", file=sys.stderr)
        sys.exit(2)
