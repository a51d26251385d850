"""The address of a new source: what can be none is told when it is written down."""

import pytest
from tumbaga.catalog import source_addresses
from tumbaga.catalog.refusals import Refusal

WRONG = {
    "": "Falta la dirección",
    "  ": "Falta la dirección",
    "file:///etc/passwd": "no empieza por https://",
    "ftp://otra.gov.co/a": "no empieza por https://",
    "javascript:alert(1)": "no empieza por https://",
    "/etc": "no empieza por https://",
    "https://": "no empieza por https://",
    "https://u:p@otra.gov.co/": "Quítelos",
    "https://otra.gov.co:99999/": "revise el nombre del servidor y el puerto",
    "https://otra.gov.co:abc/": "revise el nombre del servidor y el puerto",
    "https://otra.gov.co:0/": "revise el nombre del servidor y el puerto",
    "https://otra ciudad.gov.co/": "revise el nombre del servidor y el puerto",
    "https://:8080/": "revise el nombre del servidor y el puerto",
}


@pytest.mark.parametrize("location", WRONG)
def test_what_is_no_address_of_the_web_is_told(location):
    with pytest.raises(Refusal, match=WRONG[location]):
        source_addresses.require_web(location)


@pytest.mark.parametrize(
    "location",
    [
        "https://otra.gov.co",
        "http://otra.gov.co:8080/data.json?x=1",
        "https://ñandú.gov.co/",
        "http://[2001:db8::1]/",
        "http://10.0.0.5/ckan",
    ],
)
def test_what_may_be_one_is_taken(location):
    source_addresses.require_web(location)
