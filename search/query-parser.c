/* The grammar of osint-query(7), by recursive descent:
 *
 *   either     = all { OR all }
 *   all        = negation { [AND] negation }
 *   negation   = { NOT } proximity
 *   proximity  = primary { NEAR/n primary }
 *   primary    = [field] ( word | quoted | "(" either ")" )
 *
 * A field before a bracket stands on every leaf inside that has no field of its own. */
#include "search/query-internal.h"
#include "search/query-signs.h"

#include <string.h>

typedef struct {
    OsintQueryInput *in;
    const GArray *tokens;
    guint at;
} Parser;

static OsintNode *parse_either(Parser *parser, const OsintFieldName *field);

static const OsintToken *peek(const Parser *parser)
{
    return &g_array_index(parser->tokens, OsintToken, parser->at);
}

static gboolean accept(Parser *parser, OsintTokenKind kind)
{
    if (peek(parser)->kind != kind)
        return FALSE;
    parser->at++;
    return TRUE;
}

static gboolean is_operator(OsintTokenKind kind)
{
    return kind >= OSINT_TOKEN_AND;
}

/* An operator without what it joins, or brackets around nothing. */
static OsintNode *refuse(const Parser *parser)
{
    const OsintToken *token = peek(parser);
    const OsintToken *before = parser->at > 0 ? token - 1 : NULL;
    gboolean nothing_after = before && is_operator(before->kind) && !is_operator(token->kind);
    const OsintToken *culprit = nothing_after ? before : token;
    g_autofree char *text =
        g_strndup(parser->in->text + culprit->span.start, culprit->span.end - culprit->span.start);
    if (token->kind == OSINT_TOKEN_NOT)
        osint_query_fail(parser->in, culprit->span, OSINT_QUERY_ERROR_SYNTAX,
                         "what NEAR, ADJ and SAME join cannot be negated");
    else if (is_operator(culprit->kind))
        osint_query_fail(parser->in, culprit->span, OSINT_QUERY_ERROR_SYNTAX,
                         "\"%s\" has nothing %s it to join", text, nothing_after ? "after" : "before");
    else
        osint_query_fail(parser->in, before ? before->span : culprit->span, OSINT_QUERY_ERROR_SYNTAX,
                         "there is nothing between the brackets");
    return NULL;
}

static OsintNode *parse_primary(Parser *parser, const OsintFieldName *field)
{
    OsintSpan span = peek(parser)->span;
    if (peek(parser)->kind == OSINT_TOKEN_FIELD) {
        field = peek(parser)->field;
        parser->at++;
    }
    const OsintToken *token = peek(parser);
    if (token->kind == OSINT_TOKEN_WORD || token->kind == OSINT_TOKEN_QUOTED) {
        parser->at++;
        span.end = token->span.end;
        return osint_query_leaf(parser->in, field, token, span);
    }
    if (!accept(parser, OSINT_TOKEN_OPEN))
        return refuse(parser);
    OsintNode *inside = parse_either(parser, field);
    if (inside)
        accept(parser, OSINT_TOKEN_CLOSE);
    return inside;
}

/* ---- proximity ---- */

static gboolean may_stand_in_window(const OsintNode *node)
{
    switch (node->kind) {
    case OSINT_NODE_WORD:
    case OSINT_NODE_PHRASE:
    case OSINT_NODE_PREFIX:
    case OSINT_NODE_FUZZY:
        return TRUE;
    case OSINT_NODE_FIELD:
        return node->field == OSINT_FIELD_ENTITY || node->field == OSINT_FIELD_CITES;
    default:
        return FALSE;
    }
}

/* NEAR and ADJ measure between words, so alternatives are all that may be grouped; a sentence or a passage
 * can hold any text. */
static gboolean may_be_grouped(OsintNodeKind operation, OsintNodeKind inside)
{
    if (inside == OSINT_NODE_OR)
        return TRUE;
    if (operation == OSINT_NODE_NEAR || operation == OSINT_NODE_ADJ)
        return FALSE;
    return inside == OSINT_NODE_AND || inside == OSINT_NODE_NEAR || inside == OSINT_NODE_ADJ ||
           inside == OSINT_NODE_SAME_SENTENCE || inside == operation;
}

