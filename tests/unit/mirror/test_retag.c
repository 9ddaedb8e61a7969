/* A property over random lists and articles (fixed seeds): what a changed list does not concern would be
 * tagged as it is, and what it concerns is tagged as if the list had always been this one. */
#include "indexer/entities/lists/diff.h"
#include "indexer/prepare.h"
#include "indexer/store/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#define ENTITIES 6
#define KEYS 10
#define ARTICLES 12
#define TURNS (g_getenv("OSINT_VALGRIND") != NULL ? 15u : 60u)

static const char *const words[] = {
    "Tick",  "tick",   "Iron",    "Heron",  "Crane",   "at",      "One",    "APT",  "40",      "Fu",
    "Bar",   "Nikkei", "NHK",     "東",     "京",      "ラット",  "TEMP",   "Élan", "member",  "man",
    "group", "China",  "suspect", "Butler", "Chinese", "Beijing", "denied", "PRC",  "PR China"};
static const char *const gaps[] = {" ",
                                   " ",
                                   " ",
                                   " ",
                                   "",
                                   "-",
                                   "_",
                                   ".",
                                   ". ",
                                   ", ",
                                   "\n\n",
                                   "'s ",
                                   "s ",
                                   " the ",
                                   " said on Monday. ",
                                   ", according to ",
                                   " told ",
                                   " sources said. ",
                                   " evil[.]com ",
                                   "によると、"};
static const char *const keys[KEYS] = {
    "synonyms",      "osint-ambiguous",  "osint-exact-case", "osint-descriptions", "osint-references",
    "osint-context", "osint-exceptions", "osint-not-alias",  "osint-pins",         "osint-unpins"};
static const char *const types[] = {"threat-actor", "organization", "place", "malware", "person"};

static const char *word_of(GRand *random)
{
    return words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))];
}

/* ---- lists ---- */

/* An entity is made of one number a key, so that a list can be changed in one place. */
typedef struct {
    gboolean there;
    guint32 seeds[KEYS + 1];
} Sketch;

static void append_phrase(GString *json, GRand *random, const char *key)
{
    g_string_append_c(json, '"');
    if (g_str_has_suffix(key, "pins")) {
        g_string_append_printf(json, "%s\\t%s\\t%d\"", g_rand_boolean(random) ? "a" : "b", word_of(random),
                               g_rand_int_range(random, 1, 3));
        return;
    }
    if (g_str_equal(key, "osint-context") && g_rand_boolean(random)) {
        g_string_append_printf(json, "entity:e%d\"", g_rand_int_range(random, 0, ENTITIES));
        return;
    }
    for (gint count = g_rand_int_range(random, 1, 4); count > 0; count--)
        g_string_append_printf(json, "%s%s", word_of(random),
                               count == 1               ? ""
                               : g_rand_boolean(random) ? " "
                                                        : "");
    g_string_append_c(json, '"');
}

static void append_entity(GString *json, guint index, const Sketch *sketch)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(sketch->seeds[KEYS]);
    g_string_append_printf(json, "{\"value\":\"%s", word_of(random));
    if (g_rand_boolean(random))
        g_string_append_printf(json, " %s", word_of(random));
    g_string_append_printf(json, "\",\"meta\":{\"osint-id\":\"e%u\",\"osint-type\":\"%s\"", index,
                           types[g_rand_int_range(random, 0, G_N_ELEMENTS(types))]);
    for (guint k = 0; k < KEYS; k++) {
        g_autoptr(GRand) own = g_rand_new_with_seed(sketch->seeds[k]);
        g_string_append_printf(json, ",\"%s\":[", keys[k]);
        for (gint count = g_rand_int_range(own, -2, 3); count > 0; count--) {
            append_phrase(json, own, keys[k]);
            g_string_append(json, count > 1 ? "," : "");
        }
        g_string_append_c(json, ']');
    }
    g_string_append(json, "}}");
}

