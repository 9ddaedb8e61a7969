/* Terms, values and data of an article's document. */
#include "indexer/store/document.h"

#include <string.h>

#include "indexer/article/date.h"
#include "indexer/article/language.h"
#include "indexer/entities/indicators/normal.h"
#include "indexer/entities/lists/list.h"
#include "indexer/copies/sketch.h"
#include "indexer/store/record.h"
#include "indexer/store/schema.h"
#include "indexer/store/terms.h"
#include "indexer/text/pairs.h"
#include "indexer/text/stems.h"
#include "indexer/text/words.h"

/* How often a term stands in the article that is being made: in how many of its passages. */
typedef struct {
    guint article; /* number of the article the counts are of */
    guint passage; /* the passage it was last seen in, from 1 */
    guint32 passages;
} Count;

typedef struct {
    OsintStems *stems;
    GArray *counts; /* Count, by the number of the term; kept between articles */
} Language;

struct OsintDocumentMaker {
    GHashTable *languages; /* of stems -> Language */
    GArray *present;       /* guint32: the terms of this article */
    GArray *counts;        /* of its language */
    guint article;
    guint passage;
};

#define NUMBER_LENGTH 9 /* at most, of xapc_number_encode() */

static void language_free(gpointer data)
{
    Language *language = data;
    osint_stems_free(language->stems);
    g_array_unref(language->counts);
    g_free(language);
}

OsintDocumentMaker *osint_document_maker_new(void)
{
    OsintDocumentMaker *maker = g_new0(OsintDocumentMaker, 1);
    maker->languages = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, language_free);
    maker->present = g_array_new(FALSE, FALSE, sizeof(guint32));
    return maker;
}

void osint_document_maker_free(OsintDocumentMaker *maker)
{
    if (maker == NULL)
        return;
    g_hash_table_destroy(maker->languages);
    g_array_unref(maker->present);
    g_free(maker);
}

static Language *language_of(OsintDocumentMaker *maker, const OsintArticle *article)
{
    g_autofree char *primary = article->language == NULL ? NULL : osint_language_primary(article->language);
    const char *stemmer = osint_stems_language(primary);
    Language *language = g_hash_table_lookup(maker->languages, stemmer);
    if (language == NULL) {
        language = g_new0(Language, 1);
        language->stems = osint_stems_new(stemmer);
        language->counts = g_array_new(FALSE, TRUE, sizeof(Count));
        g_hash_table_insert(maker->languages, (gpointer)stemmer, language);
    }
    return language;
}

/* ---- words ---- */

static void count_term(guint32 term, gpointer user_data)
{
    OsintDocumentMaker *maker = user_data;
    if (term >= maker->counts->len)
        g_array_set_size(maker->counts, term + 1);
    Count *count = &g_array_index(maker->counts, Count, term);
    if (count->article != maker->article) {
        *count = (Count){.article = maker->article};
        g_array_append_val(maker->present, term);
    }
    if (count->passage != maker->passage) {
        count->passage = maker->passage;
        count->passages++;
    }
}

static void begin_article(OsintDocumentMaker *maker, Language *language)
{
    if (osint_stems_trim(language->stems))
        g_array_set_size(language->counts, 0);
    g_array_set_size(maker->present, 0);
    maker->counts = language->counts;
    maker->article++;
    maker->passage = 0;
}

static void count_words(OsintDocumentMaker *maker, Language *language, const OsintArticle *article)
{
    begin_article(maker, language);
    for (guint i = 0; i < article->passages->len; i++) {
        OsintSpan span = g_array_index(article->passages, OsintSpan, i);
        maker->passage = i + 1;
        osint_stems_term_numbers(language->stems, article->text + span.start, span.end - span.start,
                                 count_term, maker);
    }
    maker->passage = article->passages->len + 1;
    if (article->title != NULL)
        osint_stems_term_numbers(language->stems, article->title, strlen(article->title), count_term, maker);
}

/* ---- adding to the document; the first failure is kept and ends the work ---- */

typedef struct {
    XapcDoc *document;
    GError **error;
    gboolean failed;
} Sink;

static void add_weighted(Sink *sink, const char *term, guint32 wdf)
{
    if (!sink->failed)
        sink->failed = !xapc_doc_add_term(sink->document, term, wdf, sink->error);
}

