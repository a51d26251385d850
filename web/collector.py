"""How often Python looks for garbage: seldom, as a batch of records is not garbage."""

import gc

OBJECTS = 50_000  # new ones before a look; Python's own 700 cost publishing a third
GENERATIONS = 20
SERVED = 10_000  # a look at as many takes a few ms, so no request waits long for one


def look_seldom() -> None:
    """Set it for this process. For commands, which handle records by the hundred."""
    gc.set_threshold(OBJECTS, GENERATIONS, GENERATIONS)


def look_briefly() -> None:
    """Set it for a process that answers. What there is now stays for good, so it is not
    looked through again: that took a tenth of a second of whoever was being answered.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(SERVED, GENERATIONS, GENERATIONS)


def look_between() -> None:
    """Look at what the last step of a long work left: where that is done so seldom, what
    holds itself would heap up, half a kilobyte for each record.
    """
    _young, older, oldest = gc.get_count()
    gc.collect(2 if oldest >= GENERATIONS else 1 if older >= GENERATIONS else 0)
