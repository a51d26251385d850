"""A catalogue with one of everything, followed and dumped, and one who may do all."""

import hashlib
import io
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

from city import found_city
from desk_client import Desk
from protocol_site import opened
from public_records import dataset, document, indicator, organization, process
from tumbaga.catalog import people, tokens
from tumbaga.records.person import ROLES
from tumbaga.web import dumping
from tumbaga.web.following import follow

CONTENT = b"periodo,valor\n2020,1\n"
CHECKSUM = hashlib.sha256(CONTENT).hexdigest()
FIGURE = {
    "territory": "76001", "breakdown": {}, "status": "A", "source": None, "note": None,
    "components": None, "target": None,
}  # fmt: skip
SERIES = [
    FIGURE | {"period": str(year), "value": Decimal(year)} for year in range(2015, 2021)
]
FLOW = "IND_TASA_REGISTRO"


@contextmanager
def standing(folder):
    with opened(folder) as site:
        site.house.files.put(io.BytesIO(CONTENT))
        file = {"title": "Cifras", "url": f"/archivos/{CHECKSUM}/cifras.csv",
                "uid": "d1", "media_type": "text/csv", "checksum": CHECKSUM}  # fmt: skip
        site.publish(
            dataset("tabla", distributions=[file]),
            document("papel"),
            replace(process("proceso"), slug="ppi-7"),
            organization("org-dap"),
        )
        site.publish(indicator("tasa"), observations=SERIES)
        with site.house.writing() as session:
            city = found_city(session)
            city.asset()
            person = people.admit(session, "todo", "Todo", list(ROLES))
            issued = tokens.issue(session, person, list(tokens.SCOPES), by=person)
        site.token = issued.secret
        site.desk = Desk(site.app, person)
        follow(site.house)
        dumping.make(site.house)
        yield site
