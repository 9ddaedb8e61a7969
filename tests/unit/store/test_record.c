/* The stored article: what goes in comes out, and damaged bytes are refused or read, never followed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/store/record-form.h"
#include "indexer/store/record.h"
#include "indexer/text/passages.h"
#include "tests/unit/store/fixture.h"
#include "tests/unit/text/random_text.h"

static char *maybe_text(GRand *random)
{
    if (g_rand_boolean(random))
        return NULL;
    return random_text(random, (guint)g_rand_int_range(random, 1, 6));
}

static void add_texts(GRand *random, GPtrArray *strings)
{
    for (gint32 i = g_rand_int_range(random, 0, 4); i > 0; i--)
        g_ptr_array_add(strings, random_text(random, 2));
}

/* A mention of each of some sentences. */
static void add_mentions(GRand *random, OsintArticle *article)
{
    for (guint i = 0; i < article->sentences->len; i += (guint)g_rand_int_range(random, 1, 9)) {
        OsintSpan span = g_array_index(article->sentences, OsintSpan, i);
        g_autofree char *entity = g_strdup_printf("entity-%u", i % 5);
        OsintMention *mention = osint_article_add_mention(article, span, entity, "person", "Name\tA");
        mention->descriptive = g_rand_boolean(random);
        mention->by_hand = g_rand_boolean(random);
        mention->undecided = g_rand_boolean(random);
        mention->benign = g_rand_boolean(random);
        mention->confidence = (guint8)g_rand_int_range(random, 1, 101);
        mention->why = i % 3 == 0 ? NULL : g_strdup_printf("reason %u", i % 4);
    }
}

static void add_citations(GRand *random, OsintArticle *article)
{
    for (guint i = 0; i < article->sentences->len; i += (guint)g_rand_int_range(random, 1, 20))
        osint_article_add_citation(article, g_array_index(article->sentences, OsintSpan, i),
                                   g_rand_boolean(random) ? "nhk" : NULL,
                                   g_rand_boolean(random) ? "N\"K" : NULL, g_rand_boolean(random));
}

static OsintArticle *random_article(GRand *random)
{
    OsintArticle *article = osint_article_new();
    article->id = g_strdup_printf("u%08x", g_rand_int(random));
    article->text = random_text(random, (guint)g_rand_int_range(random, 0, 300));
    char **const strings[] = {&article->title,   &article->publisher, &article->url,    &article->published,
                              &article->updated, &article->accessed,  &article->tlp,    &article->language,
                              &article->rating,  &article->path,      &article->sha256, &article->media_type};
    for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
        *strings[i] = maybe_text(random);
    GPtrArray *const lists[] = {article->authors, article->entities, article->tagged, article->tags};
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        add_texts(random, lists[i]);
    article->bytes = ((guint64)g_rand_int(random) << 32) | g_rand_int(random);
    osint_headings_guess(article->text, article->headings);
    osint_passages_split(article->text, article->headings, article->sentences, article->passages);
    add_mentions(random, article);
    add_citations(random, article);
    for (guint32 page = 1; page < 4 && g_rand_boolean(random); page++)
        osint_article_add_page(article, (guint32)strlen(article->text) * page / 4, page);
    osint_article_warn(article, "some-code", "%s", "a \"message\"");
    return article;
}

static void assert_same_string(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        assert_ptr_equal(a, b);
    else
        assert_string_equal(a, b);
}

static void assert_same_list(const GPtrArray *a, const GPtrArray *b)
{
    assert_int_equal(a->len, b->len);
    for (guint i = 0; i < a->len; i++)
        assert_string_equal(g_ptr_array_index(a, i), g_ptr_array_index(b, i));
}

static void assert_same_spans(const GArray *a, const GArray *b)
{
    assert_int_equal(a->len, b->len);
    if (a->len > 0)
        assert_memory_equal(a->data, b->data, a->len * sizeof(OsintSpan));
}

static void assert_same_mentions(const GArray *a, const GArray *b)
{
    assert_int_equal(a->len, b->len);
    for (guint i = 0; i < a->len; i++) {
        const OsintMention *left = &g_array_index(a, OsintMention, i);
        const OsintMention *right = &g_array_index(b, OsintMention, i);
        assert_int_equal(left->span.start, right->span.start);
        assert_int_equal(left->span.end, right->span.end);
        assert_string_equal(left->entity, right->entity);
        assert_string_equal(left->type, right->type);
        assert_string_equal(left->name, right->name);
        assert_int_equal(left->descriptive, right->descriptive);
        assert_int_equal(left->by_hand, right->by_hand);
        assert_int_equal(left->undecided, right->undecided);
        assert_int_equal(left->benign, right->benign);
        assert_int_equal(left->confidence, right->confidence);
        assert_same_string(left->why, right->why);
    }
}

