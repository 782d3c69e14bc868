"""How an answer or a refusal is worded, and the notes beside it."""
