"""One part of the engine at a time: reader, citation gate, disagreements, follow-ups, dialogues, confidence."""