static void assert_same_citations(const GArray *a, const GArray *b)
{
    assert_int_equal(a->len, b->len);
    for (guint i = 0; i < a->len; i++) {
        const OsintCitation *left = &g_array_index(a, OsintCitation, i);
        const OsintCitation *right = &g_array_index(b, OsintCitation, i);
        assert_int_equal(left->span.start, right->span.start);
        assert_int_equal(left->span.end, right->span.end);
        assert_same_string(left->origin, right->origin);
        assert_same_string(left->name, right->name);
        assert_int_equal(left->unnamed, right->unnamed);
    }
}

static void assert_same_article(const OsintArticle *a, const OsintArticle *b)
{
    assert_same_string(a->id, b->id);
    assert_same_string(a->title, b->title);
    assert_same_string(a->publisher, b->publisher);
    assert_same_string(a->url, b->url);
    assert_same_string(a->published, b->published);
    assert_same_string(a->updated, b->updated);
    assert_same_string(a->accessed, b->accessed);
    assert_same_string(a->language, b->language);
    assert_same_string(a->text, b->text);
    assert_same_string(a->rating, b->rating);
    assert_same_string(a->tlp, b->tlp);
    assert_same_string(a->path, b->path);
    assert_same_string(a->sha256, b->sha256);
    assert_same_string(a->media_type, b->media_type);
    assert_true(a->bytes == b->bytes);
    assert_same_list(a->authors, b->authors);
    assert_same_list(a->entities, b->entities);
    assert_same_list(a->tagged, b->tagged);
    assert_same_list(a->tags, b->tags);
    assert_same_spans(a->headings, b->headings);
    assert_same_spans(a->sentences, b->sentences);
    assert_same_spans(a->passages, b->passages);
    assert_int_equal(a->pages->len, b->pages->len);
    assert_memory_equal(a->pages->data, b->pages->data, a->pages->len * sizeof(OsintPageStart));
    assert_same_mentions(a->mentions, b->mentions);
    assert_same_citations(a->citations, b->citations);
    assert_int_equal(a->warnings->len, b->warnings->len);
}

static void test_round_trip(G_GNUC_UNUSED void **state)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    for (guint i = 0; i < 40; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(OsintArticle) article = random_article(random);
        g_autoptr(GBytes) bytes = osint_record_encode(article);
        g_autoptr(OsintArticle) again = osint_record_decode(bytes, &error);
        assert_non_null(again);
        assert_same_article(article, again);
        g_autoptr(OsintArticle) words = osint_record_decode_words(bytes, &error);
        assert_non_null(words);
        assert_same_string(words->title, article->title);
        assert_same_string(words->language, article->language);
        assert_same_string(words->text, article->text);
        assert_same_list(words->authors, article->authors);
        g_autoptr(OsintArticle) mentions = osint_record_decode_mentions(bytes, &error);
        assert_non_null(mentions);
        assert_same_string(mentions->id, article->id);
        assert_same_string(mentions->published, article->published);
        assert_same_string(mentions->text, article->text);
        assert_same_list(mentions->tagged, article->tagged);
        assert_int_equal(mentions->passages->len, article->passages->len);
        assert_int_equal(mentions->mentions->len, article->mentions->len);
    }
}

static void assert_normal_form(const OsintArticle *article)
{
    g_autoptr(GBytes) bytes = osint_record_encode(article);
    g_autoptr(GVariant) record =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(OSINT_RECORD_TYPE), bytes, FALSE));
    assert_true(g_variant_is_normal_form(record));
}

/* Of all widths of ends. */
static void test_sizes(G_GNUC_UNUSED void **state)
{
    for (gsize padding = 0; padding < G_MAXUINT16 * 2; padding += padding / 3 + 1) {
        g_autoptr(OsintArticle) article = make_article("a", NULL, "One is here. Two is there.");
        article->publisher = g_strnfill(padding, 'x');
        osint_article_add_mark(article, (OsintSpan){0, 3}, "marked");
        osint_article_add_mark(article, (OsintSpan){4, 6}, "x");
        g_autoptr(GBytes) bytes = osint_record_encode(article);
        g_autoptr(OsintArticle) again = osint_record_decode(bytes, NULL);
        assert_non_null(again);
        assert_same_article(article, again);
        assert_int_equal(again->marks->len, 2);
        assert_string_equal(g_array_index(again->marks, OsintMark, 1).entity, "x");
    }
}

