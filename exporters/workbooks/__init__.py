"""Workbooks (XLSX) for people: the template of a kind and the annotated copy. Queries
nothing.
"""

from .annotated import annotate
from .template import template

__all__ = ["annotate", "template"]
