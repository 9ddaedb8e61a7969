/* Any CGI variables become an answer with one of the statuses there are, with headers that nothing can be put
 * into, and with a body that is sound in its own form. The input has a variable a line, NAME=value, with C's
 * escapes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/store/fixture.h"
#include "tests/unit/web/page_checks.h"
#include "web/site.h"

#define NOW 1767225600
#define LONGEST 8192

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- the site: a few articles, one of them hostile, in an index of their own ---- */

static const char list_rows[] = "heron\tthreat-actor\tHeron\tSILENT POND\tGrey Wader\n"
                                "odd\"<i>\torganization\tOdd <i>\"'&\n"
                                "japan\tplace\tJapan\n";

static char *directory;
static OsintSite *site;

static void mark(OsintArticle *article, const char *words, const char *entity, const char *type,
                 const char *name)
{
    const char *at = strstr(article->text, words);
    OsintSpan span = {(guint32)(at - article->text), (guint32)(at - article->text + (gssize)strlen(words))};
    osint_article_add_mention(article, span, entity, type, name);
}

static void put(OsintWriter *writer, OsintArticle *take_article, const char *published)
{
    g_autoptr(OsintArticle) article = take_article;
    article->published = g_strdup(published);
    article->url = g_strdup_printf("https://example.org/%s\"><x>", article->id);
    article->publisher = g_strdup("Press <b>\"'&");
    g_ptr_array_add(article->authors, g_strdup("A. \"<u>\r\nX: y"));
    g_ptr_array_add(article->tags, g_strdup("tag \xe2\x80\xae <s>"));
    osint_article_sort_mentions(article);
    g_assert(osint_writer_put(writer, article, 100, NULL));
}

static void put_articles(OsintWriter *writer)
{
    OsintArticle *one =
        make_article("one", "Heron at work", "Heron acted for Odd <i>\"'& in Japan.\n\nJapan was quiet.");
    mark(one, "Heron", "heron", "threat-actor", "Heron");
    mark(one, "Odd <i>\"'&", "odd\"<i>", "organization", "Odd <i>\"'&");
    mark(one, "Japan", "japan", "place", "Japan");
    put(writer, one, "2021-04-20");
    OsintArticle *two =
        make_article("two/<b>?#", "</title><script>", "The SILENT POND met Odd <i>\"'& again.");
    mark(two, "SILENT POND", "heron", "threat-actor", "Heron");
    mark(two, "Odd <i>\"'&", "odd\"<i>", "organization", "Odd <i>\"'&");
    put(writer, two, "2019-12");
    for (int i = 0; i < 12; i++) {
        g_autofree char *id = g_strdup_printf("more%d", i);
        OsintArticle *more =
            make_article(id, NULL, "Japan reports -->]]>\x07 of herons & of \xe2\x80\xae others.");
        mark(more, "Japan", "japan", "place", "Japan");
        put(writer, more, "2020-06-01T10:00:00Z");
    }
}

static int remove_entry(const char *path, G_GNUC_UNUSED const struct stat *info, G_GNUC_UNUSED int type,
                        G_GNUC_UNUSED struct FTW *walk)
{
    return g_remove(path);
}

static void close_site(void)
{
    osint_site_free(site);
    nftw(directory, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    g_free(directory);
}

static void open_site(void)
{
    directory = g_dir_make_tmp("osint-fuzz-XXXXXX", NULL);
    g_assert(directory != NULL);
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    g_autoptr(GBytes) rows = g_bytes_new_static(list_rows, strlen(list_rows));
    g_assert(osint_entity_list_add(list, "hand", rows, NULL, NULL, NULL));
    g_autoptr(OsintWriter) writer = open_writer(directory, OSINT_WRITER_UPDATE);
    g_assert(osint_writer_set_entities(writer, list, NULL));
    put_articles(writer);
    commit(writer);
    site = osint_site_new(directory, NULL, NULL);
    atexit(close_site);
}

/* ---- the request ---- */

static const char *variable(const char *name, gpointer user_data)
{
    return g_hash_table_lookup(user_data, name);
}

static GHashTable *read_variables(const uint8_t *data, size_t size)
{
    GHashTable *variables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autofree char *text = g_strndup((const char *)data, size);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        char *equals = strchr(*line, '=');
        if (equals == NULL)
            continue;
        *equals = '\0';
        g_hash_table_insert(variables, g_strdup(*line), g_strcompress(equals + 1));
    }
    return variables;
}

