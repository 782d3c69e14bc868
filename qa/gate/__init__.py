"""The citation gate: what a language model wrote is shown only when the passages that it cites say it."""

from qa.gate.check import MARK, Verdict, check
from qa.gate.evidence import Evidence, Passage
from qa.gate.instructions import addressed_to_machines
from qa.gate.quotes import classify

__all__ = ["MARK", "Evidence", "Passage", "Verdict", "addressed_to_machines", "check", "classify"]
