"""Who may change the documents on the page: all on one's own machine, staff elsewhere."""

import hmac
import secrets
import time
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

_AFTER_A_MISS = 1.0  # seconds until the next try, so that passwords cannot be guessed fast
_LASTS = 12 * 3600.0  # seconds that a browser stays signed in: a working day
_OWN = "\x00own"  # what a session on one's own machine is signed in as; no user is called so


class Gate:
    """Users with their passwords, and whether the server is reached from its machine alone."""

    def __init__(self, staff: Mapping[str, str], local: bool) -> None:
        """Takes WENCE_AUTH's users, and whether the server listens to its own machine alone."""
        self._staff = dict(staff)
        self._local = local
        self._passes: dict[str, tuple[str, float]] = {}  # user, and until when by time.monotonic

    @property
    def asks(self) -> bool:
        """Whether staff has to sign in."""
        return bool(self._staff)

    def welcome(self, host: str | None) -> str:
        """What a session is signed in as from the start: nobody, or one on its own machine.

        Args:
            host: the Host header. Behind a proxy it names the site, though the proxy is near.
        """
        own = self._local and not self._staff and is_loopback(urlsplit(f"//{host}").hostname)
        return _OWN if own else ""

    def lets(self, signed: str) -> bool:
        """Whether a session, with the name that it is signed in as, may change things."""
        return signed in self._staff if self._staff else signed == _OWN

    def check(self, user: str, password: str) -> bool:
        """Whether a user has this password; a miss takes its time."""
        known = self._staff.get(user, "")
        right = hmac.compare_digest(known.encode(), password.encode()) and user in self._staff
        if not right:
            time.sleep(_AFTER_A_MISS)
        return right

    def admit(self, user: str) -> str:
        """A pass for a user's browser, to be signed in with after a reload, for a working day."""
        now = time.monotonic()
        self._passes = {key: held for key, held in self._passes.items() if held[1] > now}
        key = secrets.token_urlsafe(32)
        self._passes[key] = (user, now + _LASTS)
        return key

    def admitted(self, key: object) -> str:
        """Whose pass a browser shows; nobody's where it shows none that holds."""
        user, until = self._passes.get(key, ("", 0.0)) if isinstance(key, str) else ("", 0.0)
        return user if time.monotonic() < until else ""

    def dismiss(self, key: object) -> None:
        """Makes a pass worthless."""
        if isinstance(key, str):
            self._passes.pop(key, None)


def is_loopback(host: str | None) -> bool:
    """Whether a host name or address means the machine itself."""
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False
