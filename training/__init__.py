"""How the reader's weights are made: data, negatives, losses, the loop. Not installed: nothing at run time needs it."""
