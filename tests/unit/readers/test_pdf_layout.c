/* From pdftotext's words with their places to paragraphs: indexer/readers/pdf/. */
#include <stdio.h>

#include "tests/unit/readers/collect.h"

#include "indexer/readers/pdf/direction.h"
#include "indexer/readers/pdf/hyphens.h"
#include "indexer/readers/pdf/order.h"
#include "indexer/readers/pdf/paragraphs.h"
#include "indexer/readers/pdf/running.h"

static OsintPdfPages *parse(const char *body)
{
    g_autofree char *whole = g_strdup_printf("<html><head><title>T &amp; U</title>\n"
                                             "<meta name=\"Author\" content=\"A\"/></head>\n<body><doc>\n%s\n"
                                             "</doc></body></html>\n",
                                             body);
    OsintPdfParser *parser = osint_pdf_parser_new();
    for (gsize i = 0, length = strlen(whole); i < length; i += 7)
        osint_pdf_parser_feed(parser, whole + i, MIN(7, length - i));
    return osint_pdf_parser_finish(parser);
}

/* A page of lines "LEFT TOP RIGHT text", each a word of letters 10 points high. */
static void add_page(GString *out, const char *const *lines)
{
    g_string_append(out, "<page width=\"600\" height=\"800\"><flow><block>\n");
    for (; *lines != NULL; lines++) {
        int left, top, right, used;
        assert_int_equal(sscanf(*lines, "%d %d %d %n", &left, &top, &right, &used), 3);
        g_string_append_printf(
            out, "<line><word xMin=\"%d\" yMin=\"%d\" xMax=\"%d\" yMax=\"%d\">%s</word></line>\n", left, top,
            right, top + 10, *lines + used);
    }
    g_string_append(out, "</block></flow></page>\n");
}

static char *joined(const OsintPdfPages *pages)
{
    g_autoptr(GArray) paragraphs = osint_pdf_paragraphs(pages);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < paragraphs->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? "|" : "",
                               g_array_index(paragraphs, OsintPdfParagraph, i).text);
    return g_string_free(text, FALSE);
}

static char *paragraphs_of(const char *const *lines)
{
    g_autoptr(GString) out = g_string_new(NULL);
    add_page(out, lines);
    g_autoptr(OsintPdfPages) pages = parse(out->str);
    return joined(pages);
}

static void test_parser(void **state)
{
    (void)state;
    g_autoptr(OsintPdfPages) pages =
        parse("<page width=\"600\" height=\"800\"><flow><block><line>"
              "<word xMin=\"10\" yMin=\"20\" xMax=\"30\" yMax=\"30\">a&lt;b</word>"
              "<word xMin=\"35\" yMin=\"20\" xMax=\"nan\" "
              "yMax=\"1e999\">c\x01\xFF</word></line></block></flow></page>"
              "<page width=\"600\"><flow><block><line><word xMin=\"1\" yMin=\"1\" xMax=\"2\" yMax=\"2\">d");
    assert_string_equal(pages->title, "T & U");
    assert_string_equal(pages->author, "A");
    assert_int_equal(pages->pages->len, 2);
    assert_int_equal(pages->lines->len, 2); /* the end of the second is missing */
    assert_true(g_str_has_prefix(g_array_index(pages->lines, OsintPdfLine, 0).text, "a<b"));
}

