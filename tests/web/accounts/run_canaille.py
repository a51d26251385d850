"""Runs Canaille, a real identity provider, on loopback: ``run_canaille.py PORT PASSWORD``.

Its people are in memory; each has that password, and the catalogue is one of its clients.
"""

import sys
from datetime import UTC, datetime

from canaille import create_app
from canaille.app import models
from canaille.backends import Backend
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

BACK = "http://localhost/entrar/externo/regreso"
PEOPLE = {
    "ana": "ana@prueba.gov.co",
    "dario": "dario@prueba.gov.co",
    "nadie": "nadie@prueba.gov.co",
}


def fill(password: str) -> None:
    for name, mailbox in PEOPLE.items():
        Backend.instance.save(
            models.User(
                formatted_name=name.title(),
                family_name=name.title(),
                user_name=name,
                emails=[mailbox],
                password=password,
            )
        )
    Backend.instance.save(
        models.Client(
            client_id="tumbaga",
            client_secret="secreto",
            client_id_issued_at=datetime.now(UTC),
            client_name="Catálogo",
            client_uri="https://datos.prueba.gov.co/",
            redirect_uris=[BACK],
            grant_types=["authorization_code"],
            response_types=["code"],
            scope=["openid", "email", "profile"],
            token_endpoint_auth_method="client_secret_basic",
            id_token_signed_response_alg="RS256",
        )
    )


def main() -> None:
    port = int(sys.argv[1])
    key = RSAKey.generate_key(2048, {"kid": "prueba"}, private=True)
    application = create_app(
        {
            "SECRET_KEY": "una clave larga que solo sirve en las pruebas",
            "SERVER_NAME": f"localhost:{port}",
            "PREFERRED_URL_SCHEME": "http",
            "CANAILLE": {"DATABASE": "memory", "SMTP": None},
            "CANAILLE_OIDC": {"ACTIVE_JWKS": [key.as_dict(private=True)]},
        },
        env_file=None,
    )
    with application.app_context():
        fill(sys.argv[2])
    make_server("localhost", port, application, threaded=True).serve_forever()


if __name__ == "__main__":
    main()
