"""What a stranger typed, made such that a database can be asked about it."""


def plain(text: object) -> str:
    """The text without what no database takes: the sign NUL, halves of a character."""
    return str(text).replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
