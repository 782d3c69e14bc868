"""How the stores are written: a change leaves the old state or the new one, whatever happens in between."""
