"""The tables of the analysis, as they travel with the index: the browser keeps only the loops."""

import json

from plugins.arabic.letters import MARK_RANGES, folded_letters
from plugins.arabic.stem import LEAST, LEAST_BETWEEN, LEAST_OF_UNKNOWN, SKELETON, affixes
from plugins.arabic.stopwords import stopwords
from plugins.search import schema
from plugins.search.query import names


def rules() -> bytes:
    """Return the tables as JSON: letters, marks, affixes, stopwords and the numbers of ranking."""
    table = affixes()
    letters = folded_letters()
    found = {
        "letters": ["".join(map(chr, letters)), [*letters.values()]],
        "marks": MARK_RANGES,
        "articles": [affix.affix for affix in table.articles],
        "particles": [affix.affix for affix in table.particles],
        "suffixes": [[suffix.affix, suffix.becomes] for suffix in table.suffixes],
        "least": [LEAST, LEAST_BETWEEN, LEAST_OF_UNKNOWN, SKELETON],
        "stopwords": sorted(stopwords()),
        "language": names(),
        "exact": schema.EXACT_BOOST,
        "all": schema.ALL_WORDS,
        "steps": [schema.IMPACTS, schema.IDF_STEPS],
        "facets": schema.FACETS,
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
