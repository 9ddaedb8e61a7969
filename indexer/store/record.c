/* Articles from bytes, safe to read when they are damaged. */
#include "indexer/store/record.h"

#include <string.h>

#include "indexer/store/index.h"
#include "indexer/store/record-form.h"

static GVariant *little_endian(GVariant *variant)
{
#if G_BYTE_ORDER == G_BIG_ENDIAN
    GVariant *swapped = g_variant_byteswap(variant);
    g_variant_unref(variant);
    return swapped;
#else
    return variant;
#endif
}

typedef struct {
    GVariant *record;
    gsize next; /* the child to read */
} Reader;

static char *read_string(Reader *reader)
{
    char *string;
    g_variant_get_child(reader->record, reader->next++, "ms", &string);
    return string;
}

static void read_strings(Reader *reader, GPtrArray *strings)
{
    g_autoptr(GVariant) list = g_variant_get_child_value(reader->record, reader->next++);
    for (gsize i = 0; i < g_variant_n_children(list); i++) {
        char *string;
        g_variant_get_child(list, i, "s", &string);
        g_ptr_array_add(strings, string);
    }
}

static gboolean is_boundary(const char *text, guint32 at)
{
    return ((guchar)text[at] & 0xC0) != 0x80;
}

static gboolean span_lies_in(OsintSpan span, const char *text, gsize length)
{
    return span.start <= span.end && span.end <= length && is_boundary(text, span.start) &&
           is_boundary(text, span.end);
}

/* Spans in order that do not overlap. */
static gboolean read_spans(Reader *reader, GArray *spans, const char *text, gsize length)
{
    g_autoptr(GVariant) list = g_variant_get_child_value(reader->record, reader->next++);
    gsize count;
    const OsintSpan *elements = g_variant_get_fixed_array(list, &count, sizeof(OsintSpan));
    for (gsize i = 0; i < count; i++)
        if (!span_lies_in(elements[i], text, length) || (i > 0 && elements[i].start < elements[i - 1].end))
            return FALSE;
    if (count > 0)
        g_array_append_vals(spans, elements, (guint)count);
    return TRUE;
}

/* In order, within the text. */
static gboolean read_pages(Reader *reader, GArray *pages, gsize length)
{
    g_autoptr(GVariant) list = g_variant_get_child_value(reader->record, reader->next++);
    gsize count;
    const OsintPageStart *elements = g_variant_get_fixed_array(list, &count, sizeof(OsintPageStart));
    for (gsize i = 0; i < count; i++)
        if (elements[i].start > length || (i > 0 && elements[i].start < elements[i - 1].start))
            return FALSE;
    if (count > 0)
        g_array_append_vals(pages, elements, (guint)count);
    return TRUE;
}

static gboolean read_mention(OsintArticle *article, GVariant *entities, GVariant *reasons,
                             const OsintStoredMention *stored, gsize length)
{
    guint8 confidence = (guint8)(stored->flags & OSINT_RECORD_CONFIDENCE);
    if (!span_lies_in(stored->span, article->text, length) ||
        stored->entity >= g_variant_n_children(entities) || stored->reason > g_variant_n_children(reasons) ||
        confidence == 0 || confidence > 100)
        return FALSE;
    const char *id, *type, *name;
    g_variant_get_child(entities, stored->entity, "(&s&s&s)", &id, &type, &name);
    OsintMention *mention = osint_article_add_mention(article, stored->span, id, type, name);
    if (stored->reason > 0)
        g_variant_get_child(reasons, stored->reason - 1, "s", &mention->why);
    mention->confidence = confidence;
    mention->descriptive = (stored->flags & OSINT_RECORD_DESCRIPTIVE) != 0;
    mention->by_hand = (stored->flags & OSINT_RECORD_BY_HAND) != 0;
    mention->undecided = (stored->flags & OSINT_RECORD_UNDECIDED) != 0;
    mention->benign = (stored->flags & OSINT_RECORD_BENIGN) != 0;
    return TRUE;
}

static gboolean read_mentions(Reader *reader, OsintArticle *article, gsize length)
{
    g_autoptr(GVariant) entities = g_variant_get_child_value(reader->record, reader->next++);
    g_autoptr(GVariant) reasons = g_variant_get_child_value(reader->record, reader->next++);
    g_autoptr(GVariant) list = g_variant_get_child_value(reader->record, reader->next++);
    gsize count;
    const OsintStoredMention *mentions = g_variant_get_fixed_array(list, &count, sizeof(OsintStoredMention));
    for (gsize i = 0; i < count; i++)
        if (!read_mention(article, entities, reasons, &mentions[i], length))
            return FALSE;
    return TRUE;
}

