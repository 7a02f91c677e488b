"""A page as a newspaper's site has it."""


def page(title: str = "Tide barrier costs double", figure: int = 220, head: str = "") -> str:
    """Return a page with an article about this many homes; head: further elements of its head."""
    paragraphs = "".join(
        f"<p>Paragraph {number} tells at some length how the gates were built, and who built them, and why.</p>"
        for number in range(1, 6)
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head>{head}<meta charset="utf-8"><title>{title} - Harbour Post</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2026-03-14T09:10:00+01:00"></head>
<body><nav><a href="/">Home</a> <a href="/city">City</a></nav><article><h1>{title}</h1>
<p>Governor Ana Brandt said that {figure} homes had been flooded in Oldmouth on 12 March.</p>
{paragraphs}</article><footer>Imprint</footer></body></html>"""
