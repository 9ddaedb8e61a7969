/* JSON and NDJSON: osint-json(5).
 *
 * One hit is built at a time; the object around the hits is written by hand, so that a search of any length
 * needs the memory of one hit. */
#include "search/renderers.h"
#include "search/typeset.h"

#include <string.h>

#include "indexer/article/json.h"
#include "search/asked.h"

#define SCORE_DIGITS 8

/* ---- values ---- */

static void put(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        g_error("out of memory for JSON");
}

json_t *osint_json_text(const char *text)
{
    g_autofree char *valid = text != NULL ? g_utf8_make_valid(text, -1) : NULL;
    return valid != NULL ? json_string(valid) : json_null();
}

json_t *osint_json_strings(const GPtrArray *texts)
{
    json_t *array = json_array();
    for (guint i = 0; i < texts->len; i++)
        json_array_append_new(array, osint_json_text(g_ptr_array_index(texts, i)));
    return array;
}

static guint32 count_chars(const char *text, guint32 from, guint32 to)
{
    return osint_text_offset_to_chars(text + from, to - from);
}

/* Valid JSON stays the same JSON when a character of a string becomes its escape: thus what jansson leaves as
 * it is but a terminal would act on is never printed. All such characters are in the first plane. */
static void append_safe(GString *out, const char *json)
{
    for (const char *at = json; *at != '\0';) {
        const char *next = g_utf8_next_char(at);
        gunichar c = g_utf8_get_char(at);
        if (osint_char_is_unsafe(c))
            g_string_append_printf(out, "\\u%04x", c);
        else
            g_string_append_len(out, at, next - at);
        at = next;
    }
}

void osint_json_append(GString *out, json_t *value)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(SCORE_DIGITS));
    if (text == NULL)
        g_error("out of memory for JSON");
    append_safe(out, text);
    free(text);
    json_decref(value);
}

/* ---- one hit ---- */

static json_t *highlights_of(const OsintHitPassage *passage, const char *text)
{
    json_t *array = json_array();
    guint32 at = passage->span.start, chars = 0;
    for (guint i = 0; i < passage->highlights->len; i++) {
        OsintSpan span = g_array_index(passage->highlights, OsintSpan, i);
        guint32 start = CLAMP(span.start, at, passage->span.end);
        guint32 end = CLAMP(span.end, start, passage->span.end);
        if (start == end)
            continue;
        guint32 first = chars + count_chars(text, at, start);
        chars = first + count_chars(text, start, end);
        at = end;
        json_t *pair = json_array();
        json_array_append_new(pair, json_integer(first));
        json_array_append_new(pair, json_integer(chars));
        json_array_append_new(array, pair);
    }
    return array;
}

/* An article may have many passages, and each is to cost what stands in it. */
static json_t *mentions_in(const OsintArticle *article, OsintSpan span)
{
    json_t *array = json_array();
    for (guint i = osint_spans_from(article->mentions, span.start); i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        if (mention->span.start >= span.end)
            break;
        if (mention->span.end <= span.end)
            json_array_append_new(array, osint_mention_to_json(mention, article->text, span.start));
    }
    return array;
}

static json_t *citations_in(const OsintArticle *article, OsintSpan span)
{
    json_t *array = json_array();
    for (guint i = osint_spans_from(article->citations, span.start); i < article->citations->len; i++) {
        const OsintCitation *citation = &g_array_index(article->citations, OsintCitation, i);
        if (citation->span.start >= span.end)
            break;
        if (citation->span.end <= span.end)
            json_array_append_new(array, osint_citation_to_json(citation, article->text, span.start));
    }
    return array;
}

static json_t *passage_object(const OsintArticle *article, const OsintCharIndex *chars,
                              const OsintHitPassage *passage)
{
    json_t *object = json_object();
    OsintSpan span = passage->span;
    guint32 page = osint_article_page_at(article, span.start);
    g_autofree char *text = g_strndup(article->text + span.start, span.end - span.start);
    put(object, "index", json_integer(passage->index));
    put(object, "score", json_real(passage->score));
    put(object, "text", osint_json_text(text));
    put(object, "start", json_integer(osint_char_index_at(chars, span.start)));
    put(object, "end", json_integer(osint_char_index_at(chars, span.end)));
    if (page > 0)
        put(object, "page", json_integer(page));
    put(object, "highlights", highlights_of(passage, article->text));
    put(object, "mentions", mentions_in(article, span));
    put(object, "cites", citations_in(article, span));
    if (passage->explanation != NULL)
        put(object, "explanation", osint_json_text(passage->explanation));
    return object;
}