/* What GLib itself would have written: of sizes whose ends take one, two and four bytes. */
static void test_normal_form(G_GNUC_UNUSED void **state)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(3);
    g_autoptr(OsintArticle) small = osint_article_new();
    small->text = g_strdup("");
    assert_normal_form(small);
    for (guint i = 0; i < 20; i++) {
        g_autoptr(OsintArticle) article = random_article(random);
        osint_article_add_mark(article, (OsintSpan){0, i % 2}, "marked");
        osint_article_add_mark(article, (OsintSpan){i, i + 1}, "x");
        assert_normal_form(article);
        for (gsize padding = 40; padding < 2000; padding += 41) {
            g_free(article->title);
            article->title = g_strnfill(padding, 'x');
            assert_normal_form(article);
        }
        g_free(article->title);
        article->title = g_strnfill(G_MAXUINT16, 'x');
        assert_normal_form(article);
    }
}

/* Every span that decoding lets through can be walked as text. */
static void assert_walkable(const OsintArticle *article, const GArray *spans, gsize element)
{
    for (guint i = 0; i < spans->len; i++) {
        const OsintSpan *span = (const OsintSpan *)(const void *)(spans->data + i * element);
        assert_true(g_utf8_validate(article->text + span->start, span->end - span->start, NULL));
    }
}

static void decode_damaged(const void *data, gsize length)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(data, length);
    g_autoptr(OsintArticle) mentions = osint_record_decode_mentions(bytes, NULL);
    if (mentions != NULL) {
        assert_walkable(mentions, mentions->passages, sizeof(OsintSpan));
        assert_walkable(mentions, mentions->mentions, sizeof(OsintMention));
    }
    g_autoptr(OsintArticle) article = osint_record_decode(bytes, &error);
    if (article == NULL) {
        assert_true(g_error_matches(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_DAMAGED));
        return;
    }
    assert_walkable(article, article->headings, sizeof(OsintSpan));
    assert_walkable(article, article->sentences, sizeof(OsintSpan));
    assert_walkable(article, article->passages, sizeof(OsintSpan));
    assert_walkable(article, article->mentions, sizeof(OsintMention));
    for (guint i = 0; i < article->pages->len; i++)
        assert_true(g_array_index(article->pages, OsintPageStart, i).start <= strlen(article->text));
}

static void test_damaged_bytes(G_GNUC_UNUSED void **state)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(2);
    for (guint i = 0; i < 10; i++) {
        g_autoptr(OsintArticle) article = random_article(random);
        g_autoptr(GBytes) bytes = osint_record_encode(article);
        gsize length;
        const guint8 *data = g_bytes_get_data(bytes, &length);
        g_autofree guint8 *copy = g_memdup2(data, length);
        for (guint j = 0; j < 60; j++) {
            gsize at = (gsize)g_rand_int_range(random, 0, (gint32)length);
            decode_damaged(data, at);
            copy[at] ^= (guint8)(1 << g_rand_int_range(random, 0, 8));
            decode_damaged(copy, length);
            if (g_rand_boolean(random))
                copy[at] = data[at];
        }
    }
    decode_damaged("", 0);
}

/* A record whose only fault is one span. */
static void assert_refused(OsintSpan span, gboolean of_mention)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintArticle) article = make_article("a", NULL, "é is a letter. So is è.");
    if (of_mention)
        osint_article_add_mention(article, span, "x", "person", "X");
    else
        g_array_index(article->passages, OsintSpan, 0) = span;
    g_autoptr(GBytes) bytes = osint_record_encode(article);
    assert_null(osint_record_decode(bytes, &error));
    assert_true(g_error_matches(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_DAMAGED));
}

static void test_spans_outside_or_inside_a_character(G_GNUC_UNUSED void **state)
{
    static const OsintSpan bad[] = {{0, 1000}, {1000, 1001}, {5, 3}, {1, 4}, {0, 1}};
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        assert_refused(bad[i], FALSE);
        assert_refused(bad[i], TRUE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_normal_form),
        cmocka_unit_test(test_damaged_bytes),
        cmocka_unit_test(test_spans_outside_or_inside_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
