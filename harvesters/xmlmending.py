"""XML that is not well formed in the ways in which real servers err: signs that XML may not
hold, bytes of another encoding, a bare ``&``, the named signs of HTML.
"""

import re
from html.entities import html5

OWN = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}encoding=["']([\w.\-]+)""")
_HEAD = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_BARE = re.compile(r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|\w{1,40};)")
_NAMED = re.compile(r"&([A-Za-z]\w{1,39};)")
_NUMBER = re.compile(r"&#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}));")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OPENS, _CLOSES = "<![CDATA[", "]]>"
_ESCAPED = re.compile("[\udc80-\udcff]")


def mended(content: bytes) -> bytes:
    """The document in UTF-8 without these; the same bytes where it is in another encoding."""
    said = _DECLARED.match(content)
    if said and said[1].lower() not in {b"utf-8", b"utf8", b"us-ascii"}:
        return content
    text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    text = _ESCAPED.sub(_of_windows, text)
    first, *rest = _HEAD.sub("", text).split(_OPENS)
    text = _plain(first) + "".join(map(_after_opening, rest))
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text).encode()


def _after_opening(text: str) -> str:
    """Inside CDATA ``&`` means nothing, and stays as it is."""
    inside, closes, after = text.partition(_CLOSES)
    return f"{_OPENS}{inside}{closes}{_plain(after)}"


def _plain(text: str) -> str:
    return _NUMBER.sub(_allowed, _NAMED.sub(_sign, _BARE.sub("&amp;", text)))


def _of_windows(byte: re.Match[str]) -> str:
    """A byte that is no UTF-8 is, nearly always, of Windows."""
    return bytes([ord(byte[0]) - 0xDC00]).decode("cp1252", "replace")


def _sign(named: re.Match[str]) -> str:
    if named[1] in OWN:
        return named[0]
    sign = html5.get(named[1])
    return f"&amp;{named[1]}" if sign is None or sign in "<>&" else sign


def _allowed(numbered: re.Match[str]) -> str:
    number = int(numbered[1]) if numbered[1] else int(numbered[2], 16)
    sign = chr(number) if number <= 0x10FFFF else "\x00"
    return "&#xFFFD;" if _FORBIDDEN.match(sign) else numbered[0]