static void ignore(const char *list G_GNUC_UNUSED, guint place G_GNUC_UNUSED, const char *code G_GNUC_UNUSED,
                   const char *message G_GNUC_UNUSED, gpointer user_data G_GNUC_UNUSED)
{
}

static OsintEntityList *make_list(const Sketch *sketches, guint first)
{
    g_autoptr(GString) json = g_string_new("{\"name\":\"x\",\"values\":[{\"value\":\"Nobody\"}");
    for (guint i = 0; i < ENTITIES; i++)
        if (sketches[(first + i) % ENTITIES].there) {
            g_string_append_c(json, ',');
            append_entity(json, (first + i) % ENTITIES, &sketches[(first + i) % ENTITIES]);
        }
    g_string_append(json, "]}");
    g_autoptr(GBytes) bytes = g_bytes_new(json->str, json->len);
    OsintEntityList *list = osint_entity_list_new();
    g_autoptr(GError) error = NULL;
    assert_true(osint_entity_list_add(list, "list", bytes, ignore, NULL, &error));
    return list;
}

static void sketch(Sketch *sketch, GRand *random)
{
    sketch->there = g_rand_int_range(random, 0, 4) > 0;
    for (guint k = 0; k <= KEYS; k++)
        sketch->seeds[k] = g_rand_int(random);
}

static void change(Sketch *sketches, GRand *random)
{
    for (gint count = g_rand_int_range(random, 0, 3); count > 0; count--) {
        Sketch *one = &sketches[g_rand_int_range(random, 0, ENTITIES)];
        if (g_rand_int_range(random, 0, 5) == 0)
            one->there = !one->there;
        else
            one->seeds[g_rand_int_range(random, 0, KEYS + 1)] = g_rand_int(random);
    }
}

/* ---- articles ---- */

static char *make_text(GRand *random, gint most)
{
    GString *text = g_string_new(NULL);
    for (gint count = g_rand_int_range(random, 1, most); count > 0; count--)
        g_string_append_printf(text, "%s%s", word_of(random),
                               gaps[g_rand_int_range(random, 0, G_N_ELEMENTS(gaps))]);
    g_string_append(text, "end.");
    return g_string_free(text, FALSE);
}

static OsintArticle *make_article(guint32 seed)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    OsintArticle *article = osint_article_new();
    article->id = g_strdup("a");
    article->path = g_strdup("/a");
    article->language = g_strdup("en");
    article->text = make_text(random, 14);
    if (g_rand_int_range(random, 0, 4) == 0)
        article->title = make_text(random, 4);
    if (g_rand_int_range(random, 0, 5) == 0)
        g_ptr_array_add(article->entities, g_strdup_printf("e%d", g_rand_int_range(random, 0, ENTITIES)));
    if (g_rand_int_range(random, 0, 5) == 0)
        g_ptr_array_add(article->entities, g_strdup(word_of(random)));
    if (g_rand_int_range(random, 0, 5) == 0) {
        OsintSpan span = {0, (guint32)strcspn(article->text, " .")};
        const char *entity = word_of(random);
        osint_article_add_mention(article, span, entity, "other", entity)->by_hand = TRUE;
    }
    return article;
}

static GBytes *tagged(OsintArticle *article, const OsintTagger *tagger)
{
    osint_prepare_article(article, 0, tagger);
    return osint_record_encode(article);
}

typedef struct {
    guint left;
    guint changed;
} Counts;

static void check(guint32 seed, OsintListDiff *diff, const OsintTagger *before, const OsintTagger *after,
                  Counts *counts)
{
    g_autoptr(OsintArticle) article = make_article(seed);
    g_autoptr(GBytes) old = tagged(article, before);
    g_autoptr(OsintArticle) again = make_article(seed);
    g_autoptr(GBytes) fresh = tagged(again, after);
    gboolean touched = osint_list_diff_touches(diff, article);
    gboolean differs = !g_bytes_equal(old, fresh);
    if (differs && !touched)
        fail_msg("a changed article is left alone: seed %u: %s", seed, article->text);
    counts->left += touched ? 0 : 1;
    counts->changed += differs ? 1 : 0;
    osint_prepare_again(article, after);
    g_autoptr(GBytes) now = osint_record_encode(article);
    if (!g_bytes_equal(now, fresh))
        fail_msg("tagged again, it is not what it would be: seed %u: %s", seed, article->text);
}

