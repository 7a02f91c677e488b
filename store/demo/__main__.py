"""Extracts the claims of the sample articles again: `python -m store.demo`."""

import json

from extract.extractor import Extractor
from store.demo import CLAIMS, samples


def main() -> None:
    """Write the claims next to the articles, one article per line; if one fails, write nothing."""
    extractor = Extractor()
    lines = []
    for article in samples():
        claims = extractor.claims(article.text, title=article.title, published=article.published)
        row = {"id": article.place, "claims": [claim.to_json(explain=True) for claim in claims]}
        lines.append(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    CLAIMS.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