static gboolean check_operand(OsintQueryInput *in, const OsintToken *joint, const OsintNode *node)
{
    g_autofree char *text = g_strndup(in->text + joint->span.start, joint->span.end - joint->span.start);
    if (osint_node_is_leaf(node))
        return may_stand_in_window(node) ||
               osint_query_fail(in, node->span, OSINT_QUERY_ERROR_SYNTAX,
                                "%s joins words, phrases and entities only", text);
    if (!may_be_grouped(joint->operation, node->kind))
        return osint_query_fail(in, node->span, OSINT_QUERY_ERROR_SYNTAX,
                                joint->operation == OSINT_NODE_NEAR || joint->operation == OSINT_NODE_ADJ
                                    ? "%s joins words, phrases, entities and OR groups of them only"
                                    : "%s cannot join this group",
                                text);
    for (guint i = 0; i < node->children->len; i++)
        if (!check_operand(in, joint, node->children->pdata[i]))
            return FALSE;
    return TRUE;
}

static gboolean same_operation(const OsintNode *node, const OsintToken *joint)
{
    return node->kind == joint->operation && node->distance == joint->distance;
}

static OsintNode *join(OsintNode *left, const OsintToken *joint)
{
    OsintNode *node = osint_node_new(joint->operation, left->span);
    node->distance = joint->distance;
    osint_node_take_child(node, osint_node_settle(left));
    return node;
}

static OsintNode *parse_proximity(Parser *parser, const OsintFieldName *field)
{
    g_autoptr(OsintNode) node = parse_primary(parser, field);
    gboolean joined = FALSE;
    while (node && peek(parser)->kind == OSINT_TOKEN_PROXIMITY) {
        const OsintToken *joint = peek(parser);
        parser->at++;
        if (!joined || !same_operation(node, joint)) {
            if (!check_operand(parser->in, joint, node))
                return NULL;
            node = join(g_steal_pointer(&node), joint);
        }
        joined = TRUE;
        OsintNode *right = parse_primary(parser, field);
        if (!right)
            return NULL;
        osint_node_take_child(node, right);
        if (!check_operand(parser->in, joint, right))
            return NULL;
    }
    return node ? osint_node_settle(g_steal_pointer(&node)) : NULL;
}

/* ---- boolean operators ---- */

static OsintNode *parse_negation(Parser *parser, const OsintFieldName *field)
{
    OsintSpan span = peek(parser)->span;
    gboolean negated = FALSE;
    while (accept(parser, OSINT_TOKEN_NOT))
        negated = !negated;
    OsintNode *child = parse_proximity(parser, field);
    if (!child || !negated)
        return child;
    OsintNode *node = osint_node_new(OSINT_NODE_NOT, span);
    osint_node_take_child(node, child);
    return osint_node_settle(node);
}

static gboolean begins_term(OsintTokenKind kind)
{
    return kind == OSINT_TOKEN_WORD || kind == OSINT_TOKEN_QUOTED || kind == OSINT_TOKEN_FIELD ||
           kind == OSINT_TOKEN_OPEN || kind == OSINT_TOKEN_NOT;
}

static OsintNode *parse_all(Parser *parser, const OsintFieldName *field)
{
    g_autoptr(OsintNode) node = osint_node_new(OSINT_NODE_AND, peek(parser)->span);
    do {
        OsintNode *child = parse_negation(parser, field);
        if (!child)
            return NULL;
        osint_node_take_child(node, child);
    } while (accept(parser, OSINT_TOKEN_AND) || begins_term(peek(parser)->kind));
    return osint_node_settle(g_steal_pointer(&node));
}

static OsintNode *parse_either(Parser *parser, const OsintFieldName *field)
{
    g_autoptr(OsintNode) node = osint_node_new(OSINT_NODE_OR, peek(parser)->span);
    do {
        OsintNode *child = parse_all(parser, field);
        if (!child)
            return NULL;
        osint_node_take_child(node, child);
    } while (accept(parser, OSINT_TOKEN_OR));
    return osint_node_settle(g_steal_pointer(&node));
}

/* ---- the whole ---- */

static gboolean check_input(OsintQueryInput *in)
{
    const char *invalid;
    OsintSpan whole = {0, in->length};
    if (in->length > OSINT_QUERY_MAX_BYTES)
        return osint_query_fail(in, (OsintSpan){0, 0}, OSINT_QUERY_ERROR_LIMIT,
                                "the query is longer than %u bytes", OSINT_QUERY_MAX_BYTES);
    if (!g_utf8_validate(in->text, in->length, &invalid)) {
        guint32 at = (guint32)(invalid - in->text);
        return osint_query_fail(in, (OsintSpan){at, at + 1}, OSINT_QUERY_ERROR_SYNTAX,
                                "the query is not valid UTF-8");
    }
    for (const char *c = in->text; *c; c = g_utf8_next_char(c))
        if (!g_unichar_isspace(g_utf8_get_char(c)))
            return TRUE;
    return osint_query_fail(in, whole, OSINT_QUERY_ERROR_SYNTAX, "the query is empty");
}

