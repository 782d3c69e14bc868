"""``dateline eval reader, frank, conflicts, followups, dialogues, calibrate, leakage``: one part of the engine each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()

DataFolder = Annotated[Path, typer.Option("--data", help="The folder that holds the named data sets.")]
Out = Annotated[Path | None, typer.Option("--out", help="Also write the table as JSON, for `dateline eval board`.")]


@app.command("reader")
def reader_command(
    data_folder: DataFolder,
    model: Annotated[str, typer.Option("--model", help="A folder or model name; default the packaged weights.")] = (
        "packaged"
    ),
    sample: Annotated[int | None, typer.Option("--sample", min=1, help="Only so many questions of each set.")] = None,
    sets: Annotated[str, typer.Option("--sets", help="Names, with commas between; the current ones by default.")] = "",
    out: Out = None,
) -> None:
    """The span reader on given passages: does it find the answer, and does it know when there is none?"""
    from evals.components import reader as measured
    from qa.reader import Reader

    names = measured.names(sets) or list(measured.DEFAULT)
    read = {name: measured.load(data_folder, name, sample) for name in names}
    reader = Reader(model)
    found = {
        name: measured.evaluate(reader, items, name, headlines=measured.SETS[name].headlines)
        for name, items in read.items()
    }
    table = measured.table(reader.name, found)
    table.show()
    if out:
        table.write(out)


@app.command("leakage")
def leakage_command(data_folder: DataFolder, out: Out = None) -> None:
    """What a bag of words over the question or the passage alone tells of the written rows: 0.5 is nothing."""
    from evals.components import leakage

    table = leakage.table(leakage.leakage(*leakage.load(data_folder)))
    table.show()
    if out:
        table.write(out)


@app.command("frank")
def frank_command(
    folder: Annotated[Path, typer.Argument(help="The folder with claims.jsonl and articles.jsonl.")], out: Out = None
) -> None:
    """How far the citation gate agrees with people about news claims (FRANK), beside plain overlap of words."""
    from evals.components import citation_gate
    from evals.data.frank import load_claims

    found = citation_gate.compare(load_claims(folder))
    table = citation_gate.table(found)
    table.show()
    for one in found:
        balanced = f"balanced accuracy {one.balanced_accuracy:.3f}, kappa {one.kappa:.3f}"
        print(f"{one.judge}: threshold {one.threshold:g}, {balanced}")
    if out:
        table.write(out)


@app.command("conflicts")
def conflicts_command(
    data: Annotated[str, typer.Argument(help="ramdocs, rgb_fact, or a file of questions with its own documents.")],
    data_folder: Annotated[
        Path | None, typer.Option("--data", help="The folder that holds the named data sets.")
    ] = None,
    fast: Annotated[bool, typer.Option("--fast", help="Find documents by words alone.")] = False,
    every: Annotated[int, typer.Option("--every", min=1, help="Only every so many questions.")] = 1,
    out: Out = None,
) -> None:
    """Documents that contradict each other: is a right value given, and are both sides shown?"""
    from evals.components import conflicts
    from evals.data.load import load

    questions = load(data, data_folder)
    table = conflicts.table(questions.name, conflicts.ask(questions, every=every, fast=fast))
    table.show()
    if out:
        table.write(out)


@app.command("followups")
def followups_command(
    folder: Annotated[Path, typer.Argument(help="The folder of MT-RAG: queries.jsonl and passages.jsonl.")],
    meaning: Annotated[bool, typer.Option("--meaning", help="Embed the passages and search by meaning too.")] = False,
    out: Out = None,
) -> None:
    """Retrieval for follow-up questions: as typed, with the question before, and made to stand alone."""
    import statistics

    from evals.components import followups
    from evals.data.mtrag import load_mtrag

    found = followups.follow_ups(load_mtrag(folder), meaning=meaning)
    table = followups.table(found)
    table.show()
    for measure, one in followups.differences(found).items():
        print(f"resolved - as typed, {measure}: {one.value:+.3f} [{one.low:+.3f}, {one.high:+.3f}], p {one.p:.4f}")
    times = found.milliseconds
    took = f"ms: median {statistics.median(times):.2f}, at most {max(times):.2f}"
    print(f"{found.changed} of {len(found.turns)} changed; {took}")
    if out:
        table.write(out)


@app.command("dialogues")
def dialogues_command(
    file: Annotated[Path, typer.Argument(help="The conversations, one a line.")],
    archive: Annotated[Path, typer.Option("--archive", help="The archive to ask.", envvar="DATELINE_ARCHIVE")],
    answers: Annotated[bool, typer.Option("--answers", help="Read and answer as well.")] = False,
    out: Out = None,
) -> None:
    """Scripted conversations: is every follow-up understood as meant, and the right article found?"""
    from evals.components import dialogues

    outcomes = dialogues.go_through(dialogues.read_dialogues(file), archive, answers=answers)
    for one in outcomes:
        for what, fault in one.faults.items():
            print(f"{one.dialogue}.{one.place + 1} {what}: {one.question!r} {fault}")
    table = dialogues.table(outcomes, answers=answers)
    table.show()
    print(dialogues.told(outcomes, answers=answers))
    if out:
        table.write(out)


@app.command("calibrate")
def calibrate_command(
    data: Annotated[str, typer.Argument(help="A data set name or file, as in 'dateline eval run'.")],
    archive: Annotated[Path, typer.Option("--archive", help="The archive to ask.", envvar="DATELINE_ARCHIVE")],
    to: Annotated[Path, typer.Option("--to", help="The calibration file to write.")],
    data_folder: Annotated[
        Path | None, typer.Option("--data", help="The folder that holds the named data sets.")
    ] = None,
    out: Out = None,
) -> None:
    """Fit ranking, confidence and threshold on a development set."""
    from evals.components import calibrate
    from evals.data.load import load
    from index import Archive
    from ingest import Settings
    from qa import Engine

    questions = load(data, data_folder)
    wanted = [question for question in questions.questions if question.answers or question.unanswerable]
    with Archive.open(archive) as opened:
        cases = calibrate.collect(Engine(opened, Settings(archive=archive)), wanted)
        calibration, found = calibrate.calibrate(cases)
    calibration.save(to)
    table = calibrate.table(questions.name, found)
    table.show()
    print(f"threshold {calibration.threshold:g}, written to {to}")
    if out:
        table.write(out)
