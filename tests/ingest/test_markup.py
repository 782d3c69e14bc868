import pytest

from ingest.formats.markup import fragment_text

TEXTS = {
    # what an editor struck out is no longer said
    "deleted": ("<p>It costs <del>30</del><ins>20</ins> million.</p>", "It costs 20 million."),
    "struck": ("<p>It votes on <s>Monday</s> Tuesday.</p>", "It votes on Tuesday."),
    "strike": ("<p>It costs <strike>$3</strike> $14 million.</p>", "It costs $14 million."),
    "struck by a style": ('<p>It costs <span style="text-decoration: line-through red">3</span> 14.</p>', "It costs 14."),
    "struck by a rule": ("<style>.old{text-decoration:line-through}</style><p>It costs <b class='old'>3</b> 14.</p>", "It costs 14."),
    "a struck paragraph": ("<p>It stands.</p><del><p>It fell.</p></del>", "It stands."),
    "never closed": ("<p>It <s>stands and will stand for another hundred years.</p>", "It stands and will stand for another hundred years."),
    "underlined": ("<p>It is <u>closed</u> <ins>now</ins>.</p>", "It is closed now."),
    # raised and lowered characters
    "exponent": ("<p>10<sup>6</sup> and 4 m<sup>2</sup></p>", "10⁶ and 4 m²"),
    "negative exponent": ("<p>10<sup>-3</sup></p>", "10⁻³"),
    "ordinal": ("<p>the 1<sup>st</sup> vote</p>", "the 1st vote"),
    "formula": ("<p>CO<sub>2</sub></p>", "CO2"),
    "note": ("<p>14<sup><a href='#n1'>1</a></sup> million<a href='#n2'><sup>2</sup></a> crowns<sup>[3]</sup></p>", "14 million crowns"),
    # tables: a row is a line, its cells apart
    "cells": ("<table><tr><th>Party</th><th>2024</th></tr><tr><td>Harbour List</td><td>12</td></tr></table>", "Party | 2024\n\nHarbour List | 12"),
    "an empty cell": ("<table><tr><td>List</td><td></td><td>8</td></tr></table>", "List | | 8"),
    "paragraphs in cells": ("<table><tr><td><p>List</p></td><td><p>8</p></td></tr></table>", "List | 8"),
    "a table in a figure": ("<p>x</p><figure><table><tr><td>List</td><td>8</td></tr></table><figcaption>Source</figcaption></figure>", "x\n\nList | 8"),
    "a caption": ("<table><caption>Seats</caption><tr><td>List</td><td>8</td></tr></table>", "Seats\n\nList | 8"),
    "a layout": ("<table><tr><td><p>One.</p><p>Two.</p></td><td>Three.</td></tr></table>", "One.\n\nTwo.\n\nThree."),
    "a table in a table": ("<table><tr><td>A</td><td><table><tr><td>B</td><td>1</td></tr></table></td></tr></table>", "A\n\nB | 1"),
    "one cell": ("<table><tr><td>One.</td></tr></table>", "One."),
    # line ends
    "wrapped": ("<p>The council approved a quay that will cost <br/>14 million crowns.</p>", "The council approved a quay that will cost 14 million crowns."),
    "verse": ("<p>Tides come<br>Tides go</p>", "Tides come\nTides go"),
    "two line ends": ("One.<br><br>Two.", "One.\n\nTwo."),
    # what AMP shows those who have not paid
    "not granted": ("<p>One.</p><section amp-access='NOT granted'><p>Subscribe.</p></section><section amp-access='granted'><p>Two.</p></section>", "One.\n\nTwo."),
}  # fmt: skip


@pytest.mark.parametrize("kind", TEXTS)
def test_markup_reads_as_it_is_seen(kind):
    markup, text = TEXTS[kind]
    assert fragment_text(markup) == text
