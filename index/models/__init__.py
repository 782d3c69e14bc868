"""The models that embed: texts become vectors, on whatever this machine does best."""
