"""Finds the spans of a text whose numbers are not figures: dates, clock times, ordinals, ages, names, addresses."""

import re
from functools import cache
from string import ascii_uppercase

from extract.figures.measures import currency_letters
from extract.figures.numeral import small_numbers
from extract.lexicon import load


def _label_letters() -> str:
    """Return the capitals that are neither a unit's symbol nor a scale nor a multiplier's `x`, written at a number."""
    symbols = {symbol for unit in load("units")["unit"].values() for symbol in unit.get("symbols", ())}
    # Temperatures often lose their degree sign: 20C.
    scales = {letter.upper() for letter in load("numbers")["letters"]} | set("XCF")
    return "".join(sorted(set(ascii_uppercase) - symbols - scales))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return the patterns, each after a cheap one that a lower-case text must match for it to be searched."""
    words = load("exclusions")
    months = "|".join(words["months"])
    streets = "|".join(words["streets"])
    month = rf"(?:{months})\.?"
    zone = r"(?:GMT|UTC|[ECMP][SD]?T|IST|BST|CES?T|local time|hours|hrs)"
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    year = r"(?:1[5-9]|20)\d\d"
    kin = "|".join(words["kin"])
    age = rf"(?:\d+|{'|'.join(small_numbers())})"
    currencies = "|".join(map(re.escape, currency_letters()))
    span = r"\s?(?:-|–|—|to|and|or|through|until|&|/)\s?"
    word = rf"(?:{'|'.join(small_numbers())})"
    small = rf"(?:\d{{1,2}}|{'|'.join(small_numbers())})"
    numbered = "|".join(words["numbered"])
    kinds, guns = "|".join(words["kinds"]), "|".join(words["guns"])
    weekdays = "|".join(day.title() for day in words["weekdays"])
    ways = "|".join(words["ways"])
    people, stages = "|".join(words["people_of_age"]), "|".join(words["stages"])
    units = "foot|feet|inch|inche|metre|meter|mile|yard|kilometre|kilometer|cm|m|ft"
    telephone = r"(?<![\w$£€.])(?:\+\d{1,3}[ -]?)?(?:\(\d{2,5}\)[ -]?|\d{3,5}[-–. ])\d{3,4}[-–. ]\d{3,4}(?!\w)"
    years = rf"(?<![\d$£€,.-]){year}\s?[-–/]\s?(?:{year}|\d\d?)(?![\d,.]\d|\d|%)"
    at_digit = [
        # 6 March 2023; 6-8 March; the 2nd of July.
        rf"(?<!\w)(?:{day}(?:{span}{day})?[ ]+(?:of )?{month}(?!\w)(?:{span}{day}[ ]+{month})?(?:,?[ ]+{year})?(?!\d))",
        # 2023-03-06; 06/03/2023; 9/11.
        rf"(?<![\d/]){year}[-/.]\d\d?[-/.]\d\d?(?!\d)|(?<![\d/])\d\d?[-/.]\d\d?[-/.](?:{year}|\d\d)(?!\d)"
        rf"|(?<![\d/])\d\d? / \d\d? / (?:{year}|\d\d)(?!\d)",
        r"(?<![\d/])(?:9/11|24/7)(?!\d)",
        # 7:48 a.m.; 15: 01 IST; 3 p. m.; 5pm; 1200 GMT; 10.30am; 6 o'clock.
        rf"(?<![\d:.,])[0-2]?\d[:.] ?[0-5]\d(?::[0-5]\d)?\s?(?:[ap]\.? ?m\b\.?|{zone}\b)",
        rf"(?<![\d:.,])[0-2]?\d: [0-5]\d(?=\s+(?:[0-3]?\d ?/|(?-i:{weekdays})\b))",
        r"(?<![\d:.,])(?:[0-2]?\d:|0\d: )(?:[0-5]\d)(?::[0-5]\d)?(?![\d:])",
        # `with 4: 08 to play`, `5: 03p`: with a stray space.
        r"(?<![\w:.,])[0-2]?\d: ?[0-5]\d(?![\d:%]|[.,]\d)"
        r"(?!-| (?!(?:to|of|left|remaining|"
        r"minutes?|and|in|on|at|into|before|after|when|until|for|with|the|p|a|\w+day)\b)[a-z])",
        rf"(?<![\d:.,])(?:[0-2]?\d)(?:{span}[0-2]?\d)?\s?(?:[ap]\.? ?m\b\.?|o['’]clock)",
        rf"(?<![\d:.,])[0-2]\d[0-5]\d\s?{zone}\b",
        # 1st-and-10: a down of football.
        rf"\b[1-4](?:st|nd|rd|th)-and-{small}\b",
        # 1990s; 60s; 1st; 22nd.
        r"(?<!\w)(?:\d{2})?\d0['’]?s\b|\b\d{4}s\b|\b\d+(?:nd|rd|th)\b|\b\d*(?<!1)1st\b(?! \d{1,2} ?lbs?\b)",
        # 2015-16; 2016-2020.
        years,
        r"\b[1-4]Q(?:\d\d)?\b",
        # 12 Mill Lane; 9 E 71st St.; 221b Baker Street.
        r"(?<![\w$£€.,])\d{1,5}[A-Za-z]? (?-i:(?:[NSEW]\.? |(?:North|South|East|West) )?"
        rf"(?:(?:[A-Z][\w'’.-]*|\d{{1,3}}(?:st|nd|rd|th)) ){{1,3}}(?:{streets})\b)(?! [a-z]+s\b)",
        # Voters 50 and older.
        r"(?<![\w$£€.,])[1-9]\d (?:and|or) (?:older|younger)\b",
        # 9AB8, 9vBk8: letters among digits make a code.
        r"(?<![\w$£€.,])(?-i:\d+(?=[a-z]*[A-Z])[A-Za-z]+\d\w*)\b",
        # Telephone numbers and long codes.
        telephone,
        r"(?<![\w$£€.,])\d{3}-\d{4}(?![\w,])",
        # Brandt, then 44, left.
        r"(?-i:(?<=[a-z], then )[1-9]\d(?=[.;)]|, (?!and\b|then\b|\d)))",
        # A lineman of 6-foot-7, or 6'7".
        r"(?<![\w$£€.,])[4-8](?:[- ](?:foot|feet)[- ]\d{1,2}\b|['’′] ?\d{1,2}(?:[\"”″]|''))",
        # The 1200 block of Mill Lane, the 405 freeway.
        rf"(?<![\w$£€.,])\d{{1,5}} (?:{numbered})\b(?! [a-z]+s\b)",
        r"(?<![\w$£€.,])(?-i:\d+-bit|(?:480|720|1080|1440|2160)p|[1-5]D|[2-6]G|[2-8]K|\d+x\d+)\b(?![a-z])|\b\d+s\b",
        # 3M’s; 3M said.
        r"(?-i:(?<![\w$£€.,])[1-9]\d?[A-Z])"
        r"(?=['’]s\b| (?:said|says|makes|sells|plans|expects|announced|reported|Company|Co\.|Corp|Inc)\b)",
        # Navigator 8 Beta 2.
        rf"(?-i:(?<![\w$£€.,])\d{{1,2}}(?:\.\d+)?(?= (?:{stages})\b))",
        # 32- and 64-bit systems.
        r"(?<![\w$£€.,])\d{1,2}-,? ?(?:and|or|to) (?=\d{1,2}-bit\b)",
        # Gate 22E, a 10U server: a letter that is neither a unit nor a scale makes a label.
        rf"(?-i:(?<![\w$£€.,])\d{{1,4}}[{_label_letters()}]\b)",
        # 9 mm rounds.
        rf"(?<![\w.,])\d+(?:\.\d+)? ?mm[- ](?:{guns})s?\b",
        # Called 911; 911 calls.
        r"(?<![\w$£€.,–-])9 ?- ?1 ?- ?1(?![\d,%])|(?<![\w$£€.,–-])911(?![,.]?\d| ?%| (?:percent|per cent|points?)\b"
        r"| (?!calls?\b|dispatch|operat|tape|record|system|service)[a-z]+s\b)",
        r"(?:(?<=\bcalled )|(?<=\bdialed )|(?<=\bdialled )|(?<=\bcall )|(?<=\bdial ))(?:999|112|000)\b",
        r"(?<![\w$£€.,-])(?:999|112)(?= (?:emergency|(?:calls?|callers?|operators?|dispatchers?)\b))",
        r"(?<![\w$£€.,])\d[\d,]*(?:(?: and | to | ?[-–] ?)\d[\d,]*)? (?-i:B\.C\.(?:E\.)?|A\.D\.)",
        # 990 AM, a timestamp.
        r"(?-i:(?<![\d:.])\d{3,4}(?:\.\d)? [AF]M\b)|(?<![\w$£€¥.,])(?!\d*0000(?!\d))\d{10,}+(?![,.]\d)",
        # The players of the 76ers.
        r"\b\d+ers\b",
        # A 401(k); 5: 59: 13 PM.
        r"(?<![\w$£€.,])\d{3}\([a-z]\)|(?<![\d:.,])[0-2]?\d: [0-5]\d: [0-5]\d\b",
        # 12(3), 45–67: volumes and pages of citations.
        r"\b\d{1,4} ?\(\d{1,3}(?:[-–]\d{1,3})?\)[,:] ?e?\d+(?:[-–]e?\d+)?",
        # 18 U.S.C. 1001.
        r"\b\d+ U\.?S\.?C\.?(?: §?)? ?\d+",
        # 7-Eleven; Rule 10b-5; five-under: golf.
        rf"(?<![\w$£€.,])\d{{1,2}}-(?-i:{'|'.join(n.title() for n in small_numbers())})\b"
        r"|(?<![\w$£€.,])\d{1,3}[a-z]-\d{1,2}\b(?! ?(?:[ck]?m|k?g|%|per|[mb]illion)\b)",
        # 14 rue Lepic.
        rf"(?<![\w$£€.,])\d{{1,4}},? (?:{ways}) (?-i:[A-Z])",
        # 0700, 007; 10.0.1: a version.
        r"(?<![\w$£€¥.,-])(?<!\d[ \u00a0\u2009\u202f])0\d{2,}\b(?![.,]\d|[%°])",
        r"\b\d+\.\d+\.\d+(?:\.\d+)*\b",
    ]
    before_digit = [
        # March 6-8, 2023; Dec. 22 to 24; March 2023.
        rf"(?<!\w)(?:{month}[ ]+|(?:{months})\.){day}(?!\d|,\d{{3}})"
        rf"(?:{span}(?:{month}[ ]+)?{day}(?!\d|[ ]?(?:percent|per cent|%)))?(?:,?[ ]+{year}(?!\d))?",
        rf"(?<!\w){month},?(?:[ ]+of)?[ ]+{year}(?!\d)",
        # A player's height and weight: (6-2, 240).
        r"\([4-8]-(?:\d|1[01]), ?\d{3}\)",
        # '90s; ’08.
        r"['’‘]\d\ds?\b",
        # FY2019/20; FY 17; Q1 2020; H2 2019.
        rf"FY ?{years}|\bFY ?\d\d(?:\d\d)?\b|\bQ[1-4](?: 20\d\d)?\b|\b[HS][12] 20\d\d\b",
        # Between 2014 and 2017; from 1987 to 2003.
        rf"\b(?:between|from|in|during) (?:the years )?(?P<from>{year}) (?:and|to|or|until|through) (?P<to>{year})"
        r"(?![\d%]|[,.]\d)",
        # She turned 74 on Monday; he died at 43; now 81 and retired; two sons, 11 and 14.
        r"\b(?:turn(?:s|ed|ing)?|die[sd]? at|dead at|even at|now at|(?<=, )now) [1-9]\d"
        r"(?=[.,;:)\n]|$| (?:on|in|this|last|next|and|after|before|by|when|during|prior)\b)"
        # Canvassers as young as 17.
        r"|\bas (?:young|old) as [1-9]\d(?![,.]?\d|[- ](?:years?|months?|weeks?|days?|hours?)\b)",
        rf"\b(?:{kin})s?, \d{{1,2}}(?: and \d{{1,2}}|(?:, \d{{1,2}})+,? and \d{{1,2}})?(?=[.,;)]|$)(?!,\d)",
        # At 55, she still swims; children under 16.
        r"(?-i:\bAt) [1-9]\d(?=, (?:he|she)\b)",
        rf"\b(?:{people}) [1-9]\d (?:and|or) (?:over|above|under|below)\b",
        r"\bin (?:his|her|their|the|its) (?:early |mid[- ]?|late |[a-z]+ )?\d0s\b",
        telephone,
        # Names with digits: F-16, COVID-19, IE8, 787-9, 1080p, G20, B-52s, 3D, MH17, Model 3s.
        r"(?<![\w$£€])(?!(?:US|A|C|HK|NZ|S|mid|sub|pre|under|over|top|post|non|magnitude|minus|for|all|about|some|and|or|to|of"
        r"|the|than|at|in|a)-\d)[A-Za-z]+-\d+(?:-\d+)*[A-Za-z]*\b(?![,.]\d{3})",
        rf"(?<![\w$£€])(?!(?-i:{currencies})\d)[A-Za-z]+\d[\w-]*(?:\+\d)?(?![,.]\d)"
        # IE8 and 9; IE6 to 10.
        r"(?:(?<=\d) (?:and|or|to) \d{1,2}(?=[.,;)]?(?:\s|$))(?! (?!(?:ha[ds]|have|was|were|is|are|on|in)\b)[a-z]))?",
        # S-1 filings; ID.3 cars; USB 2.0; a PS4.
        r"(?-i:\b[A-Z]-\d{1,3}[A-Z]?\b)(?![,.]\d| ?(?:million|billion|trillion|percent|per cent|m|bn)\b|%)",
        rf"(?-i:\b(?!(?:{currencies}))[A-Z]{{1,4}}\.\d{{1,2}}\b)(?![,.]\d|%)",
        rf"(?-i:\b(?!(?:{currencies}) )[A-Z]{{3,}}s? \d\.\d\b)"
        r"(?!\d| ?(?:million|billion|trillion|percent(?:age)?|per cent|points?|m|bn|km|miles?)\b|%)",
        r"(?-i:\bPS[1-9]\b)(?![,.]\d| ?(?:million|billion|trillion|m|bn)\b)",
        # Service Pack 1, Web 2.0, version 5 and up.
        rf"(?-i:\b(?:{stages}|Web) \d+(?:\.\d+)*\b)"
        r"(?![,.]\d|%| (?:percent|million|billion)\b| (?!(?:is|was|has|does|this)\b)[a-z]+s\b)"
        r"|\bversions? \d+(?:\.\d+)*(?: and (?:up|later|above|below|earlier|older|newer|higher))?\b",
        # BlackBerry 10 phones, an iPhone 8.
        r"(?-i:\b(?!Ma?c[A-Z])[A-Za-z]*[a-z][A-Z][a-z]+ \d{1,2}\b)"
        r"(?![.,]\d|%| ?(?:million|billion|trillion|percent|per cent|points?|votes?|m|bn|seats?)\b)",
        # A .45-caliber gun, a .38; along U.S. 271.
        rf"(?<!\d)\. ?\d\d\d?[- ](?:{guns})s?\b|\ba ?\.[2-5]\d\b(?=[.,;\n]|$)"
        r"|(?-i:\bU\. ?S\. \d{1,3}\b)(?![,.]\d|%| ?(?:percent|million|billion)\b| [a-z-]+s\b)",
        # A.D. 1000 and 1260; 300 B.C.
        r"(?-i:\b(?:A\.D\.|AD|C\.E\.|CE) ?\d{1,4}\b)(?:(?: and | to | ?[-–] ?)\d{1,4}\b(?!,\d))?",
        # The show starts at 10.30.
        r"(?<!\w)(?:at|until|till|from|by|before|after|between) (?:about |around )?"
        r"(?P<clock>(?:[01]?\d|2[0-4])\.[0-5][05])"
        r"(?:(?: to | until | and | or | ?[-–] ?)(?:[01]?\d|2[0-4])\.[0-5][05])?(?=[.,;:)]?(?:\s|$))"
        r"(?! ?(?:million|billion|trillion|percent|per cent|points?|dollars?|euros?|pounds?|km|miles?|feet|inches)\b"
        r"| met(?:er|re)s?\b)",
        # AM 970.
        r"(?-i:\b[AF]M \d{2,4}(?:\.\d)?\b)",
        # Text HELP to 60303.
        r"\btext(?:ing)? (?:[“\"'‘]?(?-i:[A-Z]{2,})[”\"'’]? )?to \d{4,6}\b",
        # The state and ZIP code of an address.
        r"(?-i:\b[A-Z]{2}), \d{5}(?:-\d{4})?(?![\d,]\d)",
        # Footnotes.
        r"\[\d{1,3}\]",
        # Pp. 12–15.
        r"\bpp?\. ?\d+(?:[-–]\d+)?",
        # § 12, No. 5, Nos. 1 and 2.
        r"§+ ?[\d.]+|\b(?:[Nn]os?\.|№|[Nn]umero) ?\d+(?: and \d+)?",
        # Years between brackets, and years of birth and death.
        rf"\((?:c\. )?{year}(?:\s?[-–]\s?(?:{year})?)?\)",
        # Case 23-1145.
        r"\b(?:cases?|docket|file|dossier)(?: (?:no\.?|number))? \d+[-–]\d+\b",
        # v2.1.
        r"\bv\d+(?:\.\d+)*\b",
    ]
    # What may begin with digits or with the word for them.
    either = [
        # A four-by-four; a 12-gauge gun, a two-stroke engine.
        rf"\b{small}-by-{small}\b(?![- ](?:{units})s?\b)|(?<![\w$£€.,])(?:\d{{1,3}}|{word})-(?:{kinds})s?\b",
        # A two-on-one attack; a three-pointer, a three-point shot: a kind of shot.
        rf"\b(?:\d|{word})-on-(?:\d|{word})\b"
        rf"|\b(?:\d|{word})-pointers?\b|\b(?:\d|{word})-point (?:plays?|shots?|line|range|arc)\b",
        # The 16-yard line is a place; two-handed, four-legged: a kind.
        rf"(?<![\w$£€.,])\d{{1,2}}-yard line\b|\b{small}-(?!hundred)[a-z]{{2,}}(?<!e)ed\b",
        # Five-under: a result in golf. Forty-something: an age. A nine-to-five job.
        rf"\b{small}-(?:under|over)\b(?!-)",
        r"\b(?:[1-9]0|[a-z]+ty)-somethings?\b|\b(?:9-to-5|nine-to-five|fifty-fifty)\b",
        # Double-digit growth, a six-figure sum: the number of digits.
        r"\b(?:double|triple|two|three|four|five|six|seven|eight|nine|[2-9])-(?:figures?|digits?)\b",
    ]
    hyphenated = [
        # First-and-ten, three-and-out, a pick-six: football; a one-two.
        rf"\b(?:first|second|third|fourth)-and-{small}\b|\b(?:three|four)-and-out\b|\bpick-six\b|\bone-two\b",
    ]
    # What may begin at any word, by lower-case letters that every match contains.
    rare = {
        f"-(?:by-|on-|and-|to-|point|figure|digit|under|over|six|two|fifty|something|[a-z]+ed|{kinds})": (
            rf"(?<!\w)(?=[a-z]{{2,7}}-)(?:{'|'.join([*hyphenated, *either])})"
        ),
        # Internet addresses.
        r"://|www\.": r"\b(?:https?://|www\.)\S+",
        "@": r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|@[A-Za-z0-9_]+",
        "#": r"#[A-Za-z0-9_]+",
        # Ages: 10-year-old, aged 15, at age 7, 22 years old, in his 40s.
        "(?:year|month|week|day)s?[ -]old": (
            r"\b(?P<old>[\w,.-]{0,20}\w(?:(?:-?[ -]to[ -]?| and | or | ?- ?)[\w,.]{1,20})?)(?:[ -]|- )"
            r"(?:year|month|week|day)s?[ -]olds?\b"
        ),
        "age": rf"\b(?:aged?|ages)(?: of| between| from)? {age}"
        rf"(?:, {age}(?=,| and | or ))*(?:(?: ?[-–] ?| to |,? and | or ){age})?(?![\d,.]*\d|%)",
        # The attributes of a tag.
        "<": r"</?[a-z][^<>\n]{0,300}>",
        "at one ": r"\bat one (?:point|time|stage)\b",
        # A line of a style sheet.
        ";": r"^[ \t]*[a-z-]+:[^;\n]{1,80};[ \t]*$",
        # A web address without a scheme.
        r"\.(?:com|net|org|gov|edu)": r"(?<![\w$£€.-])[\w-]{1,63}\.(?:com|net|org|gov|edu)\b(?:/\S*)?",
        # A sum in six figures: the number of digits.
        "figures": r"\b(?:in|into|to|at|by) (?:(?:the|low|mid|high) )*(?:four|five|six|seven|eight|nine) figures\b",
        # A margin of error belongs to its poll.
        r"±|plus|\+": rf"(?:\+ ?/ ?-|±|\bplus or minus|\bplus-or-minus)\s?(?:\d[\d.]*|{word}\b)"
        r"(?:[ -]?(?:percentage |percent|per cent|%)?[ -]?(?:points?|percent|%)?)?",
        "give or": rf"\bgive or take (?:an? |half |(?:\d[\d,.]*|{word})(?![\w]))",
        # Half past two; a quarter to nine.
        "past|quarter": rf"\b(?:half|quarter|five|ten|twenty|twenty-five) past {small}\b|\bquarter to {small}\b",
        "margin": r"\bmargins?[ -]of[ -](?:sampling )?error (?:(?:for|in) [\w ]{1,30} )?(?:is|was|of|at|:|are|were)?"
        r"(?: (?:plus or minus|about|of|at|a|roughly|around|[+±/-]+))* ?\d[\d.]*",
    }
    lists = [r"^[ \t]*\(?\d{1,2}[.)](?=\s+[A-Z\"“])|^[ \t]*\d{1,2}:(?=\s+[A-Z])"]
    # Every alternative takes time at every position, so each is tried only where it may begin.
    groups = {
        r"\d": [*at_digit, *either],
        r"[ \t\d(]": lists,
        r"\D{1,40}+\d": before_digit,
    }
    some = "|".join(f"(?={begin})(?:{'|'.join(f'(?:{part})' for part in parts)})" for begin, parts in groups.items())
    # None begins inside a word, at a space that doesn't begin a line, or far before a digit.
    prose = r"(?<!\w)(?P<prose>\D{45,}(?=\D{41}))"
    begins = r"(?:(?<!\w)(?=\S)|(?=\d|[^\w\s])|^(?=[ \t]))"
    flags = re.IGNORECASE | re.MULTILINE
    return (
        (re.compile(""), re.compile(f"{prose}|{begins}(?:{some})", flags)),
        *((re.compile(letters), re.compile(part, flags)) for letters, part in rare.items()),
    )


# Nobody is that old: `a 3,300-year-old tomb` gives a date.
_ANCIENT = re.compile(r"(?<!\d)(?!1[01]\d(?![\d,]))\d[\d,]{2,}|hundred|thousand|million|billion", re.IGNORECASE)


# Words before a number with two decimals that is a level or a price, not a clock time.
_LEVEL = re.compile(
    r"\b(?:shares?|stocks?|price[ds]?|rates?|index|yields?|closed|stood|traded|trading|settled|score[ds]?|level|valued|average[ds]?|dollars?|euros?|per|rose|risen|fell|fallen|grew|up|down|dropped|climbed|cut)\b",
    re.IGNORECASE,
)


_COUNTABLE = re.compile(
    r" (?!(?:the|an?|this|that|these|those|his|her|its|their|our|my|your|he|she|it|they|we|i|there|when|while|and|but"
    r"|as|for|in|on|at|by|to|from|with|under|after|most|many|some|no|only|nearly|almost|about)\b)[a-z]"
)


def _excludes(match: re.Match[str]) -> bool:
    if match.lastgroup == "prose":
        return False
    if match.lastgroup == "clock":
        return not _LEVEL.search(match.string[max(0, match.start() - 60) : match.start()])
    if match.lastgroup == "old":
        return not _ANCIENT.search(match["old"])
    if match.lastgroup == "to":
        # `Between 1500 and 2000 people` counts, `between 1500 and 2000 the town grew` does not.
        return any(int(match[name]) % 50 for name in ("from", "to")) or not _COUNTABLE.match(match.string, match.end())
    return True


def excluded_spans(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of the spans whose numbers are not figures, in text order."""
    lower = text.lower()
    searched = (pattern for test, pattern in _patterns() if test.search(lower))
    return sorted(match.span() for pattern in searched for match in pattern.finditer(text) if _excludes(match))
