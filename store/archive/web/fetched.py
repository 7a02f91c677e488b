"""What a server answered, and the ways in which one fails to answer."""

from dataclasses import dataclass, field
from email.message import Message

from store.archive.incoming import ReadingError


class FetchError(ReadingError):
    """A page or feed can't be had; the text is one clear line without its address.

    passing: it may be there the next time. again: seconds that the server asks to be left alone for, 0 if it doesn't.
    private: it lies on this machine or its network, where the link may not lead.
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
class Seen:
    """What a server said of its last answer, to ask for a newer one alone."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer.

    asked: the address as it was asked for; url: the one that answered, after redirects; moved: where the asked one
    has gone for good, "" when it hasn't. headers: those that are kept, by their names in small letters. body: unpacked,
    not decoded. unchanged: the server says that nothing is newer than what was seen; then there is no body.
    private: it came from this machine or its network. when: ISO 8601 in UTC.
    """

    asked: str
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
        """What the server calls it: `text/html`, in small letters, "" when it doesn't say."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The charset that the server names, "" when it names none."""
        header = Message()
        header["content-type"] = self.headers.get("content-type", "")
        charset = header.get_param("charset", "")
        return charset if isinstance(charset, str) else ""

    @property
    def seen(self) -> Seen:
        """What to ask with the next time."""
        return Seen(self.headers.get("etag", ""), self.headers.get("last-modified", ""))
