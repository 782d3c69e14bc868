from __future__ import annotations

from evals.bench.plan import PASSAGES_AN_ARTICLE, Line, plan


def point(passages, disk, seconds=1.0):
    return {
        "passages": passages, "ingest_seconds": seconds, "serve_mb": 100.0, "disk_mb": disk,
        "disk_parts_mb": {"vectors": disk / 2},
    }  # fmt: skip


def test_a_line_goes_through_the_two_largest_sizes():
    points = [point(10, 500.0), point(1_000, 30.0), point(2_000, 50.0)]
    line = Line.through(points, lambda p: p["disk_mb"])
    assert (line.fixed, line.each) == (10.0, 0.02)
    assert line.at(10_000) == 210.0


def test_one_size_alone_is_taken_in_proportion():
    assert Line.through([point(1_000, 30.0)], lambda p: p["disk_mb"]).at(2_000) == 60.0


def test_plan_counts_passages_cores_and_bytes():
    rows = dict(plan([point(1_000, 30.0, 10.0), point(2_000, 50.0, 20.0)], [1_000_000], embed=50.0, cores=2))
    passages = 1_000_000 * PASSAGES_AN_ARTICLE
    assert rows["passages, millions"] == ["12.7"]
    assert float(rows["vectors alone, 4 bytes a number, GB"][0]) == round(passages * 1_536 / 1e9, 1)
    assert float(rows["embedding, core-days"][0]) == round(passages / 50 * 2 / 86_400, 2)
    assert float(rows["the archive's own work, core-days"][0]) == round(passages * 0.01 * 2 / 86_400, 2)
    assert rows["disk, GB"] == ["254"]
    assert rows["of it vectors, GB"] == ["127"]
    assert rows["memory of a process that searches, GB"] == ["0.100"]
