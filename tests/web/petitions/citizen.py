"""Somebody without an account, who fills in our forms."""

import re

from flask import Flask

QUESTION = "¿Cuántos árboles se sembraron en 2024? <script>alert(1)</script>"


class Citizen:
    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()

    def send(self, address: str, **data: str):
        page = self.client.get("/solicitudes").get_data(as_text=True)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        return self.client.post(address, data={"csrf_token": token, **data})


def asked(citizen: Citizen, **data: str) -> tuple[str, str]:
    given = {"kind": "informacion", "question": QUESTION, "organization": "planeacion"}
    page = citizen.send("/solicitudes", **{**given, **data}).get_data(as_text=True)
    number, code = re.findall(r'<code class="fs-5">([^<]+)</code>', page)
    return number, code
