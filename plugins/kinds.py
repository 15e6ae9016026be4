"""The kinds of entity: in authority files, in addresses, on pages."""

FOLDERS = {  # kind → the name of its authority file, and of its pages' folder
    "person": "people",
    "place": "places",
    "organization": "organizations",
    "event": "events",
}
HEADINGS = {  # kind → msgid of its heading
    "person": "People",
    "place": "Places",
    "organization": "Organizations",
    "event": "Events",
}
TYPES = {  # kind → its type at schema.org
    "person": "Person",
    "place": "Place",
    "organization": "Organization",
    "event": "Event",
}
WIKIDATA = "https://www.wikidata.org/entity/"  # before a number: whom all archives call so
KINDS = tuple(FOLDERS)
