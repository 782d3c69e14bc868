"""The answer with a language model, written from numbered passages."""
