/* Folding of copies, over an index whose groups are made by hand: of 200 copies of one report, three of
 * another and 40 reports without copies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "indexer/store/schema.h"
#include "indexer/store/terms.h"
#include "search/entities-view.h"
#include "search/facets.h"
#include "search/timeline.h"
#include "tests/unit/store/fixture.h"

#define NOW 1767225600
#define COPIES 200
#define ALONE 40

/* ---- the index ---- */

/* Whatever group the indexer found for it. */
static void put_in_group(XapcDb *db, const char *id, const char *key)
{
    g_autofree char *id_term = osint_id_term(id), *term = g_strconcat(OSINT_TERM_COPIES, key, NULL);
    g_autoptr(XapcPostings) postings = xapc_db_postings(db, id_term, NULL);
    guint32 docid;
    assert_true(xapc_postings_next(postings, &docid, NULL));
    g_autoptr(XapcDoc) document = xapc_db_document(db, docid, NULL);
    assert_true(xapc_doc_set_value(document, OSINT_SLOT_COPIES, key, strlen(key), NULL));
    if (*key != '\0')
        assert_true(xapc_doc_add_term(document, term, 0, NULL));
    assert_true(xapc_db_replace_document(db, docid, document, NULL));
}

static void put(OsintWriter *writer, const char *id, const char *text, const char *publisher,
                const char *published)
{
    g_autoptr(OsintArticle) article = make_article(id, "A report", text);
    article->publisher = g_strdup(publisher);
    article->published = g_strdup(published);
    article->url = g_strconcat("https://", id, ".example/", NULL);
    g_ptr_array_add(article->tags, g_strconcat("From the ", publisher, NULL));
    const char *at = strstr(text, "Heron");
    if (at != NULL) {
        OsintSpan span = {(guint32)(at - text), (guint32)(at - text) + 5};
        osint_article_add_mention(article, span, "heron", "threat-actor", "Heron");
    }
    assert_true(osint_writer_put(writer, article, 100, NULL));
}

static void put_numbered(OsintWriter *writer, const char *prefix, guint count, const char *text,
                         const char *publisher)
{
    for (guint i = 0; i < count; i++) {
        g_autofree char *id = g_strdup_printf("%s%03u", prefix, i);
        g_autofree char *day = g_strdup_printf("2021-%02u-%02u", 3 + i / 28, 1 + i % 28);
        g_autofree char *whole = g_strdup_printf("%s Number %u.", text, i);
        put(writer, id, whole, publisher, day);
    }
}

static void group_numbered(XapcDb *db, const char *prefix, guint count, const char *key)
{
    for (guint i = 0; i < count; i++) {
        g_autofree char *id = g_strdup_printf("%s%03u", prefix, i);
        put_in_group(db, id, key);
    }
}

static void group_reports(const char *directory)
{
    g_autofree char *path = g_build_filename(directory, "current", NULL);
    g_autoptr(XapcDb) db = xapc_db_open_writable(path, XAPC_OPEN, XAPC_DB_NONE, NULL);
    assert_non_null(db);
    put_in_group(db, "late", "bridge");
    put_in_group(db, "first", "bridge");
    put_in_group(db, "undated", "bridge");
    group_numbered(db, "press", COPIES, "ferry");
    group_numbered(db, "alone", ALONE, "");
    assert_true(xapc_db_commit(db, NULL));
}

static int make_reports(void **state)
{
    if (make_directory(state) != 0)
        return 1;
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    put(writer, "late", "The bridge over the river fell at night.", "Post", "2021-04-22");
    put(writer, "first", "The bridge over the river fell at night. Heron said so.", "Wire", "2021-03-31");
    put(writer, "undated", "The bridge over the river fell at night, the Echo has learnt.", "Echo", NULL);
    put_numbered(writer, "press", COPIES, "A new ferry will cross the river, Heron announced.", "Wire");
    put_numbered(writer, "alone", ALONE, "The river rose again.", "Gazette");
    commit(writer);
    g_clear_pointer(&writer, osint_writer_free);
    group_reports(*state);
    return 0;
}

/* ---- asking ---- */

static OsintSearch *ask(OsintIndex *index, const char *query, const OsintSearchOptions *options)
{
    g_autoptr(GError) error = NULL;
    OsintSearch *search = osint_search_start(index, query, options, NOW, NULL, &error);
    if (search == NULL)
        fail_msg("%s", error->message);
    return search;
}

static guint64 total_of(OsintIndex *index, const char *query, OsintFolding copies, guint64 *folded)
{
    const OsintSearchOptions options = {.strict = TRUE, .passages = 1, .copies = copies};
    g_autoptr(OsintSearch) search = ask(index, query, &options);
    gboolean exact;
    guint64 total = osint_search_total(search, &exact);
    assert_true(exact);
    if (folded != NULL)
        *folded = osint_search_folded(search);
    return total;
}

