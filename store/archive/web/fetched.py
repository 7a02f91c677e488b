"""Defines a server's answer, and the error raised if there is none."""

from dataclasses import dataclass, field
from email.message import Message

from store.archive.incoming import ReadingError


class FetchError(ReadingError):
    """Raised if a page or feed can't be fetched; the text is one clear line without its address.

    passing: it may work the next time. again: how many seconds the server asks to wait, 0 if it doesn't. private: it is
    on this machine or its network, where the link may not lead.
    """

    def __init__(self, text: str, *, passing: bool = False, again: float = 0.0, private: bool = False) -> None:
        super().__init__(text)
        self.passing = passing
        self.again = again
        self.private = private

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (str(self), self.passing, self.again, self.private)


def _again(text: str, passing: bool, again: float, private: bool) -> FetchError:
    return FetchError(text, passing=passing, again=again, private=private)


@dataclass(frozen=True, slots=True)
class Validators:
    """A server's cache validators for its last answer, used to ask only for a newer one."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A server's answer.

    requested: the requested address; url: the one that answered, after redirects; moved: the new permanent
    address, "" if it hasn't moved. headers: those that are stored, by lower-case name. body: unpacked,
    not decoded. unchanged: the server says that nothing has changed since; then there is no body. private: it came from
    this machine or its network. when: ISO 8601 in UTC.
    """

    requested: str
    url: str
    status: int
    when: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    moved: str = ""
    unchanged: bool = False
    private: bool = False

    @property
    def media_type(self) -> str:
        """The media type that the server states: `text/html`, in lower case, "" if none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The charset that the server states, "" if none."""
        header = Message()
        header["content-type"] = self.headers.get("content-type", "")
        charset = header.get_param("charset", "")
        return charset if isinstance(charset, str) else ""

    @property
    def seen(self) -> Validators:
        """The validators for the next request."""
        return Validators(self.headers.get("etag", ""), self.headers.get("last-modified", ""))
