"""Coming in with OpenID Connect, against a provider that runs on loopback."""

import warnings
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from accounts_site import Site, Visitor
from machine import missing
from sqlalchemy import select
from tumbaga.records.account import Browser, Identity
from tumbaga.records.person import Person
from tumbaga.web.settings import WrongSetting, read

# The provider of the tests still calls its library as that was called before.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config")
PEOPLE = {
    "sub-ana": {"email": "Ana@prueba.gov.co", "email_verified": True},
    "sub-other": {"email": "ana@prueba.gov.co", "email_verified": True},
    "sub-unsaid": {"email": "ana@prueba.gov.co"},
    "sub-false": {"email": "ana@prueba.gov.co", "email_verified": False},
    "sub-text": {"email": "ana@prueba.gov.co", "email_verified": "true"},
    "sub-nobody": {"email": "nadie@prueba.gov.co", "email_verified": True},
    "sub-plain": {},
}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    try:
        import authlib.deprecate

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", authlib.deprecate.AuthlibDeprecationWarning)
            import oidc_provider_mock as mock
    except ImportError:
        missing("oidc-provider-mock")
    users = [mock.User(sub=sub, claims=claims) for sub, claims in PEOPLE.items()]
    with mock.run_server_in_thread(user_claims=users, require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def site(make_site, provider: str) -> Site:
    return make_site(
        oidc_issuer=provider,
        oidc_client_id="tumbaga",
        oidc_client_secret="secreto",
        base_url="http://localhost",
    )


def leave(visitor: Visitor, onward: str = "") -> str:
    answer = visitor.get("/entrar/externo", query_string={"siguiente": onward})
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def agree(address: str, sub: str) -> str:
    """Sign in at the provider; return the path that it sends the browser back to."""
    answer = requests.post(
        address, data={"sub": sub}, allow_redirects=False, timeout=10
    )
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["Location"])
    assert (back.netloc, back.path) == ("localhost", "/entrar/externo/regreso")
    return f"{back.path}?{back.query}"


def enter(site: Site, sub: str, onward: str = ""):
    visitor = site.browser()
    return visitor, visitor.get(agree(leave(visitor, onward), sub))


def test_the_provider_is_asked_with_state_nonce_and_pkce(site: Site, provider: str):
    assert "Entrar con la cuenta de la alcaldía" in site.browser().get("/entrar").text
    asked = leave(site.browser())
    said = parse_qs(urlsplit(asked).query)

    assert asked.startswith(provider)
    assert said["redirect_uri"] == ["http://localhost/entrar/externo/regreso"]
    assert said["response_type"] == ["code"]
    assert said["code_challenge_method"] == ["S256"]
    for name in ("state", "nonce", "code_challenge"):
        assert len(said[name][0]) >= 20, name
    assert "code_verifier" not in said


def test_the_host_header_is_not_where_the_code_goes(site: Site):
    visitor = site.browser()
    answer = visitor.get("/entrar/externo", headers={"Host": "malo.example"})

    said = parse_qs(urlsplit(answer.location).query)
    assert said["redirect_uri"] == ["http://localhost/entrar/externo/regreso"]


def test_a_verified_mailbox_links_and_the_subject_is_known_after(site: Site):
    visitor, answer = enter(site, "sub-ana", "/escritorio/cuenta")
    assert (answer.status_code, answer.location) == (303, "/escritorio/cuenta")
    assert "Usuario ana" in visitor.get("/escritorio/cuenta").text

    with site.house.writing() as session:
        linked = session.scalars(select(Identity)).one()
        assert linked.subject == "sub-ana"
        assert session.scalars(select(Browser.way)).one() == "external"
        session.get_one(Person, site.ana.id).email = "otra@prueba.gov.co"
    assert enter(site, "sub-ana")[1].location == "/escritorio/"


@pytest.mark.parametrize(
    ("sub", "said"),
    [
        ("sub-unsaid", "correo comprobado"),
        ("sub-false", "correo comprobado"),
        ("sub-text", "correo comprobado"),
        ("sub-plain", "correo comprobado"),
        ("sub-nobody", "nadie@prueba.gov.co no está inscrito"),
    ],
)
def test_who_is_not_known_hears_why(site: Site, sub: str, said: str):
    visitor, answer = enter(site, sub)

    assert answer.status_code == 403
    assert said in answer.text
    assert not visitor.is_in()


