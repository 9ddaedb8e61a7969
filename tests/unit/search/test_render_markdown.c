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
#define MOST_OF_LINE 10 /* shorter than what is cut off */

typedef struct {
    GString *text;           /* of quotations, white space as single spaces */
    GString *bold;           /* the same, but what is not bold as "." */
    GString *title, *origin; /* of the second heading, and of the paragraph behind it */
    gboolean in_heading;
    guint quotes, strongs, headings;
    gboolean surprised; /* something that is never written was read */
} Reading;

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user_data)
{
    (void)detail;
    Reading *reading = user_data;
    reading->quotes += type == MD_BLOCK_QUOTE ? 1 : 0;
    reading->headings += type == MD_BLOCK_H ? 1 : 0;
    reading->in_heading = type == MD_BLOCK_H;
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
    if (reading->quotes == 0 && reading->headings == 2 && type == MD_TEXT_NORMAL)
        g_string_append_len(reading->in_heading ? reading->title : reading->origin, text, (gssize)size);
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

static char *random_line(GRand *rand, gint32 most)
{
    GString *text = g_string_new(NULL);
    gint32 count = g_rand_int_range(rand, 1, most);
    for (gint32 i = 0; i < count; i++)
        g_string_append(text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
    return g_string_free(text, FALSE);
}

static char *random_text(GRand *rand)
{
    g_autofree char *line = random_line(rand, MOST_PIECES);
    return g_strconcat("word ", line, "word", NULL);
}

/* What is read of an article's title or publisher: it, and perhaps more behind it. */
static void check_line(const char *markdown, const GString *read, const char *written)
{
    g_autofree char *expected = single_spaced(written), *actual = single_spaced(read->str);
    if (!g_str_has_prefix(actual, g_strchug(expected)))
        fail_msg("%s\nfrom\n%s\nis read as\n%s", markdown, written, actual);
}

static void check_text(const char *text, const char *title, const char *publisher)
{
    const OsintRenderOptions options = {.show = OSINT_SHOW_PASSAGES};
    OsintSearch *search = hits_search("word", 1);
    OsintHit *hit = hits_hit(1, hits_article("id", title, text), "word");
    Reading reading = {.text = g_string_new(NULL),
                       .bold = g_string_new(NULL),
                       .title = g_string_new(NULL),
                       .origin = g_string_new(NULL)};
    g_free(hit->article->publisher);
    hit->article->publisher = g_strdup(publisher);
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
    g_autofree char *heading = g_strconcat("1. ", title, NULL);
    if (strspn(title, " \n") < strlen(title))
        check_line(markdown, reading.title, heading);
    check_line(markdown, reading.origin, publisher);
    g_string_free(reading.title, TRUE);
    g_string_free(reading.origin, TRUE);
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
        g_autofree char *title = random_line(rand, MOST_OF_LINE),
                        *publisher = random_line(rand, MOST_OF_LINE);
        check_text(text, title, publisher);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_texts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