json_t *osint_json_evidence(const OsintHit *hit)
{
    json_t *object = json_object(), *passages = json_array();
    g_autoptr(OsintCharIndex) chars = osint_char_index_new(hit->article->text);
    for (guint i = 0; i < hit->passages->len; i++) {
        json_t *passage = passage_object(hit->article, chars, g_ptr_array_index(hit->passages, i));
        json_object_del(passage, "score");
        json_array_append_new(passages, passage);
    }
    put(object, "article", osint_article_to_json_brief(hit->article));
    put(object, "passages", passages);
    return object;
}

/* Whether it matches, as far as is known. */
static json_t *matches_of(const OsintCopy *copy)
{
    return copy->matches == OSINT_MATCHES_UNKNOWN ? json_null()
                                                  : json_boolean(copy->matches == OSINT_MATCHES);
}

static json_t *copies_of(const OsintHit *hit)
{
    json_t *array = json_array();
    for (guint i = 0; i < hit->copies->len; i++) {
        const OsintCopy *copy = g_ptr_array_index(hit->copies, i);
        json_t *object = json_object();
        put(object, "id", osint_json_text(copy->article->id));
        put(object, "title", osint_json_text(copy->article->title));
        put(object, "publisher", osint_json_text(copy->article->publisher));
        put(object, "url", osint_json_text(copy->article->url));
        put(object, "published", osint_json_text(copy->article->published));
        put(object, "language", osint_json_text(copy->article->language));
        put(object, "path", osint_json_text(copy->article->path));
        put(object, "matches", matches_of(copy));
        put(object, "earliest", json_boolean(copy->earliest));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *hit_object(const OsintHit *hit, const OsintRenderOptions *options)
{
    json_t *object = json_object(), *passages = json_array();
    g_autoptr(OsintCharIndex) chars = osint_char_index_new(hit->article->text);
    for (guint i = 0; i < osint_render_passages(hit, options); i++)
        json_array_append_new(passages,
                              passage_object(hit->article, chars, g_ptr_array_index(hit->passages, i)));
    put(object, "rank", json_integer((json_int_t)hit->rank));
    put(object, "score", json_real(hit->score));
    put(object, "missing", osint_json_strings(hit->missing));
    put(object, "article", osint_article_to_json_brief(hit->article));
    put(object, "passages", passages);
    put(object, "copies", copies_of(hit));
    if (hit->copies->len > 0) {
        put(object, "copies_more", json_integer(hit->copies_more));
        put(object, "earliest", json_boolean(hit->earliest));
    }
    if (hit->explanation != NULL)
        put(object, "explanation", osint_json_text(hit->explanation));
    return object;
}

/* ---- json ---- */

json_t *osint_json_name(const OsintQueryEntity *entity, const OsintQueryName *name)
{
    json_t *object = json_object();
    g_autofree char *only = osint_asked_only(name->name);
    put(object, "name", osint_json_text(name->name));
    put(object, "lists", osint_json_strings(name->lists));
    put(object, "users", osint_json_strings(name->users));
    put(object, "articles", entity->is_counted ? json_integer((json_int_t)name->articles) : json_null());
    put(object, "also", osint_json_strings(name->also));
    put(object, "only", name->lists->len > 0 ? osint_json_text(only) : json_null());
    return object;
}

static void add_names(json_t *object, const OsintQueryEntity *entity)
{
    json_t *names = json_array();
    for (guint i = 0; entity->names != NULL && i < entity->names->len; i++)
        json_array_append_new(names, osint_json_name(entity, g_ptr_array_index(entity->names, i)));
    put(object, "type", osint_json_text(entity->type));
    put(object, "names", names);
    put(object, "counted",
        entity->is_counted
            ? json_pack("{sI sb}", "articles", (json_int_t)entity->counted, "exact", entity->counted_exact)
            : json_null());
}

static json_t *entities_of(const OsintSearch *search)
{
    const GPtrArray *entities = osint_search_entities(search);
    json_t *array = json_array();
    for (guint i = 0; i < entities->len; i++) {
        const OsintQueryEntity *entity = g_ptr_array_index(entities, i);
        json_t *object = json_object();
        put(object, "id", osint_json_text(entity->id));
        put(object, "name", osint_json_text(entity->name));
        put(object, "matched_by", osint_json_text(entity->matched_by));
        put(object, "also_searched", osint_json_strings(entity->also_searched));
        add_names(object, entity);
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *query_object(const OsintSearch *search, const OsintRenderOptions *options)
{
    json_t *object = json_object(), *notes = osint_json_strings(osint_search_notes(search));
    if (osint_search_is_closest(search))
        json_array_append_new(notes, json_string(OSINT_NOTE_CLOSEST));
    if (options->name != NULL)
        put(object, "name", osint_json_text(options->name));
    put(object, "text", osint_json_text(osint_search_text(search)));
    put(object, "read_as", osint_json_text(osint_search_read_as(search)));
    put(object, "notes", notes);
    put(object, "entities", entities_of(search));
    return object;
}

static json_t *total_object(const OsintSearch *search)
{
    json_t *object = json_object();
    gboolean exact = FALSE;
    put(object, "articles", json_integer((json_int_t)osint_search_total(search, &exact)));
    put(object, "exact", json_boolean(exact));
    if (osint_search_folded(search) > 0)
        put(object, "folded", json_integer((json_int_t)osint_search_folded(search)));
    return object;
}

void osint_json_begin(GString *out, const OsintSearch *search, const OsintRenderOptions *options)
{
    g_string_append(out, "{\"format\": \"osint-search/1\",\n \"query\": ");
    osint_json_append(out, query_object(search, options));
    g_string_append(out, ",\n \"total\": ");
    osint_json_append(out, total_object(search));
}

static void json_begin(GString *out, const OsintSearch *search, const OsintRenderOptions *options)
{
    osint_json_begin(out, search, options);
    g_string_append(out, ",\n \"results\": [");
}

static void json_hit(GString *out, const OsintSearch *search, const OsintHit *hit,
                     const OsintRenderOptions *options)
{
    guint64 first = osint_search_options(search)->offset + 1;
    g_string_append(out, hit->rank > first ? ",\n" : "\n");
    osint_json_append(out, hit_object(hit, options));
}

void osint_json_end(GString *out, const OsintSearch *search, const OsintRenderOptions *options)
{
    g_string_append(out, "]");
    if (options->wants_facets) {
        g_string_append(out, ",\n \"facets\": ");
        osint_json_append(out, osint_json_facets(options->facets));
    }
    g_string_append(out, ",\n \"suggestion\": ");
    osint_json_append(out, osint_json_text(osint_search_suggestion(search)));
    g_string_append(out, "}\n");
}

static void json_timeline(GString *out, const OsintSearch *search, const OsintTimeline *timeline,
                          const OsintRenderOptions *options)
{
    osint_json_begin(out, search, options);
    g_string_append_printf(out,
                           ",\n \"by\": \"%s\",\n \"counted\": {\"articles\": %" G_GUINT64_FORMAT
                           ", \"exact\": %s},\n \"results\": [",
                           osint_by_name(timeline->by), timeline->articles,
                           timeline->exact ? "true" : "false");
    const OsintTimelineRow *row;
    for (guint i = 0; (row = osint_render_row(timeline, options, i)) != NULL; i++) {
        g_string_append(out, i > 0 ? ",\n" : "\n");
        osint_json_append(out, osint_json_row(row));
    }
    osint_json_end(out, search, options);
}

const OsintRenderer osint_render_json = {
    .name = "json",
    .media_type = "application/json",
    .open = "[",
    .between = ",\n",
    .close = "]\n",
    .has_facets = TRUE,
    .has_explanations = TRUE,
    .has_notes = TRUE,
    .has_closest = TRUE,
    .begin = json_begin,
    .hit = json_hit,
    .end = osint_json_end,
    .timeline = json_timeline,
    .entities = osint_json_entities,
    .card = osint_json_card,
    .network = osint_json_network,
};

/* ---- ndjson ---- */

/* Takes the object. */
void osint_ndjson_append(GString *out, json_t *object, const OsintRenderOptions *options)
{
    if (options->name != NULL) {
        json_t *named = json_pack("{so}", "query", osint_json_text(options->name));
        json_object_update_missing(named, object);
        json_decref(object);
        object = named;
    }
    osint_json_append(out, object);
    g_string_append_c(out, '\n');
}

static void ndjson_hit(GString *out, const OsintSearch *search, const OsintHit *hit,
                       const OsintRenderOptions *options)
{
    (void)search;
    osint_ndjson_append(out, hit_object(hit, options), options);
}

static void ndjson_timeline(GString *out, const OsintSearch *search, const OsintTimeline *timeline,
                            const OsintRenderOptions *options)
{
    (void)search;
    const OsintTimelineRow *row;
    for (guint i = 0; (row = osint_render_row(timeline, options, i)) != NULL; i++)
        osint_ndjson_append(out, osint_json_row(row), options);
}

const OsintRenderer osint_render_ndjson = {
    .name = "ndjson",
    .media_type = "application/x-ndjson",
    .open = "",
    .between = "",
    .close = "",
    .has_closest = TRUE,
    .has_explanations = TRUE,
    .begin = osint_render_nothing,
    .hit = ndjson_hit,
    .end = osint_render_nothing,
    .timeline = ndjson_timeline,
    .entities = osint_ndjson_entities,
    .card = osint_ndjson_card,
    .network = osint_ndjson_network,
};
