/* PDF: indexer/readers/pdf/pdf.h, with pdftotext. */
#include "tests/unit/readers/collect.h"
#include "tests/unit/readers/make_pdf.h"

static Collected *collect_pdf(MadePdf *pdf, gint64 now)
{
    g_autoptr(GBytes) bytes = made_pdf_finish(pdf);
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    OsintReadOptions options = {.now = now};
    return collect("/report.pdf", data, length, &options);
}

static void add_head_and_foot(MadePdf *pdf, const char *number)
{
    made_pdf_line(pdf, 60, 810, 8, "Agency report - do not copy");
    made_pdf_line(pdf, 300, 20, 8, number);
}

static void test_paragraphs_and_pages(void **state)
{
    (void)state;
    MadePdf *pdf =
        made_pdf_new("/Title(Microsoft Word - x.doc)/Author(Jane Doe)/CreationDate(D:20210420093000+09'00')");
    made_pdf_page(pdf);
    add_head_and_foot(pdf, "1");
    made_pdf_line(pdf, 60, 760, 20, "Servers leased by nobody");
    made_pdf_lines(pdf, 60, 700, "The ministry said on Thursday that the servers had been leased by peo-",
                   "ple who do not exist, and that the state-of-the-art network went on work-",
                   "ing for a year.", NULL);
    made_pdf_lines(pdf, 60, 650, "Investigators found that the second paragraph goes on over the end of this",
                   NULL);
    made_pdf_page(pdf);
    add_head_and_foot(pdf, "2");
    made_pdf_lines(pdf, 60, 760, "page, as paragraphs often do in printed reports.", NULL);
    made_pdf_lines(pdf, 60, 700, "A third paragraph speaks of people who are working.", NULL);
    g_autoptr(Collected) collected = collect_pdf(pdf, 0);
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->media_type, "application/pdf");
    assert_string_equal(article->title, "Servers leased by nobody");
    assert_string_equal(g_ptr_array_index(article->authors, 0), "Jane Doe");
    assert_string_equal(article->published, "2021-04-20");
    assert_true(has_warning(article, "date-from-file"));
    assert_string_equal(
        article->text,
        "Servers leased by nobody\n\n"
        "The ministry said on Thursday that the servers had been leased by people who do not exist, and that "
        "the state-of-the-art network went on working for a year.\n\n"
        "Investigators found that the second paragraph goes on over the end of this page, as paragraphs "
        "often "
        "do in printed reports.\n\nA third paragraph speaks of people who are working.");
    assert_int_equal(article->headings->len, 1);
    assert_int_equal(osint_article_page_at(article, 0), 1);
    const char *second = strstr(article->text, "page, as paragraphs"), *third = strstr(second, "A third");
    assert_int_equal(osint_article_page_at(article, (guint32)(second - article->text) - 3), 1);
    assert_int_equal(osint_article_page_at(article, (guint32)(second - article->text)), 2);
    assert_int_equal(osint_article_page_at(article, (guint32)(third - article->text)), 2);
}

static void test_columns_are_read_one_after_the_other(void **state)
{
    (void)state;
    MadePdf *pdf = made_pdf_new("/Title(Untitled)");
    made_pdf_page(pdf);
    made_pdf_line(pdf, 60, 810, 14, "Contents");
    made_pdf_line(pdf, 60, 780, 10,
                  "A line over both of the columns, which comes first of all the lines here");
    made_pdf_lines(pdf, 60, 740, "The first column begins here and", "has several lines, which are read",
                   "before the other, down to its end", "at the foot of this column.", NULL);
    made_pdf_lines(pdf, 320, 752, "The second column begins even", "higher up, but it is read only when",
                   "the first has been read down to", "its very end.", NULL);
    g_autoptr(Collected) collected = collect_pdf(pdf, 0);
    const OsintArticle *article = only_article(collected);
    const char *first = strstr(article->text, "The first column"),
               *second = strstr(article->text, "The second");
    assert_true(g_str_has_prefix(article->text, "Contents\n\nA line over both"));
    assert_non_null(first);
    assert_non_null(second);
    assert_true(first < second);
    assert_null(article->title);
    assert_null(article->published);
}

