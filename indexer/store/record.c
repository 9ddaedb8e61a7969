/* Articles as GVariant: little-endian, compact, safe to read from damaged bytes. */
#include "indexer/store/record.h"

#include <string.h>

#include "indexer/store/index.h"

/* id, title, authors, publisher, url, published, updated, accessed, language, text, entities, tagged, tags,
 * rating, tlp, path, sha256, media type, bytes, headings, pages (start, number), sentences, passages, named
 * entities (id, type, name), reasons (why), mentions (start, end, entity, reason + 1, confidence and flags),
 * citations (start, end, origin, name, unnamed), warnings, marks (start, end, entity). */
#define RECORD_TYPE                                                                                          \
    "(msmsasmsmsmsmsmsmsmsasasasmsmsmsmsmsta(uu)a(uu)a(uu)a(uu)a(sss)asa(uuuuu)a(uumsmsb)a(ss)a(uus))"

/* Below them is the confidence. */
enum {
    CONFIDENCE = 0x7F,
    FLAG_DESCRIPTIVE = 0x80,
    FLAG_BY_HAND = 0x100,
    FLAG_UNDECIDED = 0x200,
    FLAG_BENIGN = 0x400
};

typedef struct {
    OsintSpan span;
    guint32 entity; /* among the named entities */
    guint32 reason; /* among the reasons, from 1; 0 for none */
    guint32 flags;
} StoredMention;

/* ---- encoding ---- */

static void add_string(GVariantBuilder *record, const char *string)
{
    g_variant_builder_add(record, "ms", string);
}

static void add_strings(GVariantBuilder *record, const GPtrArray *strings)
{
    g_variant_builder_open(record, G_VARIANT_TYPE("as"));
    for (guint i = 0; i < strings->len; i++)
        g_variant_builder_add(record, "s", g_ptr_array_index(strings, i));
    g_variant_builder_close(record);
}

static void add_spans(GVariantBuilder *record, const GArray *spans)
{
    g_variant_builder_add_value(record, g_variant_new_fixed_array(G_VARIANT_TYPE("(uu)"), spans->data,
                                                                  spans->len, sizeof(OsintSpan)));
}

static void add_pages(GVariantBuilder *record, const GArray *pages)
{
    g_variant_builder_add_value(record, g_variant_new_fixed_array(G_VARIANT_TYPE("(uu)"), pages->data,
                                                                  pages->len, sizeof(OsintPageStart)));
}

/* The article's distinct entities; *numbers gives the place of each mention's entity among them. */
static GPtrArray *distinct_entities(const OsintArticle *article, GArray *numbers)
{
    GPtrArray *entities = g_ptr_array_new();
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        g_autofree char *key = g_strjoin("\t", mention->entity, mention->type, mention->name, NULL);
        guint32 number = GPOINTER_TO_UINT(g_hash_table_lookup(known, key));
        if (number == 0) {
            g_ptr_array_add(entities, (gpointer)mention);
            number = entities->len;
            g_hash_table_insert(known, g_steal_pointer(&key), GUINT_TO_POINTER(number));
        }
        number--;
        g_array_append_val(numbers, number);
    }
    return entities;
}

/* The reasons, each once; numbers gives the place of each mention's, from 1, or 0. */
static GPtrArray *distinct_reasons(const OsintArticle *article, GArray *numbers)
{
    GPtrArray *reasons = g_ptr_array_new();
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < article->mentions->len; i++) {
        char *why = g_array_index(article->mentions, OsintMention, i).why;
        guint32 number = why == NULL ? 0 : GPOINTER_TO_UINT(g_hash_table_lookup(known, why));
        if (why != NULL && number == 0) {
            g_ptr_array_add(reasons, why);
            number = reasons->len;
            g_hash_table_insert(known, why, GUINT_TO_POINTER(number));
        }
        g_array_append_val(numbers, number);
    }
    return reasons;
}

static guint32 flags_of(const OsintMention *mention)
{
    return (mention->confidence & CONFIDENCE) | (mention->descriptive ? FLAG_DESCRIPTIVE : 0u) |
           (mention->by_hand ? FLAG_BY_HAND : 0u) | (mention->undecided ? FLAG_UNDECIDED : 0u) |
           (mention->benign ? FLAG_BENIGN : 0u);
}

static void add_mentions(GVariantBuilder *record, const OsintArticle *article)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GPtrArray) entities = distinct_entities(article, numbers);
    g_variant_builder_open(record, G_VARIANT_TYPE("a(sss)"));
    for (guint i = 0; i < entities->len; i++) {
        const OsintMention *mention = g_ptr_array_index(entities, i);
        g_variant_builder_add(record, "(sss)", mention->entity, mention->type, mention->name);
    }
    g_variant_builder_close(record);
    g_autoptr(GArray) reason_numbers = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GPtrArray) reasons = distinct_reasons(article, reason_numbers);
    add_strings(record, reasons);
    g_autoptr(GArray) stored = g_array_new(FALSE, FALSE, sizeof(StoredMention));
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        StoredMention element = {mention->span, g_array_index(numbers, guint32, i),
                                 g_array_index(reason_numbers, guint32, i), flags_of(mention)};
        g_array_append_val(stored, element);
    }
    g_variant_builder_add_value(record, g_variant_new_fixed_array(G_VARIANT_TYPE("(uuuuu)"), stored->data,
                                                                  stored->len, sizeof(StoredMention)));
}