/* A filter term; what is too long for a term is hashed, on both sides. */
static void add_filter(Sink *sink, const char *prefix, const char *value)
{
    g_autofree char *term = osint_filter_term(prefix, value);
    add_weighted(sink, term, 0);
}

static void add_value(Sink *sink, guint32 slot, GBytes *value)
{
    if (!sink->failed)
        sink->failed = !xapc_doc_set_value(sink->document, slot, g_bytes_get_data(value, NULL),
                                           g_bytes_get_size(value), sink->error);
}

static void add_number(Sink *sink, guint32 slot, double number)
{
    g_autoptr(GBytes) value = xapc_number_encode(number);
    add_value(sink, slot, value);
}

static void add_string(Sink *sink, guint32 slot, const char *string)
{
    if (!sink->failed && string != NULL)
        sink->failed = !xapc_doc_set_value(sink->document, slot, string, strlen(string), sink->error);
}

typedef struct {
    Sink *sink;
    const char *prefix;
} Prefixed;

static void add_prefixed(const char *term, gpointer user_data)
{
    const Prefixed *prefixed = user_data;
    add_filter(prefixed->sink, prefixed->prefix, term);
}

static void add_folded_words(Sink *sink, const char *prefix, const char *text)
{
    Prefixed prefixed = {sink, prefix};
    osint_stems_terms(NULL, text, strlen(text), add_prefixed, &prefixed);
}

static void add_words(Sink *sink, const OsintDocumentMaker *maker, const OsintStems *stems)
{
    for (guint i = 0; i < maker->present->len; i++) {
        guint32 term = g_array_index(maker->present, guint32, i);
        add_weighted(sink, osint_stems_string(stems, term),
                     g_array_index(maker->counts, Count, term).passages);
    }
}

/* ---- facts ---- */

static void add_date(Sink *sink, const OsintArticle *article)
{
    OsintPeriod period;
    if (article->published == NULL || !osint_date_parse(article->published, &period, NULL))
        return;
    int year, month, day;
    osint_second_fields(period.begin, &year, &month, &day);
    char digits[32];
    g_snprintf(digits, sizeof digits, "%04d%02d%02d", year, month, day);
    if (period.precision >= OSINT_DATE_DAY)
        add_filter(sink, OSINT_TERM_DAY, digits);
    digits[6] = '\0';
    if (period.precision >= OSINT_DATE_MONTH)
        add_filter(sink, OSINT_TERM_MONTH, digits);
    digits[4] = '\0';
    add_filter(sink, OSINT_TERM_YEAR, digits);
    add_number(sink, OSINT_SLOT_PUBLISHED, (double)period.begin);
    add_number(sink, OSINT_SLOT_PUBLISHED_END, (double)period.end);
    add_number(sink, OSINT_SLOT_OLDEST, -(double)period.begin);
}

static void add_language(Sink *sink, const char *language)
{
    if (language == NULL)
        return;
    g_autofree char *primary = osint_language_primary(language);
    g_autofree char *whole = g_ascii_strdown(language, -1);
    add_filter(sink, OSINT_TERM_LANGUAGE, primary);
    add_string(sink, OSINT_SLOT_LANGUAGE, primary);
    if (!g_str_equal(whole, primary))
        add_filter(sink, OSINT_TERM_LANGUAGE, whole);
}

/* The host and every domain above it, so that site:example.org finds news.example.org. */
static void add_host(Sink *sink, const char *url)
{
    g_autofree char *host = url == NULL ? NULL : osint_url_host(url);
    for (const char *domain = host; domain != NULL && strchr(domain, '.') != NULL;
         domain = strchr(domain, '.') + 1)
        add_filter(sink, OSINT_TERM_HOST, domain);
}

static void add_path(Sink *sink, const char *path)
{
    g_auto(GStrv) components = g_strsplit(path == NULL ? "" : path, "/", -1);
    for (char **component = components; *component != NULL; component++) {
        g_autoptr(GString) folded = g_string_new(NULL);
        osint_word_fold(*component, strlen(*component), folded);
        if (folded->len > 0)
            add_filter(sink, OSINT_TERM_PATH, folded->str);
    }
}

/* type:text/html and type:html are the same question. */
static void add_media_type(Sink *sink, const char *type)
{
    if (type == NULL)
        return;
    const char *slash = strchr(type, '/');
    add_filter(sink, OSINT_TERM_MEDIA_TYPE, type);
    if (slash != NULL)
        add_filter(sink, OSINT_TERM_MEDIA_TYPE, slash + 1);
}

