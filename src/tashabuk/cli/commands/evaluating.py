"""The reader measured: `evaluate`."""

from __future__ import annotations

from pathlib import Path

import click

from tashabuk.cli.options import example


@click.command("evaluate", epilog=example("tashabuk evaluate ../shared/gold/dev.jsonl --misses 20"))
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="GOLD.jsonl...")
@click.option("--misses", type=click.IntRange(0), default=0, help="Show this many missed and spurious statements.")
@click.option("--actors", type=click.Path(path_type=Path), multiple=True, help="CSV or YAML file with more actors.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def evaluate_command(gold: tuple[Path, ...], misses: int, actors: tuple[Path, ...], form: str) -> None:
    """Measure the reader on gold files."""
    from tashabuk.cli.evaluation import show_score
    from tashabuk.workbench.evaluating import evaluate_files

    show_score(evaluate_files(gold, actors), misses, form)