static char *copies_of(const OsintHit *hit)
{
    GString *text = g_string_new(hit->earliest ? "(earliest)" : NULL);
    for (guint i = 0; i < hit->copies->len; i++) {
        const OsintCopy *copy = g_ptr_array_index(hit->copies, i);
        g_string_append_printf(text, " %s%s%s", copy->article->id, copy->earliest ? "!" : "",
                               copy->matches == OSINT_MATCHES       ? "+"
                               : copy->matches == OSINT_MATCHES_NOT ? "-"
                                                                    : "?");
    }
    return g_string_free(text, FALSE);
}

/* The ids of the hits in their order, each with its copies. */
static char *hits_of(OsintIndex *index, const char *query, const OsintSearchOptions *options)
{
    g_autoptr(OsintSearch) search = ask(index, query, options);
    GString *text = g_string_new(NULL);
    for (;;) {
        g_autoptr(OsintHit) hit = osint_search_next(search, NULL);
        if (hit == NULL)
            return g_string_free(text, FALSE);
        g_autofree char *copies = copies_of(hit);
        g_string_append_printf(text, "%s%s:%s", text->len > 0 ? "; " : "", hit->article->id, copies);
    }
}

static void assert_hits(OsintIndex *index, const char *query, OsintSort sort, const char *expected)
{
    const OsintSearchOptions options = {.limit = 10, .passages = 1, .sort = sort};
    g_autofree char *hits = hits_of(index, query, &options);
    assert_string_equal(hits, expected);
}

/* ---- tests ---- */

static void test_one_for_all(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    assert_hits(index, "bridge", OSINT_SORT_NEWEST, "late: first!+ undated+");
    assert_hits(index, "bridge", OSINT_SORT_OLDEST, "first:(earliest) late+ undated+");
    assert_hits(index, "id:undated", OSINT_SORT_RELEVANCE, "undated: first!- late-");
    assert_hits(index, "bridge source:post", OSINT_SORT_RELEVANCE, "late: first!- undated-");
    assert_hits(index, "bridge date:2021", OSINT_SORT_NEWEST, "late: first!+ undated-");
    assert_hits(index, "id:alone003", OSINT_SORT_RELEVANCE, "alone003:");
}

/* Only reading tells that a phrase is there. */
static void test_phrases(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    assert_hits(index, "\"fell at night\"", OSINT_SORT_NEWEST, "late: first!+ undated+");
    assert_hits(index, "\"the echo has learnt\"", OSINT_SORT_NEWEST, "undated: first!- late-");
    assert_hits(index, "river SAME/s \"fell at night\" SAME/s learnt", OSINT_SORT_NEWEST,
                "undated: first!- late-");
    assert_hits(index, "body:bridge NEAR/4 fell", OSINT_SORT_OLDEST, "first:(earliest) late+ undated+");
    assert_int_equal(total_of(index, "\"the river\"", OSINT_COPIES_SHOW, NULL), 3 + COPIES + ALONE);
    const OsintSearchOptions all = {.limit = G_MAXUINT64, .passages = 1};
    g_autoptr(OsintSearch) search = ask(index, "\"the river\"", &all);
    for (guint given = 0;; given++) {
        g_autoptr(OsintHit) hit = osint_search_next(search, NULL);
        if (hit != NULL)
            continue;
        assert_int_equal(given, 2 + ALONE);
        return;
    }
}

static void test_totals(void **state)
{
    guint64 folded;
    g_autoptr(OsintIndex) index = open_index(*state);
    assert_int_equal(total_of(index, "river", OSINT_COPIES_FOLD, &folded), 2 + ALONE);
    assert_int_equal(folded, COPIES - 1 + 2);
    assert_int_equal(total_of(index, "river", OSINT_COPIES_SHOW, &folded), 3 + COPIES + ALONE);
    assert_int_equal(folded, 0);
    assert_int_equal(total_of(index, "*", OSINT_COPIES_FOLD, NULL), 2 + ALONE);
    assert_int_equal(total_of(index, "bridge", OSINT_COPIES_FOLD, &folded), 1);
    assert_int_equal(folded, 2);
    assert_int_equal(total_of(index, "id:alone000", OSINT_COPIES_FOLD, &folded), 1);
    assert_int_equal(folded, 0);
}

/* Every result stands on one page, and its copies on none. */
static void test_pages(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    for (OsintSort sort = OSINT_SORT_RELEVANCE; sort <= OSINT_SORT_OLDEST; sort++) {
        g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        guint ferries = 0;
        for (guint64 offset = 0; offset < 60; offset += 7) {
            const OsintSearchOptions options = {.limit = 7, .offset = offset, .passages = 1, .sort = sort};
            g_autoptr(OsintSearch) search = ask(index, "river", &options);
            g_autoptr(OsintHit) hit = NULL;
            while ((hit = osint_search_next(search, NULL)) != NULL) {
                assert_true(g_hash_table_add(seen, g_strdup(hit->article->id)));
                ferries += g_str_has_prefix(hit->article->id, "press") ? 1 : 0;
                g_clear_pointer(&hit, osint_hit_free);
            }
        }
        assert_int_equal(g_hash_table_size(seen), 2 + ALONE);
        assert_int_equal(ferries, 1);
    }
}

