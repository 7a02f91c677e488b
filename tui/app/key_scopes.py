"""Lists the places of the app that have keys: its screens, its scrolling views, the app itself."""

from collections.abc import Sequence

from textual.binding import Binding

from tui.app.keys import Scope


def scopes(app: type) -> tuple[Scope, ...]:
    """Return every place that has keys, with those of the app itself; imports all screens."""
    from tui.screens.add_screen import AddScreen
    from tui.screens.ask_screen import AskScreen
    from tui.screens.feeds_screen import FeedsScreen
    from tui.screens.filter_screen import FilterScreen
    from tui.screens.help_screen import HelpScreen
    from tui.screens.leave_screen import LeaveScreen
    from tui.screens.library_screen import LibraryScreen
    from tui.screens.links_screen import LinksScreen
    from tui.screens.messages_screen import MessagesScreen
    from tui.screens.palette_screen import PaletteScreen
    from tui.screens.reader_screen import ReaderScreen
    from tui.screens.search_screen import SearchScreen
    from tui.screens.source_screen import SourceScreen
    from tui.screens.timeline_screen import TimelineScreen
    from tui.screens.trash_screen import TrashScreen
    from tui.screens.watches_screen import WatchesScreen
    from tui.widgets.find_line import FindInput
    from tui.widgets.view import View

    return (
        Scope("Moving about", _own(View)),
        Scope("Library", _own(LibraryScreen), ("Moving about", "Everywhere")),
        Scope("Reader", _own(ReaderScreen), ("Moving about", "Everywhere")),
        Scope("Find", _own(FindInput), ("Everywhere",)),
        Scope("Timeline", _own(TimelineScreen), ("Moving about", "Everywhere")),
        Scope("Source", _own(SourceScreen), ("Moving about", "Everywhere")),
        Scope("Links", _own(LinksScreen), ("Moving about", "Everywhere")),
        Scope("Search", _own(SearchScreen), ("Moving about", "Everywhere")),
        Scope("Filter", _own(FilterScreen), ("Everywhere",)),
        Scope("Feeds", _own(FeedsScreen), ("Moving about", "Everywhere")),
        Scope("Trash", _own(TrashScreen), ("Moving about", "Everywhere")),
        Scope("Watches", _own(WatchesScreen), ("Moving about", "Everywhere")),
        Scope("Messages", _own(MessagesScreen), ("Moving about", "Everywhere")),
        Scope("Add", _own(AddScreen), ("Everywhere",)),
        Scope("Ask", _own(AskScreen), ("Everywhere",)),
        Scope("Leave", _own(LeaveScreen), ("Everywhere",)),
        Scope("Help", _own(HelpScreen), ("Moving about", "Everywhere")),
        Scope("Palette", _own(PaletteScreen), ("Everywhere",)),
        Scope("Everywhere", _own(app)),
    )


def _own(node: type) -> tuple[Binding, ...]:
    bindings: Sequence[object] = vars(node).get("BINDINGS", ())
    return tuple(binding for binding in bindings if isinstance(binding, Binding))
