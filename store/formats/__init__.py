"""Imports and exports formats of other programs and our own: `…_reader` imports one, `…_writer` exports one."""
