/* Articles from bytes, safe to read when they are damaged. */
#include "indexer/store/record.h"

#include <string.h>

#include "indexer/store/index.h"
#include "indexer/store/record-form.h"
#include "indexer/store/serial.h"

/* The members of OSINT_RECORD_TYPE. */
enum {
    MEMBER_ID,
    MEMBER_TITLE,
    MEMBER_AUTHORS,
    MEMBER_PUBLISHER,
    MEMBER_URL,
    MEMBER_PUBLISHED,
    MEMBER_UPDATED,
    MEMBER_ACCESSED,
    MEMBER_LANGUAGE,
    MEMBER_TEXT,
    MEMBER_ENTITIES,
    MEMBER_TAGGED,
    MEMBER_TAGS,
    MEMBER_RATING,
    MEMBER_TLP,
    MEMBER_PATH,
    MEMBER_SHA256,
    MEMBER_MEDIA_TYPE,
    MEMBER_BYTES,
    MEMBER_HEADINGS,
    MEMBER_PAGES,
    MEMBER_SENTENCES,
    MEMBER_PASSAGES,
    MEMBER_NAMED,
    MEMBER_REASONS,
    MEMBER_MENTIONS,
    MEMBER_CITATIONS,
    MEMBER_WARNINGS,
    MEMBER_MARKS,
    MEMBERS
};

#define TEXTS                                                                                                \
    {                                                                                                        \
        1, 0                                                                                                 \
    } /* strings, and lists and pairs of them */
#define NUMBERS                                                                                              \
    {                                                                                                        \
        4, 0                                                                                                 \
    } /* lists of what has a number in it */

static const OsintSerialType record_types[MEMBERS] = {
    TEXTS,   TEXTS,   TEXTS,   TEXTS, TEXTS, TEXTS,   TEXTS,   TEXTS, TEXTS,   TEXTS,
    TEXTS,   TEXTS,   TEXTS,   TEXTS, TEXTS, TEXTS,   TEXTS,   TEXTS, {8, 8},  NUMBERS,
    NUMBERS, NUMBERS, NUMBERS, TEXTS, TEXTS, NUMBERS, NUMBERS, TEXTS, NUMBERS,
};
static const OsintSerialType strings_types[] = {TEXTS, TEXTS, TEXTS};
static const OsintSerialType citation_types[] = {{4, 4}, {4, 4}, TEXTS, TEXTS, {1, 1}};
static const OsintSerialType mark_types[] = {{4, 4}, {4, 4}, TEXTS};

static gboolean open_record(GBytes *bytes, OsintSerial *members)
{
    OsintSerial record;
    record.data = g_bytes_get_data(bytes, &record.size);
    return osint_serial_members(record, record_types, MEMBERS, members);
}

static void set_damaged(GError **error)
{
    g_set_error_literal(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_DAMAGED, "a stored article is damaged");
}

/* ---- strings ---- */

static gboolean read_string(OsintSerial value, char **string)
{
    const char *text;
    if (!osint_serial_maybe(value, &text))
        return FALSE;
    *string = text == NULL ? NULL : g_strndup(text, value.size - 2);
    return TRUE;
}

static gboolean read_strings(OsintSerial value, GPtrArray *strings)
{
    OsintSerialArray list;
    if (!osint_serial_array(value, 1, &list))
        return FALSE;
    for (gsize i = 0; i < list.length; i++) {
        OsintSerial element;
        const char *text = osint_serial_element(&list, i, &element) ? osint_serial_string(element) : NULL;
        if (text == NULL)
            return FALSE;
        g_ptr_array_add(strings, g_strndup(text, element.size - 1));
    }
    return TRUE;
}

/* A tuple of strings, count of them, that is an element of a list. */
static gboolean read_tuple(const OsintSerialArray *list, gsize number, guint count, const char **strings)
{
    OsintSerial tuple, members[G_N_ELEMENTS(strings_types)];
    if (!osint_serial_element(list, number, &tuple) ||
        !osint_serial_members(tuple, strings_types, count, members))
        return FALSE;
    for (guint i = 0; i < count; i++)
        if ((strings[i] = osint_serial_string(members[i])) == NULL)
            return FALSE;
    return TRUE;
}

/* ---- spans ---- */

