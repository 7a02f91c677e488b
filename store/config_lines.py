"""Where in the configuration file a setting stands; the TOML parser of the standard library tells no lines."""

import re

_TABLE = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$")


def line_of(text: str, name: str, table: str = "") -> int:
    """Return the number of the line, from 1, on which a setting stands, 0 when it is not seen.

    table: the table that the setting is in, "" for none. A table's own line is that of its heading.
    """
    setting = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[=.]")
    dotted = re.compile(rf"\s*{re.escape(table)}\s*\.\s*[\"']?{re.escape(name)}[\"']?\s*=")
    inside = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := _TABLE.match(line):
            inside = heading[1].strip()
            if not table and inside == name:
                return number
        elif (inside == table and setting.match(line)) or (table and not inside and dotted.match(line)):
            return number
    return 0
