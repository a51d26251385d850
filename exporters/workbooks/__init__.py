"""Workbooks (XLSX) for people: the template of a kind and the annotated copy. Queries
nothing.
"""