/* ---- the answer ---- */

static void check_status(guint status)
{
    static const guint known[] = {200, 303, 304, 400, 404, 405, 414};
    guint i = 0;
    while (known[i] != status) {
        i++;
        g_assert(i < G_N_ELEMENTS(known));
    }
}

/* The headers by name; each is one line of printable characters, and none is there twice. */
static GHashTable *read_headers(const char *head)
{
    GHashTable *headers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_auto(GStrv) lines = g_strsplit(head, "\r\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        char *colon = strstr(*line, ": ");
        g_assert(colon != NULL && strpbrk(*line, "\r\n") == NULL);
        for (const char *at = *line; *at != '\0'; at++)
            g_assert(*at >= ' ' && *at <= '~');
        g_assert(strspn(*line, G_CSET_A_2_Z G_CSET_a_2_z "-") == (gsize)(colon - *line));
        g_assert(g_hash_table_insert(headers, g_strndup(*line, (gsize)(colon - *line)), g_strdup(colon + 2)));
    }
    return headers;
}

static void check_xml(const char *body)
{
    static const GMarkupParser parser = {0};
    g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, 0, NULL, NULL);
    g_assert(g_markup_parse_context_parse(context, body, -1, NULL));
    g_assert(g_markup_parse_context_end_parse(context, NULL));
}

static void check_json(const char *body)
{
    json_t *value = json_loads(body, 0, NULL);
    g_assert(value != NULL);
    json_decref(value);
}

static void check_body(const char *type, const char *body, gsize length)
{
    g_assert(type != NULL && g_utf8_validate(body, (gssize)length, NULL));
    if (g_str_has_prefix(type, "text/html"))
        assert_sound_page(body);
    else if (strstr(type, "xml") != NULL)
        check_xml(body);
    else if (g_str_equal(type, "application/json"))
        check_json(body);
}

static void check_whole(const OsintResponse *response, gboolean head)
{
    g_autoptr(GString) out = g_string_new(NULL);
    osint_response_write_cgi(response, head, out);
    const char *end = strstr(out->str, "\r\n\r\n");
    g_assert(end != NULL && g_str_has_prefix(out->str, "Status: "));
    g_autofree char *lines = g_strndup(out->str, (gsize)(end - out->str));
    g_autoptr(GHashTable) headers = read_headers(lines);
    const char *body = end + 4;
    gsize length = out->len - (gsize)(body - out->str);
    const char *said = g_hash_table_lookup(headers, "Content-Length");
    g_assert(
        g_str_has_prefix(g_hash_table_lookup(headers, "Content-Security-Policy"), "default-src 'none';"));
    g_assert_cmpstr(g_hash_table_lookup(headers, "X-Content-Type-Options"), ==, "nosniff");
    if (head || response->status == 304 || response->status == 303)
        g_assert(length == 0 || response->status == 303);
    else {
        g_assert(said != NULL && g_ascii_strtoull(said, NULL, 10) == length);
        check_body(g_hash_table_lookup(headers, "Content-Type"), body, length);
    }
}

static void check_log(const OsintResponse *response)
{
    g_assert((response->log != NULL) == (response->status >= 400));
    for (const char *at = response->log; at != NULL && *at != '\0'; at++)
        g_assert((guchar)*at >= 0x20 && *at != 0x7f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (site == NULL)
        open_site();
    g_autoptr(GHashTable) variables = read_variables(data, MIN(size, LONGEST));
    g_autoptr(OsintRequest) request = osint_request_new(variable, variables, "f00dcafe");
    g_autoptr(OsintResponse) response = osint_site_answer(site, request, NOW);
    check_status(response->status);
    check_log(response);
    check_whole(response, g_str_equal(request->method, "HEAD"));
    return 0;
}
