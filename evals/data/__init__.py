"""Data sets: questions with their gold answers, articles and claims, read and checked."""
