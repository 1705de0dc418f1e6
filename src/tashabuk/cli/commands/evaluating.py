"""The reader measured: `evaluate`."""

from __future__ import annotations

from pathlib import Path

import click

from tashabuk.cli.options import example, store_option
from tashabuk.errors import UsageError
from tashabuk.workbench.stores import existing


@click.command("evaluate", epilog=example("tashabuk evaluate ../shared/gold/dev.jsonl --misses 20"))
@click.argument("gold", nargs=-1, type=click.Path(path_type=Path), metavar="[GOLD.jsonl...]")
@click.option("--from-judgements", is_flag=True, help="By what people judged in the store, in place of gold files.")
@click.option("--misses", type=click.IntRange(0), default=0, help="Show this many missed and spurious statements.")
@click.option("--actors", type=click.Path(path_type=Path), multiple=True, help="CSV or YAML file with more actors.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    help="Output (default: table; of judgements JSON when piped).",
)
@store_option
def evaluate_command(
    gold: tuple[Path, ...],
    from_judgements: bool,
    misses: int,
    actors: tuple[Path, ...],
    form: str | None,
    store: Path | None,
) -> None:
    """Measure the reader on gold files, or by the judgements of a store."""
    if from_judgements == bool(gold):
        raise UsageError("Give gold files, or --from-judgements: one of the two.")
    if from_judgements:
        from tashabuk.cli.judged import show_judged
        from tashabuk.workbench.evaluating import evaluate_judgements

        show_judged(evaluate_judgements(existing(store)), form)
        return
    from tashabuk.cli.evaluation import show_score
    from tashabuk.workbench.evaluating import evaluate_files

    show_score(evaluate_files(gold, actors), misses, form or "table")