OsintNode *osint_query_tree(OsintQueryInput *in)
{
    if (!check_input(in))
        return NULL;
    g_autoptr(GArray) tokens = osint_query_lex(in);
    if (!tokens)
        return NULL;
    Parser parser = {.in = in, .tokens = tokens};
    if (peek(&parser)->kind == OSINT_TOKEN_END) {
        osint_query_fail(in, (OsintSpan){0, in->length}, OSINT_QUERY_ERROR_SYNTAX,
                         "the query has nothing to search for");
        return NULL;
    }
    g_autoptr(OsintNode) root = parse_either(&parser, NULL);
    if (!root)
        return NULL;
    if (peek(&parser)->kind != OSINT_TOKEN_END)
        return refuse(&parser);
    return g_steal_pointer(&root);
}

#define MAX_MESSAGE_CHARS 240
#define MAX_NOTES 20

/* One line of bearable length whatever text of the query it repeats: control characters become spaces, the
 * middle of a long one gives way. */
static char *one_line(const char *text)
{
    glong length = g_utf8_strlen(text, -1);
    GString *line = g_string_new(NULL);
    glong i = 0;
    for (const char *at = text; *at; at = g_utf8_next_char(at), i++) {
        gunichar c = g_utf8_get_char(at);
        if (length > MAX_MESSAGE_CHARS && i == MAX_MESSAGE_CHARS / 2)
            g_string_append(line, "...");
        if (length <= MAX_MESSAGE_CHARS || i < MAX_MESSAGE_CHARS / 2 || i >= length - MAX_MESSAGE_CHARS / 2)
            g_string_append_unichar(line, osint_sign_is_space(c) ? ' ' : c);
    }
    return g_string_free(line, FALSE);
}

static void fail(OsintQueryInput *in, OsintSpan place, OsintQueryErrorCode code, const char *format,
                 va_list arguments) G_GNUC_PRINTF(4, 0);
static void fail(OsintQueryInput *in, OsintSpan place, OsintQueryErrorCode code, const char *format,
                 va_list arguments)
{
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    g_autofree char *message = one_line(text);
    in->error = g_error_new_literal(OSINT_QUERY_ERROR, (gint)code, message);
    in->place = place;
}

gboolean osint_query_fail(OsintQueryInput *in, OsintSpan place, OsintQueryErrorCode code, const char *format,
                          ...)
{
    if (in->error)
        return FALSE;
    va_list arguments;
    va_start(arguments, format);
    fail(in, place, code, format, arguments);
    va_end(arguments);
    return FALSE;
}

gboolean osint_query_fail_near(OsintQueryInput *in, OsintSpan place, OsintQueryErrorCode code,
                               const char *nearest, const char *format, ...)
{
    if (in->error)
        return FALSE;
    va_list arguments;
    va_start(arguments, format);
    fail(in, place, code, format, arguments);
    va_end(arguments);
    osint_query_error_set_nearest(in->error, nearest);
    return FALSE;
}

void osint_query_note(OsintQueryInput *in, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    g_autofree char *note = one_line(text);
    va_end(arguments);
    if (in->notes->len > MAX_NOTES || g_ptr_array_find_with_equal_func(in->notes, note, g_str_equal, NULL))
        return;
    if (in->notes->len == MAX_NOTES)
        g_ptr_array_add(in->notes, g_strdup("more of this kind is not listed"));
    else
        g_ptr_array_add(in->notes, g_steal_pointer(&note));
}

OsintQuery *osint_query_parse(const char *text, gint64 now, OsintSpan *place, GError **error)
{
    g_autoptr(OsintQuery) query = g_new0(OsintQuery, 1);
    query->text = g_strdup(text);
    query->notes = g_ptr_array_new_with_free_func(g_free);
    gsize length = MIN(strlen(text), (gsize)OSINT_QUERY_MAX_BYTES + 1);
    OsintQueryInput in = {.text = query->text, .length = (guint32)length, .now = now, .notes = query->notes};
    query->root = osint_query_tree(&in);
    if (query->root)
        return g_steal_pointer(&query);
    if (place)
        *place = in.place;
    g_propagate_error(error, in.error);
    return NULL;
}