static gboolean is_boundary(const char *text, guint32 at)
{
    return ((guchar)text[at] & 0xC0) != 0x80;
}

static gboolean span_lies_in(OsintSpan span, const char *text, gsize length)
{
    return span.start <= span.end && span.end <= length && is_boundary(text, span.start) &&
           is_boundary(text, span.end);
}

static OsintSpan span_at(OsintSerial value, gsize at)
{
    return (OsintSpan){osint_serial_number(value, at), osint_serial_number(value, at + 4)};
}

/* Spans in order that do not overlap. */
static gboolean read_spans(OsintSerial value, GArray *spans, const char *text, gsize length)
{
    OsintSpan last = {0, 0};
    if (value.size % sizeof(OsintSpan) != 0)
        return FALSE;
    g_array_set_size(spans, (guint)(value.size / sizeof(OsintSpan)));
    for (guint i = 0; i < spans->len; i++) {
        OsintSpan span = span_at(value, i * sizeof(OsintSpan));
        if (!span_lies_in(span, text, length) || span.start < last.end)
            return FALSE;
        g_array_index(spans, OsintSpan, i) = last = span;
    }
    return TRUE;
}

/* In order, within the text. */
static gboolean read_pages(OsintSerial value, GArray *pages, gsize length)
{
    guint32 last = 0;
    if (value.size % sizeof(OsintPageStart) != 0)
        return FALSE;
    for (gsize at = 0; at < value.size; at += sizeof(OsintPageStart)) {
        OsintPageStart page = {osint_serial_number(value, at), osint_serial_number(value, at + 4)};
        if (page.start > length || page.start < last)
            return FALSE;
        g_array_append_val(pages, page);
        last = page.start;
    }
    return TRUE;
}

/* ---- mentions ---- */

typedef struct {
    OsintSerialArray entities, reasons;
} Named;

static OsintStoredMention mention_at(OsintSerial value, gsize at)
{
    return (OsintStoredMention){span_at(value, at), osint_serial_number(value, at + 8),
                                osint_serial_number(value, at + 12), osint_serial_number(value, at + 16)};
}

static gboolean read_reason(const Named *named, guint32 number, OsintMention *mention)
{
    OsintSerial element;
    const char *why =
        osint_serial_element(&named->reasons, number, &element) ? osint_serial_string(element) : NULL;
    mention->why = g_strdup(why);
    return why != NULL;
}

static gboolean read_mention(OsintArticle *article, const Named *named, const OsintStoredMention *stored,
                             gsize length)
{
    guint8 confidence = (guint8)(stored->flags & OSINT_RECORD_CONFIDENCE);
    const char *entity[3]; /* id, type, name */
    if (!span_lies_in(stored->span, article->text, length) || stored->entity >= named->entities.length ||
        stored->reason > named->reasons.length || confidence == 0 || confidence > 100 ||
        !read_tuple(&named->entities, stored->entity, 3, entity))
        return FALSE;
    OsintMention *mention = osint_article_add_mention(article, stored->span, entity[0], entity[1], entity[2]);
    mention->confidence = confidence;
    mention->descriptive = (stored->flags & OSINT_RECORD_DESCRIPTIVE) != 0;
    mention->by_hand = (stored->flags & OSINT_RECORD_BY_HAND) != 0;
    mention->undecided = (stored->flags & OSINT_RECORD_UNDECIDED) != 0;
    mention->benign = (stored->flags & OSINT_RECORD_BENIGN) != 0;
    return stored->reason == 0 || read_reason(named, stored->reason - 1, mention);
}

static gboolean read_mentions(const OsintSerial *members, OsintArticle *article, gsize length)
{
    const OsintSerial list = members[MEMBER_MENTIONS];
    Named named;
    if (list.size % sizeof(OsintStoredMention) != 0 ||
        !osint_serial_array(members[MEMBER_NAMED], 1, &named.entities) ||
        !osint_serial_array(members[MEMBER_REASONS], 1, &named.reasons))
        return FALSE;
    for (gsize at = 0; at < list.size; at += sizeof(OsintStoredMention)) {
        OsintStoredMention stored = mention_at(list, at);
        if (!read_mention(article, &named, &stored, length))
            return FALSE;
    }
    return TRUE;
}

