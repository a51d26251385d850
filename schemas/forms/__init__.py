"""The HTML form of a kind, made from its schema: sections, controls, and reading back.

Knows no HTML: a control is plain data that a template draws. What is right and what is
not is said by the schema, here as at every other door.
"""