static void add_citations(GVariantBuilder *record, const OsintArticle *article)
{
    g_variant_builder_open(record, G_VARIANT_TYPE("a(uumsmsb)"));
    for (guint i = 0; i < article->citations->len; i++) {
        const OsintCitation *citation = &g_array_index(article->citations, OsintCitation, i);
        g_variant_builder_add(record, "(uumsmsb)", citation->span.start, citation->span.end, citation->origin,
                              citation->name, citation->unnamed);
    }
    g_variant_builder_close(record);
}

static void add_warnings(GVariantBuilder *record, const OsintArticle *article)
{
    g_variant_builder_open(record, G_VARIANT_TYPE("a(ss)"));
    for (guint i = 0; i < article->warnings->len; i++) {
        const OsintWarning *warning = g_ptr_array_index(article->warnings, i);
        g_variant_builder_add(record, "(ss)", warning->code, warning->message);
    }
    g_variant_builder_close(record);
}

static void add_marks(GVariantBuilder *record, const OsintArticle *article)
{
    g_variant_builder_open(record, G_VARIANT_TYPE("a(uus)"));
    for (guint i = 0; i < article->marks->len; i++) {
        const OsintMark *mark = &g_array_index(article->marks, OsintMark, i);
        g_variant_builder_add(record, "(uus)", mark->span.start, mark->span.end, mark->entity);
    }
    g_variant_builder_close(record);
}

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

GBytes *osint_record_encode(const OsintArticle *article)
{
    GVariantBuilder record;
    g_variant_builder_init(&record, G_VARIANT_TYPE(RECORD_TYPE));
    add_string(&record, article->id);
    add_string(&record, article->title);
    add_strings(&record, article->authors);
    add_string(&record, article->publisher);
    add_string(&record, article->url);
    add_string(&record, article->published);
    add_string(&record, article->updated);
    add_string(&record, article->accessed);
    add_string(&record, article->language);
    add_string(&record, article->text);
    add_strings(&record, article->entities);
    add_strings(&record, article->tagged);
    add_strings(&record, article->tags);
    add_string(&record, article->rating);
    add_string(&record, article->tlp);
    add_string(&record, article->path);
    add_string(&record, article->sha256);
    add_string(&record, article->media_type);
    g_variant_builder_add(&record, "t", article->bytes);
    add_spans(&record, article->headings);
    add_pages(&record, article->pages);
    add_spans(&record, article->sentences);
    add_spans(&record, article->passages);
    add_mentions(&record, article);
    add_citations(&record, article);
    add_warnings(&record, article);
    add_marks(&record, article);
    g_autoptr(GVariant) variant = little_endian(g_variant_ref_sink(g_variant_builder_end(&record)));
    return g_variant_get_data_as_bytes(variant);
}

/* ---- decoding ---- */

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
                             const StoredMention *stored, gsize length)
{
    guint8 confidence = (guint8)(stored->flags & CONFIDENCE);
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
    mention->descriptive = (stored->flags & FLAG_DESCRIPTIVE) != 0;
    mention->by_hand = (stored->flags & FLAG_BY_HAND) != 0;
    mention->undecided = (stored->flags & FLAG_UNDECIDED) != 0;
    mention->benign = (stored->flags & FLAG_BENIGN) != 0;
    return TRUE;
}

static gboolean read_mentions(Reader *reader, OsintArticle *article, gsize length)
{
    g_autoptr(GVariant) entities = g_variant_get_child_value(reader->record, reader->next++);
    g_autoptr(GVariant) reasons = g_variant_get_child_value(reader->record, reader->next++);
    g_autoptr(GVariant) list = g_variant_get_child_value(reader->record, reader->next++);
    gsize count;
    const StoredMention *mentions = g_variant_get_fixed_array(list, &count, sizeof(StoredMention));
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

static GVariant *open_record(GBytes *bytes)
{
    return little_endian(
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(RECORD_TYPE), bytes, FALSE)));
}

static void set_damaged(GError **error)
{
    g_set_error_literal(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_DAMAGED, "a stored article is damaged");
}

/* The places of these in RECORD_TYPE. */
enum {
    CHILD_ID = 0,
    CHILD_TITLE = 1,
    CHILD_AUTHORS = 2,
    CHILD_PUBLISHED = 5,
    CHILD_LANGUAGE = 8,
    CHILD_TEXT = 9,
    CHILD_ENTITIES = 10,
    CHILD_TAGGED = 11,
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