@pytest.mark.parametrize(
    ("sub", "status"), [("sub-unsaid", 303), ("sub-false", 403), ("sub-text", 403)]
)
def test_the_own_directory_is_believed_only_where_it_does_not_say_no(
    make_site, provider: str, sub: str, status: int
):
    site = make_site(
        oidc_issuer=provider,
        oidc_client_id="tumbaga",
        oidc_client_secret="secreto",
        oidc_mail="sí",
        base_url="http://localhost",
    )
    assert enter(site, sub)[1].status_code == status


def test_another_subject_with_the_same_mailbox_is_refused(site: Site):
    enter(site, "sub-ana")
    visitor, answer = enter(site, "sub-other")

    assert answer.status_code == 403
    assert "ya está unido a otra cuenta" in answer.text
    assert not visitor.is_in()


def test_who_has_left_does_not_come_in_from_outside(site: Site):
    enter(site, "sub-ana")
    with site.house.writing() as session:
        session.get_one(Person, site.ana.id).active = False

    assert enter(site, "sub-ana")[1].status_code == 403


def test_a_forged_or_repeated_return_is_refused(site: Site):
    victim = site.browser()
    mine = site.browser()
    back = agree(leave(mine), "sub-ana")
    forged = [
        "/entrar/externo/regreso",
        "/entrar/externo/regreso?code=x&state=y",
        "/entrar/externo/regreso?error=access_denied&state=y",
        back,  # of another browser: its state is not this one's (login CSRF)
    ]
    for address in forged:
        answer = victim.get(address)
        assert answer.status_code == 400, address
        assert "Vuelva a empezar" in answer.text
        assert not victim.is_in()
    assert mine.get(back).status_code == 303
    assert mine.get(back).status_code == 400


def test_nobody_is_sent_on_to_another_site(site: Site):
    assert enter(site, "sub-ana", "//malo.example")[1].location == "/escritorio/"


def test_a_second_step_of_ours_is_asked_for_too(site: Site):
    import pyotp
    from tumbaga.catalog.accounts import second_factor

    with site.house.writing() as session:
        seed = second_factor.offer(session, site.ana, issuer="T").seed
        second_factor.confirm(session, site.ana, pyotp.TOTP(seed).now())
    visitor, answer = enter(site, "sub-ana")

    assert answer.location == "/entrar/segundo-paso"
    assert not visitor.is_in()


def test_a_provider_that_is_away_is_told_as_such(make_site):
    site = make_site(oidc_issuer="http://127.0.0.1:1", oidc_client_id="x")
    answer = site.browser().get("/entrar/externo")

    assert answer.status_code == 400
    assert "Vuelva a empezar" in answer.text


def test_without_a_provider_there_is_no_such_door(make_site):
    site = make_site()
    assert "cuenta de la alcaldía" not in site.browser().get("/entrar").text
    for address in ("/entrar/externo", "/entrar/externo/regreso"):
        assert site.browser().get(address).status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"TUMBAGA_OIDC_ISSUER": "http://id.ciudad.gov.co"}, "https://"),
        ({"TUMBAGA_OIDC_ISSUER": "https://id.ciudad.gov.co"}, "CLIENT_ID"),
        ({"TUMBAGA_OIDC_MAIL": "quizá"}, "«sí» o «no»"),
        ({"TUMBAGA_SMTP_HOST": "x"}, "TUMBAGA_SMTP_FROM"),
        ({"TUMBAGA_SMTP_SECURITY": "quizá"}, "starttls"),
        ({"TUMBAGA_SESSION_IDLE": "1"}, "entre 10 y 1440"),
        ({"TUMBAGA_PROXIES": "-1"}, "entre 0 y 9"),
        ({"TUMBAGA_SMTP_PORT": "²"}, "entre 1 y 65535"),
    ],
)
def test_wrong_settings_stop_the_start(given, said):
    with pytest.raises(WrongSetting, match=said):
        read(given)
