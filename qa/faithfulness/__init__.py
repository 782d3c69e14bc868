"""The citation gate: what a language model wrote is shown only when the passages that it cites say it."""

from qa.faithfulness.check import MARK, Verdict, check
from qa.faithfulness.evidence import Evidence, Passage
from qa.faithfulness.instructions import addressed_to_machines
from qa.faithfulness.quotes import classify

__all__ = ["MARK", "Evidence", "Passage", "Verdict", "addressed_to_machines", "check", "classify"]
