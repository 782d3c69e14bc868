import pytest

from ingest.licence import end_of_licence


@pytest.mark.parametrize(
    ("terms", "ends"),
    [
        ("Online use until 31 March 2026.", "2026-04-01"),
        ("Licensed until 3 March 2024 only", "2024-03-04"),
        ("Not to be used after 1 May 2025.", "2025-05-02"),
        ("Full rights. Ends on June 3, 2024", "2024-06-04"),
        ("Expires 2026-03-31T18:00:00Z", "2026-03-31T18:00:00+00:00"),
    ],
)
def test_a_day_belongs_to_the_licence_whole_and_a_moment_is_exact(terms, ends):
    assert end_of_licence(terms) == ends


@pytest.mark.parametrize(
    "terms",
    ["", "No archive use.", "analytics,generative_ai", "Copyright 2024 Acme", "Not for use before 3 March 2024"],
)
def test_terms_without_an_end_have_none(terms):
    assert end_of_licence(terms) is None
