"""Everything that comes in: adding, importing, polling feeds, fetching again, extracting again."""