static void test_where_paragraphs_begin(void **state)
{
    (void)state;
    static const struct {
        const char *lines[8], *expected;
    } cases[] = {
        {{"10 10 300 The first line", "10 22 300 goes on.", "10 34 200 To here.", "10 60 300 After a gap."},
         "The first line goes on. To here.|After a gap."},
        {{"10 10 300 The first line", "10 22 298 goes on.", "24 34 300 Set in", "10 46 300 it is."},
         "The first line goes on.|Set in it is."},
        {{"10 10 300 The first line", "10 22 180 Ends here.", "10 34 100 Another,", "10 46 300 then one."},
         "The first line Ends here.|Another, then one."},
        {{"10 10 300 Things:", "10 22 300 \xE2\x80\xA2 one", "10 34 300 \xE2\x80\xA2 two",
          "10 46 300 1. three"},
         "Things:|\xE2\x80\xA2 one|\xE2\x80\xA2 two|1. three"},
        {{"10 10 300 Spread", "10 22 60 far", "90 22 160 as", "200 22 300 words", "10 34 300 may be."},
         "Spread far as words may be."},
        {{"10 10 300 警察は木曜日に", "10 22 300 会見を開いた。"}, "警察は木曜日に会見を開いた。"},
        {{"10 10 300 One . . . . . . 1", "10 22 300 two . . . . . . 2"},
         "One . . . . . . 1|two . . . . . . 2"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = paragraphs_of(cases[i].lines);
        assert_string_equal(got, cases[i].expected);
    }
}

static void test_text_goes_on_past_a_figure(void **state)
{
    (void)state;
    g_autoptr(GString) out = g_string_new(NULL);
    static const char *const first[] = {"10 10 300 Long text of the body that stands",
                                        "10 22 300 before the figure and", NULL};
    static const char *const rest[] = {"10 10 300 goes on behind it.", NULL};
    add_page(out, first);
    g_string_append(
        out,
        "<page width=\"600\" height=\"800\"><flow><block><line>"
        "<word xMin=\"10\" yMin=\"10\" xMax=\"90\" yMax=\"16\">Figure</word></line></block></flow></page>");
    add_page(out, rest);
    g_autoptr(OsintPdfPages) pages = parse(out->str);
    /* Text goes on on the next page at the latest. */
    g_autofree char *apart = joined(pages);
    assert_string_equal(apart,
                        "Long text of the body that stands before the figure and|Figure|goes on behind it.");
    g_array_index(pages->lines, OsintPdfLine, 2).page = g_array_index(pages->lines, OsintPdfLine, 3).page = 2;
    g_autofree char *together = joined(pages);
    assert_string_equal(together,
                        "Long text of the body that stands before the figure and goes on behind it.|Figure");
}

/* pdftotext holds columns of Chinese or Japanese together when their letters' boxes are tall. */
static void test_columns_within_lines(void **state)
{
    (void)state;
    static const char *const left[] = {"警視庁はサーバーを偽名", "で契約した男を書類送検",
                                       "した、と発表した方々。"};
    static const char *const right[] = {"攻撃は二千十六年ごろに", "始まり、多くの企業が標",
                                        "的になったとみられる。"};
    g_autoptr(GString) out = g_string_new("<page width=\"600\" height=\"800\"><flow><block>");
    for (int i = 0; i < 3; i++)
        g_string_append_printf(out,
                               "<line><word xMin=\"10\" yMin=\"%d\" xMax=\"120\" yMax=\"%d\">%s</word>"
                               "<word xMin=\"135\" yMin=\"%d\" xMax=\"245\" yMax=\"%d\">%s</word></line>\n",
                               20 + 15 * i, 45 + 15 * i, left[i], 20 + 15 * i, 45 + 15 * i, right[i]);
    g_string_append(out, "</block></flow></page>");
    g_autoptr(OsintPdfPages) pages = parse(out->str);
    osint_pdf_order(pages);
    g_autofree char *text = joined(pages);
    assert_string_equal(text, "警視庁はサーバーを偽名で契約した男を書類送検した、と発表した方々。|"
                              "攻撃は二千十六年ごろに始まり、多くの企業が標的になったとみられる。");
}

static void test_hyphens(void **state)
{
    (void)state;
    static const struct {
        const char *known, *first, *second, *expected;
    } cases[] = {
        {"nothing", "the minis-", "try said", "the ministry said"},
        {"a long-range missile", "the long-", "range missile", "the long-range missile"},
        {"a missile of range", "the state-of-", "the art", "the state-of-the art"},
        {"known well known", "a well-", "known man", "a well-known man"},
        {"nothing", "Anglo-", "Saxon", "Anglo-Saxon"},
        {"nothing", "COVID-", "19 cases", "COVID-19 cases"},
        {"nothing", "Ein-", "und Ausfuhr", "Ein- und Ausfuhr"},
        {"nothing", "so\xC2\xAD", "ft", "soft"},
        {"nothing", "yes -", "no", "yes - no"},
        {"nothing", "警察は", "木曜日", "警察は木曜日"},
        {"nothing", "hash d41d8cd98f00b204", "e9800998ecf8427e is",
         "hash d41d8cd98f00b204e9800998ecf8427e is"},
        {"nothing", "dead beef", "cafe", "dead beef cafe"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *known = g_strdup_printf("10 10 300 %s", cases[i].known);
        const char *const lines[] = {known, NULL};
        g_autoptr(GString) page = g_string_new(NULL);
        add_page(page, lines);
        g_autoptr(OsintPdfPages) pages = parse(page->str);
        g_autoptr(OsintPdfWords) words = osint_pdf_words_new(pages);
        g_autoptr(GString) text = g_string_new(cases[i].first);
        osint_pdf_append_line(text, cases[i].second, words);
        assert_string_equal(text->str, cases[i].expected);
    }
}

static void test_running_heads(void **state)
{
    (void)state;
    g_autoptr(GString) out = g_string_new(NULL);
    for (int page = 1; page <= 4; page++) {
        g_autofree char *head = g_strdup_printf("10 20 300 %s", page % 2 == 0 ? "The report" : "A chapter");
        g_autofree char *text = g_strdup_printf("10 60 300 The %s page.", page == 1 ? "first" : "other");
        g_autofree char *foot = g_strdup_printf("290 780 300 Page %d", page);
        g_autofree char *body = g_strdup_printf("10 72 300 Text of its own %c", 'a' + page);
        const char *const lines[] = {head, text, body, foot, NULL};
        add_page(out, lines);
    }
    g_autoptr(OsintPdfPages) pages = parse(out->str);
    g_autofree char *address = osint_pdf_drop_running(pages, FALSE, 10);
    assert_null(address);
    for (guint i = 0; i < pages->lines->len; i++) {
        const char *text = g_array_index(pages->lines, OsintPdfLine, i).text;
        assert_false(g_str_has_prefix(text, "Page") || strcmp(text, "The report") == 0 ||
                     strcmp(text, "A chapter") == 0);
    }
    assert_string_equal(g_array_index(pages->lines, OsintPdfLine, 0).text, "The first page.");
}

static void test_reading_direction(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"plain", "plain"},
        {"élan", "élan"},
        {".םולש", "שלום."},
        {"123 רפסמ English הלימו", "ומילה English מספר 123"},
        {"the word םולש is", "the word שלום is"},
        {"ﻡﻼﺳ", "سلام"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) line = g_string_new(cases[i][0]);
        osint_pdf_reading_direction(line, i == 3);
        assert_string_equal(line->str, cases[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parser),
        cmocka_unit_test(test_where_paragraphs_begin),
        cmocka_unit_test(test_text_goes_on_past_a_figure),
        cmocka_unit_test(test_columns_within_lines),
        cmocka_unit_test(test_hyphens),
        cmocka_unit_test(test_running_heads),
        cmocka_unit_test(test_reading_direction),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