/* Which words are neighbours, in the title or in the text. */
static void add_pairs(Sink *sink, const OsintArticle *article)
{
    g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(guint32));
    if (article->title != NULL)
        osint_pairs_append(article->title, pairs);
    osint_pairs_append(article->text, pairs);
    g_autoptr(GBytes) signature = osint_pairs_signature(pairs);
    add_value(sink, OSINT_SLOT_PAIRS, signature);
}

/* The newest last; the number, whose length differs, is filled up so that the hash does not count in it. */
static void add_order(Sink *sink, const OsintArticle *article)
{
    OsintPeriod period;
    guint8 order[NUMBER_LENGTH + sizeof(guint32)] = {0};
    const guint32 hash = GUINT32_TO_BE(osint_id_hash(article->id));
    if (article->published != NULL && osint_date_parse(article->published, &period, NULL)) {
        g_autoptr(GBytes) number = xapc_number_encode((double)period.begin);
        memcpy(order, g_bytes_get_data(number, NULL), MIN(g_bytes_get_size(number), NUMBER_LENGTH));
    }
    memcpy(order + NUMBER_LENGTH, &hash, sizeof hash);
    if (!sink->failed)
        sink->failed =
            !xapc_doc_set_value(sink->document, OSINT_SLOT_ORDER, order, sizeof order, sink->error);
}

/* By which copies of the article are found. */
static void add_sketch(Sink *sink, const OsintArticle *article)
{
    g_autoptr(OsintShingles) shingles = osint_shingles_new(article->text);
    g_autoptr(GBytes) sketch = osint_sketch_encode(shingles);
    add_value(sink, OSINT_SLOT_SKETCH, sketch);
}

static void add_facts(Sink *sink, const OsintArticle *article, gint64 added)
{
    g_autofree char *id = osint_id_term(article->id);
    add_weighted(sink, id, 0);
    for (guint i = 0; i < article->authors->len; i++)
        add_folded_words(sink, OSINT_TERM_AUTHOR, g_ptr_array_index(article->authors, i));
    if (article->publisher != NULL)
        add_folded_words(sink, OSINT_TERM_SOURCE, article->publisher);
    for (guint i = 0; i < article->tags->len; i++) {
        g_autofree char *tag = osint_entity_fold_name(g_ptr_array_index(article->tags, i));
        add_filter(sink, OSINT_TERM_TAG, tag);
    }
    add_media_type(sink, article->media_type);
    g_autofree char *rating = article->rating == NULL ? NULL : g_ascii_strup(article->rating, -1);
    if (rating != NULL)
        add_filter(sink, OSINT_TERM_RATING, rating);
    add_language(sink, article->language);
    add_host(sink, article->url);
    add_path(sink, article->path);
    add_date(sink, article);
    add_order(sink, article);
    add_number(sink, OSINT_SLOT_ADDED, (double)added);
    add_number(sink, OSINT_SLOT_PASSAGES, article->passages->len);
    add_string(sink, OSINT_SLOT_PUBLISHER, article->publisher);
}

/* ---- mentions ---- */

/* The number of the passage that a mention begins in. */
static guint passage_of(const OsintArticle *article, guint32 start)
{
    guint low = 0, high = article->passages->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(article->passages, OsintSpan, middle).end <= start)
            low = middle + 1;
        else
            high = middle;
    }
    return MIN(low + 1, article->passages->len);
}

static void add_name(Sink *sink, const OsintArticle *article, const OsintMention *mention)
{
    g_autofree char *text =
        g_strndup(article->text + mention->span.start, mention->span.end - mention->span.start);
    g_autofree char *folded = osint_entity_fold_name(text);
    g_autofree char *name = g_strconcat(mention->entity, "\t", folded, NULL);
    add_filter(sink, OSINT_TERM_NAME, name);
}

/* So that domain:evil.example finds www.evil.example. */
static void add_domains_above(Sink *sink, const char *domain)
{
    const char *dot = domain != NULL ? strchr(domain, '.') : NULL;
    for (; dot != NULL && strchr(dot + 1, '.') != NULL; dot = strchr(dot + 1, '.')) {
        g_autofree char *term = osint_filter_term(OSINT_TERM_DOMAIN, dot + 1);
        add_weighted(sink, term, 1);
    }
}

