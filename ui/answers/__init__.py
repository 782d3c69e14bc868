"""What is done with an Answer whatever shows it: asked for, kept, exported, verified, judged, put into words."""
