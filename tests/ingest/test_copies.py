import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest

from ingest import Article, CopyGroups, Fingerprint, fingerprint

DAY = date(2024, 3, 14)
WORDS = """
    council harbor wall mayor vote flood town budget money engineer plan summer autumn winter bridge ferry
    storm school road police court judge jury charge lawyer witness trial verdict appeal sentence company
    factory worker strike wage union bank loan price market farmer field rain harvest train station ticket
    doctor hospital patient nurse ship sailor fish island
""".split()


def story(seed, words=420):
    """Prose without meaning, but with the repetition of real prose, and no other story's sentences."""
    pick = random.Random(seed)
    text = []
    while sum(len(p.split()) for p in text) < words:
        text.append(" ".join(pick.choice(WORDS) for _ in range(pick.randint(25, 60))).capitalize() + ".")
    return "\n\n".join(text)


def article(body, headline="Headline"):
    return Article(id="x", headline=headline, body=body)


def group(*bodies, days=None, **options):
    groups = CopyGroups(**options)
    days = days or [DAY] * len(bodies)
    return [
        groups.add(str(n), fingerprint(article(b)), day) for n, (b, day) in enumerate(zip(bodies, days, strict=True))
    ]


def misread(text, rate, pick):
    swaps = {"e": "c", "o": "0", "l": "1", "m": "rn", "h": "b", "s": "5", "t": "f", "a": "o"}
    return "".join(swaps.get(c, c) if pick.random() < rate else c for c in text)


def first_part(text, share):
    words = text.split(" ")
    return " ".join(words[: int(len(words) * share)])


REWRITES = {
    "cut to two thirds": lambda text, pick: first_part(text, 2 / 3),
    "cut to a third": lambda text, pick: first_part(text, 1 / 3),
    "cut to a fifth": lambda text, pick: first_part(text, 1 / 5),
    "misread by a scanner": lambda text, pick: misread(text, 0.03, pick),
    "a paragraph added": lambda text, pick: story(pick.random(), 60) + "\n\n" + text,
    "some paragraphs dropped": lambda text, pick: (
        "\n\n".join(p for p in text.split("\n\n") if pick.random() < 0.6) or text
    ),
    "another dateline and credit": lambda text, pick: (
        f"PORTVALE (AP) — {text}\n\nCopyright 2024 Portvale Post. All rights reserved."
    ),
}


@pytest.mark.parametrize("name", REWRITES)
def test_a_rewrite_is_a_copy_of_its_original(name):
    original = story(1)
    assert group(original, REWRITES[name](original, random.Random(2))) == ["0", "0"]


def test_other_stories_are_not_copies():
    assert group(*(story(n) for n in range(30))) == [str(n) for n in range(30)]


def test_a_follow_up_that_repeats_the_background_is_a_story_of_its_own():
    background = story(1, 150)
    assert group(story(2, 250) + "\n\n" + background, story(3, 250) + "\n\n" + background) == ["0", "1"]


def test_boilerplate_shared_by_many_stories_does_not_group_them():
    notice = story(99, 50)
    keys = group(*(story(n, 60) + "\n\n" + notice for n in range(120)))
    assert len(set(keys)) >= 115


def test_copies_far_apart_in_time_are_not_grouped_and_undated_ones_are():
    text = story(1)
    assert group(text, text, days=[DAY, DAY + timedelta(days=8)]) == ["0", "1"]
    assert group(text, text, days=[DAY, DAY + timedelta(days=7)]) == ["0", "0"]
    assert group(text, text, days=[DAY, None]) == ["0", "0"]


def test_very_short_texts_are_copies_only_when_equal():
    assert group("The mayor resigned.", "The Mayor resigned", "The mayor resigned today.") == ["0", "0", "2"]


def test_a_fingerprint_survives_as_bytes():
    one = fingerprint(article(story(1, 2_000)))
    again = Fingerprint.from_bytes(one.to_bytes())
    assert (again.level, again.digest, again.hashes.tolist()) == (one.level, one.digest, one.hashes.tolist())
    assert len(one.to_bytes()) < 1_100


def test_the_headline_does_not_matter():
    one, other = article(story(1)), replace(article(story(1)), headline="Another")
    assert fingerprint(one).to_bytes() == fingerprint(other).to_bytes()


def test_a_later_text_that_holds_two_groups_makes_them_one():
    whole = story(1, 600)
    words = whole.split(" ")
    first, second = " ".join(words[:300]), " ".join(words[300:])
    groups = CopyGroups()
    assert [groups.add(n, fingerprint(article(text)), DAY) for n, text in (("a", first), ("b", second))] == ["a", "b"]
    assert groups.add("c", fingerprint(article(whole)), DAY) == "a"
    assert groups.take_merged() == {"b": "a"}
    assert groups.take_merged() == {}
    assert groups.add("d", fingerprint(article(second)), DAY) == "a"


def test_a_round_up_of_many_stories_does_not_make_them_one():
    stories = [story(n, 120) for n in range(5)]
    keys = group(*stories, "\n\n".join(stories), *stories)
    assert keys[:5] == [str(n) for n in range(5)]
    assert keys[6:] == keys[:5]


@pytest.mark.parametrize("order", ["originals first", "shuffled"])
def test_pairs_of_generated_rewrites_are_found(order):
    pick = random.Random(7)
    items = []
    for n in range(60):
        text = story(n, pick.randint(250, 900))
        items += [(n, text)] + [(n, rewrite(text, pick)) for rewrite in REWRITES.values() if pick.random() < 0.5]
    if order == "shuffled":
        pick.shuffle(items)
    keys = group(*(text for _, text in items))
    pairs = list(combinations(range(len(items)), 2))
    gold = {p for p in pairs if items[p[0]][0] == items[p[1]][0]}
    found = {p for p in pairs if keys[p[0]] == keys[p[1]]}
    assert 2 * len(gold & found) / (len(gold) + len(found)) >= 0.9
