/* Many news sites give the whole text, some a teaser, few something else, so it is evidence beside other
 * evidence. */
#include "indexer/readers/html/article-body.h"

#include <jansson.h>
#include <string.h>

#include "indexer/readers/clean.h"
#include "indexer/readers/flow.h"
#include "indexer/readers/html/bare.h"
#include "indexer/readers/html/jsonld-repair.h"
#include "indexer/readers/markup.h"

/* Shorter ones are teasers. */
#define MIN_BODY 600
/* More than that of text compared with more than that of blocks would take too long. */
#define MAX_WORK ((guint64)1 << 26)
#define PIECE 48
#define MIN_PIECE 12

#define IN_BODY 2.0F
#define NOT_IN_BODY -1.0F

/* Every object and array in a value, without recursion. */
static const char *longest_body(json_t *root)
{
    g_autoptr(GPtrArray) stack = g_ptr_array_new();
    const char *best = NULL;
    g_ptr_array_add(stack, root);
    while (stack->len > 0) {
        json_t *value = g_ptr_array_remove_index(stack, stack->len - 1), *member;
        const char *body = json_string_value(json_object_get(value, "articleBody")), *key;
        gsize index;
        if (body != NULL && (best == NULL || strlen(body) > strlen(best)))
            best = body;
        json_object_foreach(value, key, member) if (json_is_object(member) || json_is_array(member))
            g_ptr_array_add(stack, member);
        json_array_foreach(value, index, member) if (json_is_object(member) || json_is_array(member))
            g_ptr_array_add(stack, member);
    }
    return best;
}

static json_t *parse(const char *script)
{
    json_t *json = json_loads(script, JSON_ALLOW_NUL, NULL);
    if (json != NULL)
        return json;
    g_autofree char *mended = osint_jsonld_repair(script);
    return json_loads(mended, JSON_ALLOW_NUL | JSON_DISABLE_EOF_CHECK, NULL);
}

/* A body may be plain text or hold markup, once or twice escaped. */
static char *plain_text(const char *body)
{
    if (strchr(body, '<') == NULL && strchr(body, '&') == NULL)
        return osint_clean_text(body, strlen(body));
    gboolean cut_short;
    xmlDoc *tree = osint_markup_parse_html(body, strlen(body), &cut_short);
    const xmlNode *root = tree != NULL ? xmlDocGetRootElement(tree) : NULL;
    char *text = NULL;
    if (root != NULL) {
        g_autoptr(OsintHtmlPage) page = osint_html_page_new(&root, 1);
        text = g_steal_pointer(&page->text);
    }
    xmlFreeDoc(tree);
    return text;
}

static gboolean is_teaser(const char *text)
{
    gsize length = strlen(text);
    return length < MIN_BODY || g_str_has_suffix(text, "...") || g_str_has_suffix(text, "…");
}

char *osint_html_article_body(const OsintHtmlPage *page)
{
    char *best = NULL;
    for (guint i = 0; i < page->scripts->len; i++) {
        const char *script = g_ptr_array_index(page->scripts, i);
        if (strstr(script, "articleBody") == NULL)
            continue;
        json_t *json = parse(script);
        const char *body = json != NULL ? longest_body(json) : NULL;
        g_autofree char *once = body != NULL ? plain_text(body) : NULL;
        char *text = once != NULL && strstr(once, "</") != NULL ? plain_text(once) : g_steal_pointer(&once);
        json_decref(json);
        if (text != NULL && (best == NULL || strlen(text) > strlen(best))) {
            g_free(best);
            best = g_steal_pointer(&text);
        }
        g_free(text);
    }
    if (best != NULL && is_teaser(g_strchomp(best)))
        g_clear_pointer(&best, g_free);
    return best;
}

/* The share of a block's pieces (beginning, middle and end) that are found; -1 when it is too short to tell.
 */
static float share_in(const char *body, gsize body_length, const char *text, gsize length)
{
    if (length < MIN_PIECE)
        return -1;
    if (length <= PIECE)
        return memmem(body, body_length, text, length) != NULL ? 1 : 0;
    const gsize starts[] = {0, (length - PIECE) / 2, length - PIECE};
    float found = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
        found += memmem(body, body_length, text + starts[i], PIECE) != NULL ? 1 : 0;
    return found / G_N_ELEMENTS(starts);
}

void osint_html_article_body_fill(OsintArticle *article, const char *body)
{
    g_autoptr(OsintFlow) flow = osint_flow_new();
    g_auto(GStrv) lines = g_strsplit(body, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        osint_flow_add(flow, *line, strlen(*line));
        osint_flow_end_block(flow, FALSE);
    }
    osint_flow_finish(flow, article);
}

void osint_html_article_body_weigh(const char *body, const OsintHtmlPage *page, float *scores)
{
    g_autofree char *bare = osint_html_bare(body, strlen(body));
    gsize length = strlen(bare);
    if ((guint64)length * page->blocks->len > MAX_WORK)
        return;
    for (guint i = 0; i < page->blocks->len; i++) {
        const OsintHtmlBlock *block = osint_html_page_block(page, i);
        g_autofree char *text = osint_html_bare(page->text + block->start, block->end - block->start);
        float share = share_in(bare, length, text, strlen(text));
        if (share >= 0)
            scores[i] += share > .5F ? IN_BODY : NOT_IN_BODY;
    }
}