/* A group of any size is listed as far as anybody reads. */
static void test_large_groups(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    const OsintSearchOptions options = {.limit = 10, .passages = 1, .sort = OSINT_SORT_NEWEST};
    g_autoptr(OsintSearch) search = ask(index, "ferry", &options);
    g_autoptr(OsintHit) hit = osint_search_next(search, NULL);
    assert_string_equal(hit->article->id, "press199");
    assert_int_equal(hit->copies->len, 100);
    assert_int_equal(hit->copies_more, COPIES - 101);
    const OsintCopy *first = g_ptr_array_index(hit->copies, 0);
    assert_string_equal(first->article->id, "press000");
    assert_string_equal(first->article->url, "https://press000.example/");
    assert_true(first->earliest);
    assert_null(osint_search_next(search, NULL));
}

static void test_closest(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    const OsintSearchOptions options = {.limit = 50, .passages = 1};
    g_autoptr(OsintSearch) search = ask(index, "ferry bridge unheard", &options);
    assert_true(osint_search_is_closest(search));
    guint given = 0;
    for (;; given++) {
        g_autoptr(OsintHit) hit = osint_search_next(search, NULL);
        if (hit == NULL)
            break;
    }
    assert_int_equal(given, 2);
}

/* ---- counts ---- */

static void test_facets(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    const OsintSearchOptions options = {.strict = TRUE, .passages = 1};
    g_autoptr(OsintSearch) search = ask(index, "river", &options);
    g_autoptr(OsintFacets) facets = osint_facets_count(search, OSINT_FACETS_ALL, NULL);
    assert_int_equal(facets->articles, 2 + ALONE);
    for (OsintFacet facet = 0; facet < OSINT_FACETS; facet++) {
        assert_int_not_equal(facets->values[facet]->len, 0);
        for (guint i = 0; facet != OSINT_FACET_ENTITY && i < facets->values[facet]->len; i++) {
            const OsintFacetValue *value = &g_array_index(facets->values[facet], OsintFacetValue, i);
            g_autofree char *filter = osint_facet_filter(facet, value->value);
            g_autofree char *query = g_strconcat("river ", filter, NULL);
            assert_int_equal(value->articles, total_of(index, query, OSINT_COPIES_FOLD, NULL));
        }
    }
    const OsintFacetValue *heron = &g_array_index(facets->values[OSINT_FACET_ENTITY], OsintFacetValue, 0);
    assert_int_equal(heron->articles, 2);
}

static void assert_timeline(OsintIndex *index, OsintBy by)
{
    const OsintSearchOptions options = {.strict = TRUE, .passages = 1};
    g_autoptr(OsintSearch) search = ask(index, "river", &options);
    g_autoptr(OsintTimeline) timeline = osint_timeline_count(search, by, NULL);
    assert_int_equal(timeline->articles, 2 + ALONE);
    for (guint i = 0; i < timeline->rows->len; i++) {
        const OsintTimelineRow *row = &g_array_index(timeline->rows, OsintTimelineRow, i);
        g_autofree char *period = osint_timeline_period(row);
        g_autofree char *query = g_strconcat("river date:", period, NULL);
        if (period != NULL)
            assert_int_equal(row->articles, total_of(index, query, OSINT_COPIES_FOLD, NULL));
        else
            assert_int_equal(row->articles, 1);
    }
}

static void test_timelines(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    for (OsintBy by = OSINT_BY_YEAR; by <= OSINT_BY_DAY; by++)
        assert_timeline(index, by);
}

static void test_entities(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    const OsintSearchOptions options = {.strict = TRUE, .passages = 1};
    g_autoptr(OsintSearch) search = ask(index, "river", &options);
    g_autoptr(OsintEntityCounts) counts = osint_entity_counts_new(search, NULL, 0, NULL);
    const OsintEntityCount *heron = &g_array_index(counts->rows, OsintEntityCount, 0);
    assert_int_equal(counts->articles, 2 + ALONE);
    assert_int_equal(heron->articles, 2);
    assert_int_equal(heron->mentions, 2);
    assert_string_equal(heron->first, "2021-03-01");
    assert_string_equal(heron->last, "2021-10-04");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_for_all),  cmocka_unit_test(test_phrases),
        cmocka_unit_test(test_totals),       cmocka_unit_test(test_pages),
        cmocka_unit_test(test_large_groups), cmocka_unit_test(test_closest),
        cmocka_unit_test(test_facets),       cmocka_unit_test(test_timelines),
        cmocka_unit_test(test_entities),
    };
    return cmocka_run_group_tests(tests, make_reports, remove_directory);
}