static gboolean read_citations(Reader *reader, OsintArticle *article, gsize length)
{
    g_autoptr(GVariant) list = g_variant_get_child_value(reader->record, reader->next++);
    for (gsize i = 0; i < g_variant_n_children(list); i++) {
        OsintSpan span;
        const char *origin, *name;
        gboolean unnamed;
        g_variant_get_child(list, i, "(uum&sm&sb)", &span.start, &span.end, &origin, &name, &unnamed);
        if (!span_lies_in(span, article->text, length))
            return FALSE;
        osint_article_add_citation(article, span, origin, name, unnamed);
    }
    return TRUE;
}

static void read_warnings(Reader *reader, OsintArticle *article)
{
    g_autoptr(GVariant) list = g_variant_get_child_value(reader->record, reader->next++);
    for (gsize i = 0; i < g_variant_n_children(list); i++) {
        const char *code, *message;
        g_variant_get_child(list, i, "(&s&s)", &code, &message);
        osint_article_warn(article, code, "%s", message);
    }
}

static gboolean read_marks(Reader *reader, OsintArticle *article, gsize length)
{
    g_autoptr(GVariant) list = g_variant_get_child_value(reader->record, reader->next++);
    for (gsize i = 0; i < g_variant_n_children(list); i++) {
        OsintSpan span;
        const char *entity;
        g_variant_get_child(list, i, "(uu&s)", &span.start, &span.end, &entity);
        if (!span_lies_in(span, article->text, length))
            return FALSE;
        osint_article_add_mark(article, span, entity);
    }
    return TRUE;
}

static void read_fields(Reader *reader, OsintArticle *article)
{
    article->id = read_string(reader);
    article->title = read_string(reader);
    read_strings(reader, article->authors);
    article->publisher = read_string(reader);
    article->url = read_string(reader);
    article->published = read_string(reader);
    article->updated = read_string(reader);
    article->accessed = read_string(reader);
    article->language = read_string(reader);
    article->text = read_string(reader);
    read_strings(reader, article->entities);
    read_strings(reader, article->tagged);
    read_strings(reader, article->tags);
    article->rating = read_string(reader);
    article->tlp = read_string(reader);
    article->path = read_string(reader);
    article->sha256 = read_string(reader);
    article->media_type = read_string(reader);
    g_variant_get_child(reader->record, reader->next++, "t", &article->bytes);
}

/* GLib makes what it knows of a type anew when no value of the type is left. */
static void keep_type(void)
{
    static GVariant *kept;
    if (g_once_init_enter(&kept))
        g_once_init_leave(&kept, g_variant_ref_sink(g_variant_new_from_data(G_VARIANT_TYPE(OSINT_RECORD_TYPE),
                                                                            NULL, 0, TRUE, NULL, NULL)));
}

static GVariant *open_record(GBytes *bytes)
{
    keep_type();
    return little_endian(
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(OSINT_RECORD_TYPE), bytes, FALSE)));
}

static void set_damaged(GError **error)
{
    g_set_error_literal(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_DAMAGED, "a stored article is damaged");
}

/* The places of these in OSINT_RECORD_TYPE. */
enum {
    CHILD_ID = 0,
    CHILD_TITLE = 1,
    CHILD_AUTHORS = 2,
    CHILD_PUBLISHER = 3,
    CHILD_URL = 4,
    CHILD_PUBLISHED = 5,
    CHILD_LANGUAGE = 8,
    CHILD_TEXT = 9,
    CHILD_ENTITIES = 10,
    CHILD_TAGGED = 11,
    CHILD_PATH = 15,
    CHILD_PASSAGES = 22,
    CHILD_NAMED = 23,
    CHILD_MARKS = 28
};

OsintArticle *osint_record_decode_words(GBytes *bytes, GError **error)
{
    g_autoptr(GVariant) record = open_record(bytes);
    g_autoptr(OsintArticle) article = osint_article_new();
    Reader authors = {record, CHILD_AUTHORS};
    read_strings(&authors, article->authors);
    g_variant_get_child(record, CHILD_TITLE, "ms", &article->title);
    g_variant_get_child(record, CHILD_LANGUAGE, "ms", &article->language);
    g_variant_get_child(record, CHILD_TEXT, "ms", &article->text);
    if (article->text != NULL)
        return g_steal_pointer(&article);
    set_damaged(error);
    return NULL;
}

