/* The article record: mentions, ids and headlines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "indexer/article/article.h"

static void a_new_article_is_empty(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    (void)state;
    assert_null(article->id);
    assert_null(article->text);
    assert_int_equal(article->authors->len, 0);
    assert_int_equal(article->mentions->len, 0);
    assert_int_equal(article->warnings->len, 0);
    osint_article_free(NULL);
}

static void warnings_are_kept_in_order(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    (void)state;
    osint_article_warn(article, "one", "%d of %s", 1, "two");
    osint_article_warn(article, "two", "last");
    const OsintWarning *first = g_ptr_array_index(article->warnings, 0);
    assert_string_equal(first->code, "one");
    assert_string_equal(first->message, "1 of two");
    assert_int_equal(article->warnings->len, 2);
}

static void add(OsintArticle *article, guint32 start, guint32 end, const char *entity, gboolean by_hand)
{
    OsintSpan span = {start, end};
    osint_article_add_mention(article, span, entity, "other", "Name")->by_hand = by_hand;
}

static void assert_mention(const OsintArticle *article, guint index, guint32 start, guint32 end,
                           const char *entity, gboolean by_hand)
{
    const OsintMention *mention = &g_array_index(article->mentions, OsintMention, index);
    assert_int_equal(mention->span.start, start);
    assert_int_equal(mention->span.end, end);
    assert_string_equal(mention->entity, entity);
    assert_int_equal(mention->by_hand, by_hand);
}

static void mentions_are_ordered_and_said_once(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    (void)state;
    add(article, 10, 14, "tick", FALSE);
    add(article, 3, 5, "b", FALSE);
    add(article, 3, 9, "c", FALSE);
    add(article, 10, 14, "tick", TRUE);
    add(article, 3, 5, "a", FALSE);
    add(article, 3, 5, "b", FALSE);
    osint_article_sort_mentions(article);
    assert_int_equal(article->mentions->len, 4);
    assert_mention(article, 0, 3, 9, "c", FALSE);
    assert_mention(article, 1, 3, 5, "a", FALSE);
    assert_mention(article, 2, 3, 5, "b", FALSE);
    assert_mention(article, 3, 10, 14, "tick", TRUE);
    osint_article_sort_mentions(article);
    assert_int_equal(article->mentions->len, 4);
}

static void sorting_nothing_is_fine(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    (void)state;
    osint_article_sort_mentions(article);
    assert_int_equal(article->mentions->len, 0);
}

static void assert_id_form(const char *id, char kind)
{
    assert_int_equal(strlen(id), 17);
    assert_int_equal(id[0], kind);
    assert_int_equal(strspn(id + 1, "0123456789abcdef"), 16);
}

static void ids_come_from_the_address_then_the_place(void **state)
{
    g_autoptr(OsintArticle) a = osint_article_new();
    g_autoptr(OsintArticle) b = osint_article_new();
    g_autoptr(OsintArticle) c = osint_article_new();
    (void)state;
    a->url = g_strdup("https://Example.org/a?utm_source=feed");
    a->path = g_strdup("/corpus/a.txt");
    b->url = g_strdup("https://example.org/a#top");
    b->path = g_strdup("/corpus/b.txt");
    c->url = g_strdup("not an address");
    c->path = g_strdup("/corpus/a.txt");
    osint_article_make_id(a, 0);
    osint_article_make_id(b, 3);
    osint_article_make_id(c, 0);
    assert_id_form(a->id, 'u');
    assert_string_equal(a->id, b->id);
    assert_id_form(c->id, 'p');
    g_autofree char *place = osint_article_path_id("/corpus/a.txt", 0);
    g_autofree char *next = osint_article_path_id("/corpus/a.txt", 1);
    assert_string_equal(c->id, place);
    assert_string_not_equal(place, next);
    /* printf %s https://example.org/a | sha256sum */
    assert_string_equal(a->id, "ub5b10dd0429e69ac");
}

static void a_given_id_stays(void **state)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    (void)state;
    article->id = g_strdup("given");
    article->url = g_strdup("https://example.org/");
    osint_article_make_id(article, 0);
    assert_string_equal(article->id, "given");
}

static void assert_headline(const char *title, const char *text, guint max_chars, const char *expected)
{
    g_autofree char *headline = osint_article_headline(title, text, max_chars);
    assert_string_equal(headline, expected);
    if (title == NULL)
        assert_true(g_utf8_strlen(headline, -1) <= (glong)max_chars);
}

static void headlines(void **state)
{
    (void)state;
    assert_headline("A title", "Text", 3, "A title");
    assert_headline(NULL, "Short text.", 80, "Short text.");
    assert_headline("", "  Two\n lines\t here.\n\nNext paragraph.", 80, "Two lines here.");
    assert_headline(NULL, "First.\n \nSecond.", 80, "First.");
    assert_headline(NULL, "The quick brown fox jumps", 16, "The quick brown…");
    assert_headline(NULL, "The quick brown fox jumps", 15, "The quick…");
    assert_headline(NULL, "Exactly ten", 11, "Exactly ten");
    assert_headline(NULL, "Incomprehensibilities", 10, "Incompreh…");
    assert_headline(NULL, "日本語の文章です。続きます。", 8, "日本語の文章で…");
    assert_headline(NULL,
                    "e\xcc\x81"
                    "e\xcc\x81"
                    "e\xcc\x81",
                    4, "e\xcc\x81…");
    assert_headline(NULL, NULL, 10, "");
    assert_headline(NULL, "   \n\n ", 10, "");
    assert_headline(NULL, "text", 0, "");
    assert_headline(NULL, "text", 1, "…");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_article_is_empty),
        cmocka_unit_test(warnings_are_kept_in_order),
        cmocka_unit_test(mentions_are_ordered_and_said_once),
        cmocka_unit_test(sorting_nothing_is_fine),
        cmocka_unit_test(ids_come_from_the_address_then_the_place),
        cmocka_unit_test(a_given_id_stays),
        cmocka_unit_test(headlines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
