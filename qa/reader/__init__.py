"""The reader: short answers from passages, with how sure it is. Trained here; see ``MODEL_CARD.md``."""

from qa.reader.model import PassageText, Reader, Reading, Span

__all__ = ["PassageText", "Reader", "Reading", "Span"]
