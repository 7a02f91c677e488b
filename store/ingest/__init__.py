"""All that comes in: added, imported, polled from feeds, fetched again, extracted again."""
