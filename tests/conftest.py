"""What holds for every test: generated examples are the same every time, and no example is timed."""

from hypothesis import HealthCheck, settings

# A loaded machine is slow, not wrong: no deadline. Derandomised, so that a failure is never a matter of luck.
settings.register_profile("dateline", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dateline")