static void test_a_date_on_the_page_comes_first(void **state)
{
    (void)state;
    MadePdf *pdf = made_pdf_new("/CreationDate(D:20240101000000Z)");
    made_pdf_page(pdf);
    made_pdf_line(pdf, 60, 780, 10, "A report on servers and the people who lease them for others");
    made_pdf_line(pdf, 60, 740, 10, "20 April 2021");
    made_pdf_lines(pdf, 60, 700, "The text of the report begins in this line.", NULL);
    g_autoptr(Collected) collected = collect_pdf(pdf, 0);
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->published, "2021-04-20");
    assert_false(has_warning(article, "date-from-file"));
}

static void test_dates_that_cannot_be_true(void **state)
{
    (void)state;
    static const char *const infos[] = {"/CreationDate(D:19700101000000Z)",
                                        "/CreationDate(D:20310101000000Z)", "/CreationDate(yesterday)"};
    for (gsize i = 0; i < G_N_ELEMENTS(infos); i++) {
        MadePdf *pdf = made_pdf_new(infos[i]);
        made_pdf_page(pdf);
        made_pdf_lines(pdf, 60, 700, "The text of the report.", NULL);
        g_autoptr(Collected) collected = collect_pdf(pdf, 1700000000);
        assert_null(only_article(collected)->published);
    }
}

static void test_printed_by_a_browser(void **state)
{
    (void)state;
    MadePdf *pdf = made_pdf_new("/Title(The servers | Example News)/Creator(Mozilla/5.0 Chrome/120)"
                                "/CreationDate(D:20240102030405Z)");
    made_pdf_page(pdf);
    made_pdf_line(pdf, 24, 820, 8, "1/2/24, 3:04 AM");
    made_pdf_line(pdf, 60, 780, 10, "Home");
    made_pdf_line(pdf, 60, 750, 20, "The servers");
    made_pdf_lines(pdf, 60, 700,
                   "The ministry said on Thursday that the servers had been leased by people who",
                   "do not exist.", NULL);
    made_pdf_line(pdf, 24, 15, 8, "https://news.example/servers");
    made_pdf_line(pdf, 560, 15, 8, "1/1");
    g_autoptr(Collected) collected = collect_pdf(pdf, 0);
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->title, "The servers");
    assert_string_equal(article->url, "https://news.example/servers");
    assert_string_equal(article->accessed, "2024-01-02T03:04:05Z");
    assert_null(article->published);
    assert_string_equal(article->text,
                        "The servers\n\nThe ministry said on Thursday that the servers had been "
                        "leased by people who do not exist.");
}

static void test_refusals(void **state)
{
    (void)state;
    MadePdf *pdf = made_pdf_new("");
    made_pdf_page(pdf);
    g_autoptr(Collected) empty = collect_pdf(pdf, 0);
    assert_refused(empty, "0 pdf-no-text");
    g_autoptr(Collected) damaged = collect_text("/a.pdf", "%PDF-1.4\nnothing of it is here\n");
    assert_refused(damaged, "0 pdf-damaged");
}

static void test_without_the_tool(void **state)
{
    (void)state;
    g_autofree char *path = g_strdup(g_getenv("PATH"));
    g_setenv("PATH", "/nonexistent", TRUE);
    g_autoptr(Collected) collected = collect_text("/a.pdf", "%PDF-1.4\n");
    g_setenv("PATH", path, TRUE);
    assert_refused(collected, "0 tool-missing");
    assert_non_null(strstr(refusal_at(collected, 0), "poppler-utils"));
}

static void test_something_before_its_head(void **state)
{
    (void)state;
    MadePdf *pdf = made_pdf_new("");
    made_pdf_page(pdf);
    made_pdf_lines(pdf, 60, 700, "The text of the report.", NULL);
    g_autoptr(GBytes) bytes = made_pdf_finish(pdf);
    GByteArray *wrapped = g_byte_array_new();
    g_byte_array_append(wrapped, (const guint8 *)"\xEF\xBB\xBF", 3);
    g_byte_array_append(wrapped, g_bytes_get_data(bytes, NULL), (guint)g_bytes_get_size(bytes));
    g_autoptr(Collected) collected = collect("/a.pdf", wrapped->data, wrapped->len, NULL);
    g_byte_array_unref(wrapped);
    assert_string_equal(only_article(collected)->text, "The text of the report.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paragraphs_and_pages),
        cmocka_unit_test(test_columns_are_read_one_after_the_other),
        cmocka_unit_test(test_a_date_on_the_page_comes_first),
        cmocka_unit_test(test_dates_that_cannot_be_true),
        cmocka_unit_test(test_printed_by_a_browser),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_without_the_tool),
        cmocka_unit_test(test_something_before_its_head),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
