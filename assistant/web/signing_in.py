"""Who may change the documents on the page: all on one's own machine, staff elsewhere."""

import hmac
import time
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

_AFTER_A_MISS = 1.0  # seconds until the next try, so that passwords cannot be guessed fast
_OWN = "\x00own"  # what a session on one's own machine is signed in as; no user is called so


class Gate:
    """Users with their passwords, and whether the server is reached from its machine alone."""

    def __init__(self, staff: Mapping[str, str], local: bool) -> None:
        """Takes WENCE_AUTH's users, and whether the server listens to its own machine alone."""
        self._staff = dict(staff)
        self._local = local

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


def is_loopback(host: str | None) -> bool:
    """Whether a host name or address means the machine itself."""
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False
