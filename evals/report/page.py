"""A run as one HTML file that needs nothing else: figures with intervals, plots, slices, and the worst answers."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import Any

from evals.metrics.figures import FIGURES, shown
from evals.report import plots
from evals.report.worst import worst
from evals.run.records import Record
from evals.run.stored import StoredRun

TILES = ("correct", "answered", "right_when_answered", "false_answer", "Success@10", "nDCG@10", "exactness", "ece")
PASSAGES = 5
"""Passages shown of each of the worst answers."""
PARTS = {
    "answers": "Answers",
    "refusal": "Knowing when not to answer",
    "retrieval": "Retrieval",
    "citations": "Citations",
}


def write_report(run: StoredRun, out: Path) -> Path:
    """Write the report of a run and return its path.

    Args:
        run: a finished run.
        out: the HTML file to write.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(render(run), encoding="utf-8")
    return out


def render(run: StoredRun) -> str:
    """The report as HTML."""
    css = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    sections = [_head(run), _tiles(run.metrics), _plots(run), _figures(run.metrics), _slices(run.metrics)]
    sections += [_worst(run), _made(run)]
    title = escape(f"{run.data}: {run.name}")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{css}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(section for section in sections if section)
        + "\n</main>\n</body>\n</html>\n"
    )


def _head(run: StoredRun) -> str:
    config, metrics = run.config, run.metrics
    archive = config["archive"]
    failed = f' <span class="bad">{metrics["failed"]} failed.</span>' if metrics["failed"] else ""
    first, last = archive.get("first_day", ""), archive.get("last_day", "")
    span = f", {escape(first)} to {escape(last)}" if first else ""
    return (
        f"<header><h1>{escape(run.data)}</h1>"
        f'<p class="soft">{metrics["questions"]} questions, asked of {archive["articles"]:,} articles{span}. '
        f"Run <b>{escape(run.name)}</b>, {escape(config['started'][:16].replace('T', ' '))} UTC, "
        f"commit {escape(config['commit'] or 'unknown')}.{failed}</p>"
        '<nav class="small"><a href="#figures">Figures</a><a href="#slices">Slices</a>'
        '<a href="#worst">Worst answers</a><a href="#made">How it was made</a></nav></header>'
    )


def _tiles(metrics: dict[str, Any]) -> str:
    figures = metrics["figures"]
    tiles = [
        f'<div class="tile"><span>{escape(FIGURES[name].title)}</span><b>{_value(name, figures[name])}</b>'
        f"<span>{_interval(name, figures[name])}, n {figures[name]['n']}</span></div>"
        for name in TILES
        if name in figures
    ]
    return f'<div class="tiles">{"".join(tiles)}</div>'


def _plots(run: StoredRun) -> str:
    metrics = run.metrics
    drawn = []
    if metrics["risk_coverage"]["coverage"]:
        drawn.append(
            (
                plots.risk_coverage(metrics["risk_coverage"]),
                "Answering the most confident questions first: how many answers are wrong. Unanswerable questions "
                "count as wrong once answered. The point is the threshold as deployed.",
            )
        )
    if metrics["reliability"]:
        caption = "Answers given, by stated confidence, with their number; on the dotted line confidence is honest."
        drawn.append((plots.reliability(metrics["reliability"]), caption))
    totals = [record.answer.timings_ms.total for record in run.records if record.answer]
    if totals:
        drawn.append((plots.latency(totals), _cost(metrics["cost"])))
    figures = "".join(f"<figure>{svg}<figcaption>{escape(caption)}</figcaption></figure>" for svg, caption in drawn)
    return f'<div class="plots">{figures}</div>' if drawn else ""


def _cost(cost: dict[str, Any]) -> str:
    total = cost["ms"].get("total", {})
    words = [f"Time to answer, every core busy: median {total.get('p50', 0):.0f} ms, p95 {total.get('p95', 0):.0f} ms"]
    words.append(f"p99 {total.get('p99', 0):.0f} ms; {cost.get('passages', 0):.0f} passages read a question")
    return ", ".join(words) + f"; {cost['peak_mb']:.0f} MB a process at most."


def _figures(metrics: dict[str, Any]) -> str:
    blocks = [
        '<h2 id="figures">Figures</h2><p class="small soft">95 % intervals from resampled articles or stories, '
        f"{escape('so questions on one story count together')}. Citations are judged by "
        f"{escape(metrics['judge'])}.</p>"
    ]
    for part, title in PARTS.items():
        rows = [_row(name, one) for name, one in metrics["figures"].items() if FIGURES[name].part == part]
        if rows:
            blocks.append(
                f'<h3>{title}</h3><div class="scroll"><table><thead><tr><th>figure</th><th></th>'
                '<th class="n">value</th><th class="n">95 % interval</th><th class="n">n</th><th></th></tr></thead>'
                f"<tbody>{''.join(rows)}</tbody></table></div>"
            )
    blocks.append(_stages(metrics["cost"]))
    return "\n".join(blocks)