static void read_named(GVariant *record, OsintArticle *article)
{
    g_autoptr(GVariant) entities = g_variant_get_child_value(record, CHILD_NAMED);
    for (gsize i = 0; i < g_variant_n_children(entities); i++) {
        const char *id, *type, *name;
        g_variant_get_child(entities, i, "(&s&s&s)", &id, &type, &name);
        osint_article_add_mention(article, (OsintSpan){0, 0}, id, type, name);
    }
}

OsintArticle *osint_record_decode_tags(GBytes *bytes, GError **error)
{
    g_autoptr(GVariant) record = open_record(bytes);
    g_autoptr(OsintArticle) article = osint_article_new();
    Reader tags = {record, CHILD_ENTITIES};
    Reader marks = {record, CHILD_MARKS};
    g_variant_get_child(record, CHILD_ID, "ms", &article->id);
    g_variant_get_child(record, CHILD_TITLE, "ms", &article->title);
    g_variant_get_child(record, CHILD_TEXT, "ms", &article->text);
    read_strings(&tags, article->entities);
    read_named(record, article);
    if (article->id != NULL && article->text != NULL && read_marks(&marks, article, strlen(article->text)))
        return g_steal_pointer(&article);
    set_damaged(error);
    return NULL;
}

/* The mentions' children follow the passages. */
OsintArticle *osint_record_decode_mentions(GBytes *bytes, GError **error)
{
    g_autoptr(GVariant) record = open_record(bytes);
    g_autoptr(OsintArticle) article = osint_article_new();
    Reader tagged = {record, CHILD_TAGGED}, spans = {record, CHILD_PASSAGES};
    g_variant_get_child(record, CHILD_ID, "ms", &article->id);
    g_variant_get_child(record, CHILD_TITLE, "ms", &article->title);
    g_variant_get_child(record, CHILD_PUBLISHED, "ms", &article->published);
    g_variant_get_child(record, CHILD_TEXT, "ms", &article->text);
    read_strings(&tagged, article->tagged);
    gsize length = article->text == NULL ? 0 : strlen(article->text);
    if (article->id != NULL && article->text != NULL &&
        read_spans(&spans, article->passages, article->text, length) &&
        read_mentions(&spans, article, length))
        return g_steal_pointer(&article);
    set_damaged(error);
    return NULL;
}

OsintArticle *osint_record_decode_origin(GBytes *bytes, GError **error)
{
    g_autoptr(GVariant) record = open_record(bytes);
    g_autoptr(OsintArticle) article = osint_article_new();
    g_variant_get_child(record, CHILD_ID, "ms", &article->id);
    g_variant_get_child(record, CHILD_TITLE, "ms", &article->title);
    g_variant_get_child(record, CHILD_PUBLISHER, "ms", &article->publisher);
    g_variant_get_child(record, CHILD_URL, "ms", &article->url);
    g_variant_get_child(record, CHILD_PUBLISHED, "ms", &article->published);
    g_variant_get_child(record, CHILD_LANGUAGE, "ms", &article->language);
    g_variant_get_child(record, CHILD_PATH, "ms", &article->path);
    if (article->id != NULL)
        return g_steal_pointer(&article);
    set_damaged(error);
    return NULL;
}

OsintArticle *osint_record_decode_draft(GBytes *bytes, GError **error)
{
    g_autoptr(GVariant) record = open_record(bytes);
    g_autoptr(OsintArticle) article = osint_article_new();
    if (!g_variant_is_normal_form(record)) {
        set_damaged(error);
        return NULL;
    }
    Reader reader = {record, 0};
    read_fields(&reader, article);
    gsize length = article->text == NULL ? 0 : strlen(article->text);
    if (article->text == NULL || !read_spans(&reader, article->headings, article->text, length) ||
        !read_pages(&reader, article->pages, length) ||
        !read_spans(&reader, article->sentences, article->text, length) ||
        !read_spans(&reader, article->passages, article->text, length) ||
        !read_mentions(&reader, article, length) || !read_citations(&reader, article, length)) {
        set_damaged(error);
        return NULL;
    }
    read_warnings(&reader, article);
    if (read_marks(&reader, article, length))
        return g_steal_pointer(&article);
    set_damaged(error);
    return NULL;
}

OsintArticle *osint_record_decode(GBytes *bytes, GError **error)
{
    g_autoptr(OsintArticle) article = osint_record_decode_draft(bytes, error);
    if (article != NULL && article->id != NULL)
        return g_steal_pointer(&article);
    if (article != NULL)
        set_damaged(error);
    return NULL;
}