static gboolean read_named(OsintSerial value, OsintArticle *article)
{
    OsintSerialArray entities;
    const char *entity[3];
    if (!osint_serial_array(value, 1, &entities))
        return FALSE;
    for (gsize i = 0; i < entities.length; i++) {
        if (!read_tuple(&entities, i, 3, entity))
            return FALSE;
        osint_article_add_mention(article, (OsintSpan){0, 0}, entity[0], entity[1], entity[2]);
    }
    return TRUE;
}

/* ---- citations, warnings, marks ---- */

static gboolean read_citations(OsintSerial value, OsintArticle *article, gsize length)
{
    OsintSerialArray list;
    if (!osint_serial_array(value, 4, &list))
        return FALSE;
    for (gsize i = 0; i < list.length; i++) {
        OsintSerial tuple, members[G_N_ELEMENTS(citation_types)];
        const char *origin, *name;
        if (!osint_serial_element(&list, i, &tuple) ||
            !osint_serial_members(tuple, citation_types, G_N_ELEMENTS(citation_types), members) ||
            !osint_serial_maybe(members[2], &origin) || !osint_serial_maybe(members[3], &name))
            return FALSE;
        OsintSpan span = span_at(tuple, 0);
        if (!span_lies_in(span, article->text, length))
            return FALSE;
        osint_article_add_citation(article, span, origin, name, *members[4].data != 0);
    }
    return TRUE;
}

static gboolean read_warnings(OsintSerial value, OsintArticle *article)
{
    OsintSerialArray list;
    const char *warning[2]; /* code, message */
    if (!osint_serial_array(value, 1, &list))
        return FALSE;
    for (gsize i = 0; i < list.length; i++) {
        if (!read_tuple(&list, i, 2, warning))
            return FALSE;
        osint_article_warn(article, warning[0], "%s", warning[1]);
    }
    return TRUE;
}

static gboolean read_marks(OsintSerial value, OsintArticle *article, gsize length)
{
    OsintSerialArray list;
    if (!osint_serial_array(value, 4, &list))
        return FALSE;
    for (gsize i = 0; i < list.length; i++) {
        OsintSerial tuple, members[G_N_ELEMENTS(mark_types)];
        if (!osint_serial_element(&list, i, &tuple) ||
            !osint_serial_members(tuple, mark_types, G_N_ELEMENTS(mark_types), members))
            return FALSE;
        OsintSpan span = span_at(tuple, 0);
        const char *entity = osint_serial_string(members[2]);
        if (entity == NULL || !span_lies_in(span, article->text, length))
            return FALSE;
        osint_article_add_mark(article, span, entity);
    }
    return TRUE;
}

/* ---- parts of a record ---- */

static gboolean read_words(const OsintSerial *members, OsintArticle *article)
{
    return read_strings(members[MEMBER_AUTHORS], article->authors) &&
           read_string(members[MEMBER_TITLE], &article->title) &&
           read_string(members[MEMBER_LANGUAGE], &article->language) &&
           read_string(members[MEMBER_TEXT], &article->text) && article->text != NULL;
}

OsintArticle *osint_record_decode_words(GBytes *bytes, GError **error)
{
    OsintSerial members[MEMBERS];
    g_autoptr(OsintArticle) article = osint_article_new();
    if (open_record(bytes, members) && read_words(members, article))
        return g_steal_pointer(&article);
    set_damaged(error);
    return NULL;
}

static gboolean read_tags(const OsintSerial *members, OsintArticle *article)
{
    return read_string(members[MEMBER_ID], &article->id) &&
           read_string(members[MEMBER_TITLE], &article->title) &&
           read_string(members[MEMBER_TEXT], &article->text) && article->id != NULL &&
           article->text != NULL && read_strings(members[MEMBER_ENTITIES], article->entities) &&
           read_named(members[MEMBER_NAMED], article) &&
           read_marks(members[MEMBER_MARKS], article, strlen(article->text));
}

OsintArticle *osint_record_decode_tags(GBytes *bytes, GError **error)
{
    OsintSerial members[MEMBERS];
    g_autoptr(OsintArticle) article = osint_article_new();
    if (open_record(bytes, members) && read_tags(members, article))
        return g_steal_pointer(&article);
    set_damaged(error);
    return NULL;
}

