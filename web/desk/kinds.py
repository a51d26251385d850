"""The kinds that the desk registers, by the folder of their addresses."""

from ...records.publication import FOLDERS
from ...schemas import kinds

KINDS = {folder: kind for kind, folder in FOLDERS.items() if kind in kinds.SCHEMAS}
