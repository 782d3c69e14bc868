"""An archive whose catalogue several machines share."""