def _row(name: str, one: dict[str, Any]) -> str:
    bar = ""
    if one["low"] is not None and 0 <= one["low"] <= one["high"] <= 1:
        low, high, value = (100 * one[key] for key in ("low", "high", "value"))
        span = f'<i style="left:{low:.1f}%;width:{high - low:.1f}%"></i>'
        bar = f'<div class="bar">{span}<s style="left:{value:.1f}%"></s></div>'
    better = {"higher": "", "lower": "lower is better", "": ""}[FIGURES[name].better]
    return (
        f'<tr><td>{escape(name)}</td><td>{escape(FIGURES[name].title)} <span class="small soft">{better}</span></td>'
        f'<td class="n"><b>{_value(name, one)}</b></td><td class="n">{_interval(name, one)}</td>'
        f'<td class="n">{one["n"]}</td><td>{bar}</td></tr>'
    )


def _stages(cost: dict[str, Any]) -> str:
    rows = ""
    for stage, times in cost["ms"].items():
        cells = "".join(f'<td class="n">{times[p]:.0f}</td>' for p in ("p50", "p95", "p99") if times)
        rows += f"<tr><td>{escape(stage)}</td>{cells}</tr>"
    return (
        '<h3>Milliseconds by stage</h3><div class="scroll"><table><thead><tr><th>stage</th><th class="n">median</th>'
        f'<th class="n">p95</th><th class="n">p99</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _slices(metrics: dict[str, Any]) -> str:
    blocks = ['<h2 id="slices">Slices</h2>'] if metrics["slices"] else []
    for title, slices in metrics["slices"].items():
        names = [name for name in FIGURES if any(name in one for one in slices.values())]
        head = "".join(f'<th class="n">{escape(name)}</th>' for name in names)
        rows = []
        for value, one in slices.items():
            cells = "".join(f'<td class="n">{_cell(name, one.get(name))}</td>' for name in names)
            rows.append(f'<tr><td>{escape(value)}</td><td class="n">{one["questions"]}</td>{cells}</tr>')
        blocks.append(
            f'<h3>By {escape(title)}</h3><div class="scroll"><table><thead><tr><th></th><th class="n">questions</th>'
            f"{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        )
    return "\n".join(blocks)


def _cell(name: str, one: dict[str, Any] | None) -> str:
    if not one or one["value"] is None:
        return ""
    return f'{_value(name, one)}<br><span class="small soft">{_interval(name, one)}</span>'


def _worst(run: StoredRun) -> str:
    found = worst(run.records)
    if not found:
        return ""
    entries = "\n".join(_entry(record, fault) for record, fault in found)
    return f'<h2 id="worst">The {len(found)} worst answers</h2>\n{entries}'


def _entry(record: Record, fault: str) -> str:
    question, answer = record.question, record.answer
    gold = " / ".join(question.answers) or "(the archive does not say)"
    given = (answer.answer if answer else None) or "(declined)"
    facts = {"gold": gold, "answered": given}
    if record.error:
        facts["failure"] = record.error
    if answer:
        facts |= {"shown": answer.text, "confidence": f"{answer.confidence:.2f}"}
    if not record.given and record.candidate and record.candidate.answer:
        facts["withheld"] = f"{record.candidate.answer} ({record.candidate.confidence:.2f})"
    if question.asked_on:
        facts["asked on"] = question.asked_on.isoformat()
    if question.articles:
        rank = next((n for n, name in enumerate(record.ranked, 1) if name in question.articles), None)
        facts["gold article"] = f"found as result {rank}" if rank else "not found"
    listed = "".join(f"<dt>{escape(key)}</dt><dd>{escape(value)}</dd>" for key, value in facts.items())
    passages = (
        "".join(_passage(record, number) for number in range(min(PASSAGES, len(answer.results)))) if answer else ""
    )
    return (
        f'<details id="q-{escape(question.id)}"><summary><span class="tag bad">{escape(fault)}</span> '
        f'{escape(question.question)} <span class="small soft">{escape(question.id)}</span></summary>'
        f'<div class="inside"><dl>{listed}</dl>{passages}</div></details>'
    )


def _passage(record: Record, number: int) -> str:
    assert record.answer is not None
    result = record.answer.results[number]
    cited = [c.quote for c in record.answer.citations if c.article_id == result.article_id]
    text = _marked(result.snippet, [*cited, *record.question.evidence, *record.question.answers])
    gold = ' <span class="tag good">gold</span>' if result.article_id in record.gold else ""
    where = " · ".join(part for part in (result.source, (result.published_at or "")[:10], result.article_id) if part)
    return (
        f'<blockquote class="small"><b>{number + 1}. {escape(result.headline or "(no headline)")}</b>{gold}'
        f'<br><span class="soft">{escape(where)}</span>\n{text}</blockquote>'
    )


def _marked(text: str, phrases: list[str]) -> str:
    """The text as HTML, with every occurrence of a phrase marked; marks that touch or overlap become one."""
    found = [match.span() for words in phrases for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    out, position = [], 0
    for start, end in sorted(found):
        if end <= position:
            continue
        start = max(start, position)
        out += [escape(text[position:start]), "<mark>", escape(text[start:end]), "</mark>"]
        position = end
    return "".join([*out, escape(text[position:])])


def _made(run: StoredRun) -> str:
    config = escape(json.dumps(run.config, indent=2, ensure_ascii=False))
    return f'<h2 id="made">How it was made</h2><pre>{config}</pre>'


def _value(name: str, one: dict[str, Any]) -> str:
    return shown(name, one["value"])


def _interval(name: str, one: dict[str, Any]) -> str:
    if one["low"] is None or one["high"] is None:
        return "no interval"
    return f"{shown(name, one['low'])} to {shown(name, one['high'])}"
