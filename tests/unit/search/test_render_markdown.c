/* What a reader of Markdown makes of the report: random texts full of markup must come out as they went in,
 * with nothing but what matched in bold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <md4c.h>
#include <string.h>

#include "tests/unit/search/hits.h"

#define TEXTS 20000
#define MOST_PIECES 24

typedef struct {
    GString *text; /* of quotations, white space as single spaces */
    GString *bold; /* the same, but what is not bold as "." */
    guint quotes, strongs, headings;
    gboolean surprised; /* something that is never written was read */
} Reading;

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user_data)
{
    (void)detail;
    Reading *reading = user_data;
    reading->quotes += type == MD_BLOCK_QUOTE ? 1 : 0;
    reading->headings += type == MD_BLOCK_H ? 1 : 0;
    if (type == MD_BLOCK_P && reading->quotes > 0)
        g_string_append_c(reading->text, ' ');
    reading->surprised = reading->surprised || (type != MD_BLOCK_DOC && type != MD_BLOCK_QUOTE &&
                                                type != MD_BLOCK_H && type != MD_BLOCK_P);
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user_data)
{
    (void)detail;
    Reading *reading = user_data;
    reading->quotes -= type == MD_BLOCK_QUOTE ? 1 : 0;
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user_data)
{
    (void)detail;
    Reading *reading = user_data;
    reading->strongs += type == MD_SPAN_STRONG ? 1 : 0;
    reading->surprised = reading->surprised || (type != MD_SPAN_STRONG && type != MD_SPAN_CODE) ||
                         (type == MD_SPAN_CODE && reading->quotes > 0);
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user_data)
{
    (void)detail;
    Reading *reading = user_data;
    reading->strongs -= type == MD_SPAN_STRONG ? 1 : 0;
    return 0;
}

static int read_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user_data)
{
    Reading *reading = user_data;
    gboolean is_break = type == MD_TEXT_SOFTBR;
    reading->surprised = reading->surprised || (type != MD_TEXT_NORMAL && !is_break && type != MD_TEXT_CODE);
    if (reading->quotes == 0)
        return 0;
    g_string_append_len(reading->text, is_break ? " " : text, is_break ? 1 : (gssize)size);
    if (reading->strongs > 0)
        g_string_append_len(reading->bold, text, (gssize)size);
    return 0;
}

static void read_markdown(const char *markdown, Reading *reading)
{
    const MD_PARSER parser = {
        0,           MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_LATEXMATHSPANS,
        enter_block, leave_block,
        enter_span,  leave_span,
        read_text,   NULL,
        NULL};
    assert_int_equal(md_parse(markdown, (MD_SIZE)strlen(markdown), &parser, reading), 0);
}

static char *single_spaced(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at++)
        if (strchr(" \n", *at) == NULL)
            g_string_append_c(out, *at);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    if (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

static const char *const pieces[] = {
    "word", "word",   "word",   "a",      " ",    " ",           " ",   "\n",   "\n\n",  "*", "**",
    "_",    "__",     "`",      "```",    "[",    "](x)",        "!",   "<b>",  "&amp;", "&", "#",
    "# ",   "- ",     "+ ",     "1. ",    "12) ", "=",           "===", "---",  "~~",    "|", "\\",
    "$",    "\u8a9e", "\u3001", "\u300c", "(",    "http://x.y/", "\"",  "    ", "[x] "};

static char *random_text(GRand *rand)
{
    GString *text = g_string_new("word ");
    gint32 count = g_rand_int_range(rand, 1, MOST_PIECES);
    for (gint32 i = 0; i < count; i++)
        g_string_append(text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
    g_string_append(text, "word");
    return g_string_free(text, FALSE);
}

static void check_text(const char *text)
{
    const OsintRenderOptions options = {.show = OSINT_SHOW_PASSAGES};
    OsintSearch *search = hits_search("word", 1);
    OsintHit *hit = hits_hit(1, hits_article("id", text, text), "word");
    Reading reading = {.text = g_string_new(NULL), .bold = g_string_new(NULL)};
    g_autofree char *markdown = hits_render("markdown", search, hit, &options);
    read_markdown(markdown, &reading);
    g_autofree char *expected = single_spaced(text);
    g_autofree char *actual = single_spaced(reading.text->str);
    if (reading.surprised || reading.headings != 2 || strcmp(actual, expected) != 0)
        fail_msg("%s\nfrom\n%s\nis read as\n%s", markdown, text, actual);
    for (const char *at = reading.bold->str; *at != '\0'; at += strspn(at, " \n"))
        if (g_str_has_prefix(at, "word"))
            at += strlen("word");
        else
            fail_msg("%s\nbold: %s", markdown, reading.bold->str);
    if (reading.bold->len == 0)
        fail_msg("%s\nnothing is bold", markdown);
    g_string_free(reading.text, TRUE);
    g_string_free(reading.bold, TRUE);
    hits_hit_free(hit);
    hits_search_free(search);
}

static void test_random_texts(void **state)
{
    (void)state;
    g_autoptr(GRand) rand = g_rand_new_with_seed(20210420);
    for (int i = 0; i < TEXTS; i++) {
        g_autofree char *text = random_text(rand);
        check_text(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_texts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