static void test_as_if_new(void **state G_GNUC_UNUSED)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(61419);
    Counts counts = {0, 0};
    for (guint turn = 0; turn < TURNS; turn++) {
        Sketch sketches[ENTITIES];
        for (guint i = 0; i < ENTITIES; i++)
            sketch(&sketches[i], random);
        g_autoptr(OsintEntityList) before = make_list(sketches, 0);
        change(sketches, random);
        g_autoptr(OsintEntityList) after = make_list(sketches, g_rand_int_range(random, 0, 10) > 0 ? 0 : 2);
        g_autoptr(OsintTagger) old = osint_tagger_new(before);
        g_autoptr(OsintTagger) new = osint_tagger_new(after);
        g_autoptr(OsintListDiff) diff = osint_list_diff_new(before, after);
        for (guint i = 0; i < ARTICLES; i++)
            check(g_rand_int(random), diff, old, new, &counts);
    }
    print_message("%u articles: %u left alone, %u changed\n", TURNS * ARTICLES, counts.left, counts.changed);
    assert_true(counts.left > TURNS * ARTICLES / 5);
    assert_true(counts.changed > TURNS * ARTICLES / 40);
}

static OsintEntityList *places(const char *rows)
{
    g_autoptr(GBytes) bytes = g_bytes_new(rows, strlen(rows));
    OsintEntityList *list = osint_entity_list_new();
    assert_true(osint_entity_list_add(list, "places", bytes, NULL, NULL, NULL));
    return list;
}

/* A place is found by more than the names in its list. */
static void test_variants_are_names(void **state G_GNUC_UNUSED)
{
    static const char *const texts[] = {"Beijing denied it.", "Chinese hackers"};
    g_autoptr(OsintEntityList) without = places("x\tplace\tX\n");
    g_autoptr(OsintEntityList) with = places("x\tplace\tX\ncn\tplace\tChina\n");
    g_autoptr(OsintEntityList) both = places("x\tplace\tX\ncn\tplace\tChina\nb\tplace\tBeijing\n");
    g_autoptr(OsintListDiff) country = osint_list_diff_new(without, with);
    g_autoptr(OsintListDiff) capital = osint_list_diff_new(with, both);
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(OsintArticle) article = osint_article_new();
        article->id = g_strdup("a");
        article->text = g_strdup(texts[i]);
        assert_true(osint_list_diff_touches(country, article));
        assert_true(i > 0 || osint_list_diff_touches(capital, article));
    }
}

static void test_glued_words(void **state G_GNUC_UNUSED)
{
    g_autoptr(OsintEntityList) before = places("nhk\torganization\tNHK\n");
    g_autoptr(OsintEntityList) after = places("nhk\torganization\tNHK\nnikkei\torganization\tNikkei\n");
    g_autoptr(OsintTagger) tagger = osint_tagger_new(after);
    g_autoptr(OsintListDiff) diff = osint_list_diff_new(before, after);
    g_autoptr(OsintArticle) article = osint_article_new();
    article->id = g_strdup("a");
    article->path = g_strdup("/a");
    article->text = g_strdup("NikkeiNHK reported it.");
    osint_prepare_article(article, 0, tagger);
    assert_int_equal(article->mentions->len, 2);
    g_array_set_size(article->mentions, 0);
    assert_true(osint_list_diff_touches(diff, article));
    g_free(article->text);
    article->text = g_strdup("nikkeinhk reported it.");
    assert_false(osint_list_diff_touches(diff, article));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_as_if_new),
                                       cmocka_unit_test(test_variants_are_names),
                                       cmocka_unit_test(test_glued_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
