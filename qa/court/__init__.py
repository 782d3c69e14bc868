"""Outcomes of courts and the like: who, which charge, what became of it, and in which sentence."""
