"""How often Python looks for garbage: seldom, as a batch of records is not garbage."""

import gc

OBJECTS = 50_000  # new ones before a look; Python's own 700 cost publishing a third
GENERATIONS = 20


def look_seldom() -> None:
    """Set it for this process. For commands, which handle records by the hundred."""
    gc.set_threshold(OBJECTS, GENERATIONS, GENERATIONS)
