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
KINDS = tuple(FOLDERS)
