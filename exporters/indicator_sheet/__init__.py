"""The hoja de vida of an indicator, to print: Cali's sheet, section by section.

Identification, metadata with the formula and its variables, ranges, baseline and
targets, the follow-up with its traffic light, the chart, and who answers for it.
"""

from .writing import MEDIA_TYPE, SUFFIX, write

__all__ = ["MEDIA_TYPE", "SUFFIX", "write"]
