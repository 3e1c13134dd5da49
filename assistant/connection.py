"""The way to an endpoint: whether anything listens there, and a deadline over all that it sends."""

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from threading import Thread
from urllib.request import getproxies, proxy_bypass

import httpx

WAIT = 0.8  # seconds to find out whether anything listens; nobody waits longer for what is dead
_PORTS = {"http": 80, "https": 443}


def reachable(address: str, seconds: float = WAIT) -> bool:
    """Whether a connection to an endpoint, or to the proxy before it, can be made.

    Asked before all else: where nothing listens, no library is loaded to find it out. In a thread,
    since looking up a name cannot be bounded otherwise.
    """
    url = _first_hop(address)
    place = (url.host, url.port or _PORTS.get(url.scheme, 80))
    made: list[bool] = []
    thread = Thread(target=lambda: made.append(_connects(place, seconds)), daemon=True)
    thread.start()
    thread.join(seconds)
    return made == [True]


def bounded(until: float, late: Callable[[], Exception]) -> Callable[[httpx.Response], None]:
    """A hook of httpx under which a response ends at a time, whatever still comes.

    Lines that keep a connection alive (``: keep-alive``) are no text, so that whoever reads the text
    alone could be kept waiting by them for ever.
    """

    def bind(response: httpx.Response) -> None:
        response.stream = _Bounded(response.stream, until, late)  # type: ignore[arg-type]

    return bind


class _Bounded(httpx.SyncByteStream):
    def __init__(
        self, inner: httpx.SyncByteStream, until: float, late: Callable[[], Exception]
    ) -> None:
        self._inner, self._until, self._late = inner, until, late

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._inner:
            yield chunk
            if time.monotonic() > self._until:
                raise self._late()

    def close(self) -> None:
        self._inner.close()


def _first_hop(address: str) -> httpx.URL:
    url = httpx.URL(address)
    proxies = getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    if proxy and "://" in proxy and not proxy_bypass(url.host):
        return httpx.URL(proxy)
    return url


def _connects(place: tuple[str, int], seconds: float) -> bool:
    with contextlib.suppress(OSError):
        found = socket.getaddrinfo(*place, type=socket.SOCK_STREAM)
        for *_, at in found:
            where = (str(at[0]), int(at[1]))
            with (
                contextlib.suppress(OSError),
                socket.create_connection(where, timeout=seconds / len(found)),
            ):
                return True
    return False