static gboolean read_mentioning(const OsintSerial *members, OsintArticle *article)
{
    return read_string(members[MEMBER_ID], &article->id) &&
           read_string(members[MEMBER_TITLE], &article->title) &&
           read_string(members[MEMBER_PUBLISHED], &article->published) &&
           read_string(members[MEMBER_TEXT], &article->text) && article->id != NULL &&
           article->text != NULL && read_strings(members[MEMBER_TAGGED], article->tagged) &&
           read_spans(members[MEMBER_PASSAGES], article->passages, article->text, strlen(article->text)) &&
           read_mentions(members, article, strlen(article->text));
}

OsintArticle *osint_record_decode_mentions(GBytes *bytes, GError **error)
{
    OsintSerial members[MEMBERS];
    g_autoptr(OsintArticle) article = osint_article_new();
    if (open_record(bytes, members) && read_mentioning(members, article))
        return g_steal_pointer(&article);
    set_damaged(error);
    return NULL;
}

static gboolean read_origin(const OsintSerial *members, OsintArticle *article)
{
    return read_string(members[MEMBER_ID], &article->id) &&
           read_string(members[MEMBER_TITLE], &article->title) &&
           read_string(members[MEMBER_PUBLISHER], &article->publisher) &&
           read_string(members[MEMBER_URL], &article->url) &&
           read_string(members[MEMBER_PUBLISHED], &article->published) &&
           read_string(members[MEMBER_LANGUAGE], &article->language) &&
           read_string(members[MEMBER_PATH], &article->path) && article->id != NULL;
}

OsintArticle *osint_record_decode_origin(GBytes *bytes, GError **error)
{
    OsintSerial members[MEMBERS];
    g_autoptr(OsintArticle) article = osint_article_new();
    if (open_record(bytes, members) && read_origin(members, article))
        return g_steal_pointer(&article);
    set_damaged(error);
    return NULL;
}

static gboolean read_fields(const OsintSerial *members, OsintArticle *article)
{
    const struct {
        guint member;
        char **string;
    } strings[] = {{MEMBER_ID, &article->id},
                   {MEMBER_TITLE, &article->title},
                   {MEMBER_PUBLISHER, &article->publisher},
                   {MEMBER_URL, &article->url},
                   {MEMBER_PUBLISHED, &article->published},
                   {MEMBER_UPDATED, &article->updated},
                   {MEMBER_ACCESSED, &article->accessed},
                   {MEMBER_LANGUAGE, &article->language},
                   {MEMBER_TEXT, &article->text},
                   {MEMBER_RATING, &article->rating},
                   {MEMBER_TLP, &article->tlp},
                   {MEMBER_PATH, &article->path},
                   {MEMBER_SHA256, &article->sha256},
                   {MEMBER_MEDIA_TYPE, &article->media_type}};
    for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
        if (!read_string(members[strings[i].member], strings[i].string))
            return FALSE;
    article->bytes = osint_serial_long(members[MEMBER_BYTES], 0);
    return article->text != NULL && read_strings(members[MEMBER_AUTHORS], article->authors) &&
           read_strings(members[MEMBER_ENTITIES], article->entities) &&
           read_strings(members[MEMBER_TAGGED], article->tagged) &&
           read_strings(members[MEMBER_TAGS], article->tags);
}

static gboolean read_parts(const OsintSerial *members, OsintArticle *article)
{
    const char *text = article->text;
    gsize length = strlen(text);
    return read_spans(members[MEMBER_HEADINGS], article->headings, text, length) &&
           read_pages(members[MEMBER_PAGES], article->pages, length) &&
           read_spans(members[MEMBER_SENTENCES], article->sentences, text, length) &&
           read_spans(members[MEMBER_PASSAGES], article->passages, text, length) &&
           read_mentions(members, article, length) &&
           read_citations(members[MEMBER_CITATIONS], article, length) &&
           read_warnings(members[MEMBER_WARNINGS], article) &&
           read_marks(members[MEMBER_MARKS], article, length);
}

OsintArticle *osint_record_decode_draft(GBytes *bytes, GError **error)
{
    OsintSerial members[MEMBERS];
    g_autoptr(OsintArticle) article = osint_article_new();
    if (open_record(bytes, members) && read_fields(members, article) && read_parts(members, article))
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
