"""What the columns of tables are called, in English, Arabic and French."""

# What columns are called; sources.yml names others.
COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "العنوان", "عنوان", "عنوان الخبر", "عنوان المقال",
              "عنوان المقالة", "عنوان المادة", "عنوان الوثيقة", "الموضوع", "titre"),
    "body": ("body", "text", "content", "article", "fulltext", "html", "النص", "المحتوى", "المتن",
             "نص الخبر", "نص المقال", "نص المقالة", "نص المادة", "نص الوثيقة", "نص", "texte"),
    "date": ("date", "published", "pubdate", "published_at", "created", "datetime", "date_iso",
             "التاريخ", "تاريخ", "تاريخ النشر", "تاريخ الخبر", "تاريخ المقال", "تاريخ الوثيقة",
             "تاريخ الإصدار", "التاريخ الميلادي"),
    "source": ("source", "publisher", "site", "newspaper", "المصدر", "مصدر", "الصحيفة",
               "الجريدة", "المجلة", "الناشر", "الموقع", "اسم الصحيفة", "اسم الجريدة", "اسم المجلة",
               "اسم الناشر", "اسم الموقع", "اسم المصدر", "جهة النشر"),
    "source_url": ("url", "link", "source_url", "address", "الرابط", "رابط", "رابط الخبر",
                   "رابط المقال", "رابط المصدر"),
    "authors": ("author", "authors", "byline", "writer", "الكاتب", "كاتب", "المؤلف", "اسم الكاتب"),
    "section": ("section", "category", "topic", "القسم", "قسم", "التصنيف", "الفئة", "الباب"),
    "summary": ("summary", "abstract", "excerpt", "description", "الملخص", "ملخص"),
    "lang": ("lang", "language", "اللغة"),
    "tags": ("tags", "keywords", "الوسوم", "كلمات مفتاحية", "الكلمات المفتاحية", "الكلمات الدالة"),
    "key": ("id", "key", "guid", "_id", "uuid", "المعرف", "الرقم"),
    "translator": ("translator", "المترجم"),
    "rights": ("rights", "license", "الحقوق"),
}  # fmt: skip
HIJRI = ("التاريخ الهجري", "تاريخ هجري")  # the date, where a table has none of ours
YEARS = ("year", "السنة", "سنة", "العام")  # the date, where a table has none
