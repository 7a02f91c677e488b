"""Takes in articles: adds and imports them, polls feeds, fetches and extracts again."""
