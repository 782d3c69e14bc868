from datetime import date

from rich.console import Console

from qa import Conflict, Filters
from tests.ui.conftest import ARTICLE, BODY, answer_of, refused
from ui.terminal.answer import answer_view, results_view


def shown(renderable: object, width: int = 100) -> str:
    console = Console(width=width, record=True, markup=False, highlight=False)
    with console.capture() as capture:
        console.print(renderable)
    return capture.get()


def test_an_answer_shows_the_short_answer_the_sentence_and_its_source() -> None:
    text = shown(answer_view(answer_of()))
    assert text.startswith("the bribery charge\n")
    assert "A judge declared a mistrial on the bribery charge on Thursday. [1]" in text
    assert "[1] Mistrial on bribery charge" in text
    assert "The Courier · 12 June 2025 · courier-17" in text
    assert "likely right (84%)" in text


def test_context_shows_the_article_around_the_quote() -> None:
    text = shown(answer_view(answer_of(), body_of=lambda key, version: BODY, context=12))
    assert "“A judge declared a mistrial on the bribery charge on Thursday.” The jury h" in text


def test_a_refusal_shows_its_message_and_the_closest_passages() -> None:
    text = shown(answer_view(refused()))
    assert text.startswith("Searched 71 articles; none says this.")
    assert "Closest passages:" in text
    assert "likely right" not in text


def test_conflicting_values_stand_with_their_dates() -> None:
    text = shown(answer_view(answer_of(conflicts=[Conflict(value="14", citations=[1])])))
    assert "The sources disagree:" in text
    assert "14  [1] 12 June 2025" in text


def test_results_say_how_many_copies_there_are() -> None:
    assert "+2 copies" in shown(results_view(answer_of().results))


def test_an_article_cannot_steer_the_terminal() -> None:
    result = answer_of().results[0].model_copy(update={"headline": "\x1b]0;owned\x07[bold]x[/bold]"})
    assert "\x1b" not in shown(results_view([result]))
    assert "[bold]x[/bold]" in shown(results_view([result]))
    assert ARTICLE.headline not in shown(results_view([result]))


def test_a_filter_that_was_inferred_is_told_with_the_way_to_ask_without() -> None:
    filters = Filters(date_from=date(2019, 1, 1), sources=["The Courier"], inferred=["date_from"])
    text = shown(answer_view(answer_of(filters=filters)), width=300)
    assert "read out of the question: date from 1 January 2019 (--no-infer asks without)" in text
