"""The reader: short answers from passages, with how sure it is. Trained here; see ``MODEL_CARD.md``."""

from qa.reader.model import PassageText, Reader, Reading, Span
from qa.reader.together import GivenUpError, Wanted, always

__all__ = ["GivenUpError", "PassageText", "Reader", "Reading", "Span", "Wanted", "always"]