static void add_mentions(Sink *sink, const OsintArticle *article)
{
    g_autoptr(GHashTable) last =
        g_hash_table_new(g_str_hash, g_str_equal); /* entity -> passage counted last */
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        guint passage = passage_of(article, mention->span.start);
        if (!mention->descriptive)
            add_name(sink, article, mention);
        if (GPOINTER_TO_UINT(g_hash_table_lookup(last, mention->entity)) == passage)
            continue;
        g_hash_table_insert(last, mention->entity, GUINT_TO_POINTER(passage));
        g_autofree char *term =
            osint_filter_term(mention->benign ? OSINT_TERM_BENIGN : OSINT_TERM_ENTITY, mention->entity);
        add_weighted(sink, term, 1);
        add_domains_above(sink, osint_indicator_domain_of(mention->entity));
    }
}

/* Once a passage. */
static void add_cited(Sink *sink, GHashTable *last, const char *term, guint passage)
{
    if (GPOINTER_TO_UINT(g_hash_table_lookup(last, term)) == passage)
        return;
    g_hash_table_insert(last, g_strdup(term), GUINT_TO_POINTER(passage));
    add_weighted(sink, term, 1);
}

typedef struct {
    Sink *sink;
    GHashTable *last;
    guint passage;
} CitedName;

static void add_cited_word(const char *word, gpointer user_data)
{
    const CitedName *name = user_data;
    g_autofree char *term = osint_filter_term(OSINT_TERM_CITES_WORD, word);
    add_cited(name->sink, name->last, term, name->passage);
}

static void add_citations(Sink *sink, const OsintArticle *article)
{
    g_autoptr(GHashTable) last = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < article->citations->len; i++) {
        const OsintCitation *citation = &g_array_index(article->citations, OsintCitation, i);
        CitedName name = {sink, last, passage_of(article, citation->span.start)};
        if (citation->unnamed)
            add_cited(sink, last, OSINT_TERM_CITES_UNNAMED, name.passage);
        if (citation->origin != NULL) {
            g_autofree char *term = osint_filter_term(OSINT_TERM_CITES, citation->origin);
            add_cited(sink, last, term, name.passage);
        }
        if (citation->name != NULL)
            osint_stems_terms(NULL, citation->name, strlen(citation->name), add_cited_word, &name);
    }
}

/* An entity that the article is tagged with by hand is found even where the text never mentions it. */
static void add_hand_tags(Sink *sink, const OsintArticle *article)
{
    for (guint i = 0; i < article->tagged->len; i++)
        add_filter(sink, OSINT_TERM_ENTITY, g_ptr_array_index(article->tagged, i));
}

XapcDoc *osint_document_make(OsintDocumentMaker *maker, const OsintArticle *article, gint64 added,
                             GError **error)
{
    g_autoptr(XapcDoc) document = xapc_doc_new(error);
    if (document == NULL)
        return NULL;
    Sink sink = {document, error, FALSE};
    Language *language = language_of(maker, article);
    count_words(maker, language, article);
    add_words(&sink, maker, language->stems);
    add_pairs(&sink, article);
    add_sketch(&sink, article);
    if (article->title != NULL) {
        Prefixed title = {&sink, OSINT_TERM_TITLE};
        osint_stems_terms(language->stems, article->title, strlen(article->title), add_prefixed, &title);
    }
    add_facts(&sink, article, added);
    add_mentions(&sink, article);
    add_citations(&sink, article);
    add_hand_tags(&sink, article);
    g_autoptr(GBytes) record = osint_record_encode(article);
    if (sink.failed ||
        !xapc_doc_set_data(document, g_bytes_get_data(record, NULL), g_bytes_get_size(record), error))
        return NULL;
    return g_steal_pointer(&document);
}

double osint_document_number(XapcDoc *document, guint32 slot)
{
    g_autoptr(GBytes) value = xapc_doc_value(document, slot, NULL);
    if (value == NULL || g_bytes_get_size(value) == 0)
        return 0;
    return xapc_number_decode(g_bytes_get_data(value, NULL), g_bytes_get_size(value));
}

gboolean osint_document_set_added(XapcDoc *document, gint64 added, GError **error)
{
    g_autoptr(GBytes) value = xapc_number_encode((double)added);
    return xapc_doc_set_value(document, OSINT_SLOT_ADDED, g_bytes_get_data(value, NULL),
                              g_bytes_get_size(value), error);
}
