"""A browser of the tests that is signed in, and that sends forms as ours are sent."""

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from tumbaga.catalog import people
from tumbaga.catalog.accounts import browsers
from tumbaga.records.person import Person
from tumbaga.web.signing import KEY
from werkzeug.test import TestResponse


class Desk:
    """``get`` and ``post`` of a person at the desk; ``post`` brings the page's token."""

    def __init__(self, app: Flask, person: Person | None = None) -> None:
        self._app, self._person = app, person
        self._client: FlaskClient = app.test_client()

    @property
    def client(self) -> FlaskClient:
        """The browser; the person signs in when it is first used."""
        if self._person is not None:
            uid, self._person = self._person.uid, None
            with self._app.extensions["tumbaga"].writing() as session:
                secret = browsers.begin(
                    session, people.of_uid(session, uid), "password"
                )
            with self._client.session_transaction() as kept:
                kept[KEY] = secret
        return self._client

    def get(self, address: str, **options: Any) -> TestResponse:
        """The page, read whole: a file that is sent is closed again."""
        answer = self.client.get(address, **options)
        answer.get_data()
        answer.close()
        return answer

    def post(self, address: str, data: Any = None, **options: Any) -> TestResponse:
        page = self.client.get("/escritorio/").get_data(as_text=True)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token, "the page has no token of its own"
        headers = {"X-CSRFToken": token[1], **options.pop("headers", {})}
        return self.client.post(address, data=data, headers=headers, **options)
