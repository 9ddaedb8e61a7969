/* A tree as text, in its one canonical spelling: what was executed. */
#include "search/query-internal.h"

#include <string.h>

static void append_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == '"' || c == '\\' || c == 0xFF02)
            g_string_append_c(out, '\\');
        g_string_append_unichar(out, c);
    }
    g_string_append_c(out, '"');
}

/* A word that alone would be an operator ("AND") or a field is put between apostrophes, which are no part of
 * a word. */
static void append_word(GString *out, const char *word, const OsintFieldName *field)
{
    gboolean plain = osint_query_reads_plain(word, field);
    g_string_append_printf(out, plain ? "%s" : "'%s'", word);
}

static gboolean needs_quotes(const OsintNode *node, const OsintFieldName *field)
{
    return strchr("<>=", node->text[0]) || (strchr(node->text, '*') && node->field != OSINT_FIELD_PATH) ||
           (node->field == OSINT_FIELD_MENTIONS && strpbrk(node->text, "<>=")) ||
           !osint_query_reads_plain(node->text, field);
}

static void append_comparison(GString *out, const OsintNode *node)
{
    if (node->maximum == G_MAXUINT)
        g_string_append_printf(out, ">=%u", node->minimum);
    else if (node->minimum == node->maximum)
        g_string_append_printf(out, "=%u", node->minimum);
    else
        g_string_append_printf(out, "<=%u", node->maximum);
}

static void append_filter(GString *out, const OsintNode *node, const OsintFieldName *field)
{
    if (node->exact)
        g_string_append_c(out, '=');
    if (needs_quotes(node, field))
        append_quoted(out, node->text);
    else
        g_string_append(out, node->text);
    if (node->field == OSINT_FIELD_MENTIONS)
        append_comparison(out, node);
}

static void append_leaf(GString *out, const OsintNode *node)
{
    const OsintFieldName *field = osint_query_field_of(node->field, node->type);
    if (field)
        g_string_append_printf(out, "%s:", field->name);
    switch (node->kind) {
    case OSINT_NODE_ALL:
        g_string_append_c(out, '*');
        break;
    case OSINT_NODE_PHRASE:
        append_quoted(out, node->text);
        if (node->distance > 0)
            g_string_append_printf(out, "~%u", node->distance);
        break;
    case OSINT_NODE_PREFIX:
        g_string_append_printf(out, "%s*", node->text);
        break;
    case OSINT_NODE_FUZZY:
        g_string_append_printf(out, "%s~%u", node->text, node->edits);
        break;
    case OSINT_NODE_WORD:
        append_word(out, node->text, field);
        break;
    default:
        append_filter(out, node, field);
        break;
    }
}

static void append_operator(GString *out, const OsintNode *node)
{
    switch (node->kind) {
    case OSINT_NODE_OR:
        g_string_append(out, " OR ");
        break;
    case OSINT_NODE_NEAR:
        g_string_append_printf(out, " NEAR/%u ", node->distance);
        break;
    case OSINT_NODE_ADJ:
        g_string_append_printf(out, " ADJ/%u ", node->distance);
        break;
    case OSINT_NODE_SAME_SENTENCE:
        g_string_append(out, " SAME/s ");
        break;
    case OSINT_NODE_SAME_PASSAGE:
        g_string_append(out, " SAME/p ");
        break;
    default:
        g_string_append_c(out, ' ');
        break;
    }
}

static void append_node(GString *out, const OsintNode *node);

/* Every operator inside another one is bracketed, so that nobody needs to know which binds tighter; only NOT
 * beside other terms reads well without. */
static void append_child(GString *out, const OsintNode *node, OsintNodeKind parent)
{
    gboolean bare = osint_node_is_leaf(node) ||
                    (node->kind == OSINT_NODE_NOT && (parent == OSINT_NODE_AND || parent == OSINT_NODE_OR));
    if (!bare)
        g_string_append_c(out, '(');
    append_node(out, node);
    if (!bare)
        g_string_append_c(out, ')');
}

static void append_node(GString *out, const OsintNode *node)
{
    if (osint_node_is_leaf(node)) {
        append_leaf(out, node);
        return;
    }
    if (node->kind == OSINT_NODE_NOT)
        g_string_append(out, "NOT ");
    for (guint i = 0; i < node->children->len; i++) {
        if (i > 0)
            append_operator(out, node);
        append_child(out, node->children->pdata[i], node->kind);
    }
}

char *osint_node_print(const OsintNode *node)
{
    GString *out = g_string_new(NULL);
    append_node(out, node);
    return g_string_free(out, FALSE);
}

char *osint_query_print(const OsintQuery *query)
{
    return osint_node_print(query->root);
}
