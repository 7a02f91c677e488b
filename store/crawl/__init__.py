"""Reads a crawl on many cores or machines: web archives in, tables of articles, claims and vectors out.

Needs the optional extra `crawl`; nothing of it is imported before a crawl or the import of one begins.
"""
