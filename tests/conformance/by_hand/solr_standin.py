"""As much of Solr as a CKAN needs to keep what it harvests: documents and exact filters.

Run by ``ckan.sh``: ``python solr_standin.py PORT SCHEMA``. It keeps documents in memory,
answers ``field:value`` filters and pages, and knows nothing of words or relevance.
"""

import json
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

DOCUMENTS: dict[str, dict] = {}
TERM = re.compile(r'([+-]?)(\w+):(\([^)]*\)|"[^"]*"|\S+)')
VALUE = re.compile(r'"([^"]*)"|([^\s()"]+)')


def matches(document, query):
    """Whether every ``field:value`` of the query is the document's."""
    for sign, field, text in TERM.findall(query):
        wanted = {one or two for one, two in VALUE.findall(text)} - {"OR", "AND"}
        if field == "*" or "*" in wanted:
            continue
        held = document.get(field, [])
        held = {str(one) for one in (held if isinstance(held, list) else [held])}
        if bool(held & wanted) == (sign == "-"):
            return False
    return True


def update(body):
    """pysolr adds in JSON and deletes in XML."""
    if body.startswith(b"["):
        DOCUMENTS.update({one["index_id"]: one for one in json.loads(body)})
        return
    root = ET.fromstring(body)
    if root.tag == "delete":
        asked = " ".join(one.text or "" for one in root.iter("query"))
        gone = [key for key, one in DOCUMENTS.items() if matches(one, asked)]
        for key in gone:
            del DOCUMENTS[key]


def select(asked):
    filters = " ".join([*asked.get("fq", []), *asked.get("q", [])])
    found = [one for one in DOCUMENTS.values() if matches(one, filters)]
    start = int(asked.get("start", ["0"])[0])
    rows = int(asked.get("rows", ["10"])[0])
    page = found[start : start + rows]
    answer = {"numFound": len(found), "start": start, "docs": page}
    return {"responseHeader": {"status": 0}, "response": answer}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(parse_qs(urlsplit(self.path).query))

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if "/update" in self.path:
            update(body)
        self.answer(parse_qs(body.decode()) if "/select" in self.path else {})

    def answer(self, asked):
        if "/schema" in self.path:
            with open(sys.argv[2], "rb") as file:
                body = file.read()
        else:
            body = json.dumps(select(asked)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        """Say nothing."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
