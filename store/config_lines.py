"""Finds the line of a setting in the configuration file, which the standard library's TOML parser doesn't report."""

import re

_TABLE = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$")


def line_of(text: str, name: str, table: str = "") -> int:
    """Return the line number, from 1, of a setting; 0 if it isn't found.

    table: the setting's table, "" for none. A table's own line is that of its heading.
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
