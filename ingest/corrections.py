"""Correction notices: paragraphs that say what an earlier version of the article had wrong."""

from __future__ import annotations

import re

_NOTICE = re.compile(
    r"[*_(\[\s]*(?:"
    r"(?:corrections?|clarifications?|corrected|corrective|amendment|erratum|retraction)(?:\s+(?:and|&)\s+clarifications?)?"
    r"(?:\s*\([^)\n]{1,40}\)|,?\s+[A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)?\s*[:\u2014\u2013]"
    r"|editor(?:['\u2019]s|s['\u2019])? "
    r"note\s*[:\u2014\u2013].{0,300}?\b(?:correct|clarif|amend|retract|misstat|wrong|error)"
    r"|(?:this|the|an earlier version of this|a previous version of this|an earlier version of the)\s+"
    r"(?:article|story|report|post|headline|version|piece|caption)\b.{0,120}?\b(?:correct(?:ed|ion)|amended|misstated|"
    r"misidentified|misspelled|mischaracterized|incorrectly|wrongly|erroneously|inaccurate|gave the wrong|retracted)"
    r"|(?:an earlier|a previous) "
    r"version\b.{0,160}?\b(?:misstated|misidentified|misspelled|incorrect|wrong|erroneous|inaccurate)"
    r"|the story has been corrected|this (?:story|article) corrects\b"
    r")",
    re.I | re.S,
)
_HINTS = ("correct", "clarif", "amend", "earlier version", "previous version", "retract", "erratum")
_EDGE_PARAGRAPHS = 4
"""Notices stand at the beginning or the end of an article; inside, the word belongs to the story."""


def find_corrections(body: str) -> list[str]:
    """The paragraphs of a body that are correction notices, as they stand there."""
    lowered = body.lower()
    if not any(hint in lowered for hint in _HINTS):
        return []
    paragraphs = body.split("\n\n")
    edges = paragraphs[:_EDGE_PARAGRAPHS] + paragraphs[_EDGE_PARAGRAPHS:][-_EDGE_PARAGRAPHS:]
    return [p for p in edges if len(p) < 1_500 and _NOTICE.match(p)]
