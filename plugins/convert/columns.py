"""What the columns of tables are called, in English, Arabic and French."""

# What columns are called; sources.yml names others.
COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "العنوان", "عنوان", "عنوان الخبر", "عنوان المقال",
              "عنوان المقالة", "عنوان المادة", "titre"),
    "body": ("body", "text", "content", "article", "fulltext", "html", "النص", "المحتوى", "المتن",
             "نص الخبر", "نص المقال", "نص المقالة", "نص المادة", "نص", "texte"),
    "date": ("date", "published", "pubdate", "published_at", "created", "datetime", "date_iso",
             "التاريخ", "تاريخ", "تاريخ النشر", "تاريخ الخبر", "تاريخ المقال"),
    "source": ("source", "publisher", "site", "newspaper", "المصدر", "مصدر", "الصحيفة",
               "الجريدة", "اسم الصحيفة"),
    "source_url": ("url", "link", "source_url", "address", "الرابط", "رابط", "رابط الخبر",
                   "رابط المقال", "رابط المصدر"),
    "authors": ("author", "authors", "byline", "writer", "الكاتب", "كاتب", "المؤلف", "اسم الكاتب"),
    "section": ("section", "category", "topic", "القسم", "قسم", "التصنيف", "الفئة", "الباب"),
    "summary": ("summary", "abstract", "excerpt", "description", "الملخص", "ملخص"),
    "lang": ("lang", "language", "اللغة"),
    "tags": ("tags", "keywords", "الوسوم", "كلمات مفتاحية"),
    "key": ("id", "key", "guid", "_id", "uuid", "المعرف", "الرقم"),
    "translator": ("translator", "المترجم"),
    "rights": ("rights", "license", "الحقوق"),
}  # fmt: skip
YEARS = ("year", "السنة", "سنة", "العام")  # the date, where a table has none
