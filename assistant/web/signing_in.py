"""Who may change the documents on the page: all on one's own machine, staff elsewhere."""

import hmac
import time
from collections.abc import Mapping

_AFTER_A_MISS = 1.0  # seconds until the next try, so that passwords cannot be guessed fast


class Gate:
    """Users with their passwords, and whether the page may be changed without any."""

    def __init__(self, staff: Mapping[str, str], local: bool) -> None:
        """Takes WENCE_AUTH's users, and whether only this machine reaches the page."""
        self._staff = dict(staff)
        self._local = local

    @property
    def asks(self) -> bool:
        """Whether staff has to sign in."""
        return bool(self._staff)

    @property
    def shut(self) -> bool:
        """Whether nobody may change anything: open to others, and no password set."""
        return not self._staff and not self._local

    def lets(self, signed: str) -> bool:
        """Whether a session, with the name that it has signed in under, may change things."""
        return signed in self._staff if self._staff else self._local

    def check(self, user: str, password: str) -> bool:
        """Whether a user has this password; a miss takes its time."""
        known = self._staff.get(user, "")
        right = hmac.compare_digest(known.encode(), password.encode()) and user in self._staff
        if not right:
            time.sleep(_AFTER_A_MISS)
        return right
