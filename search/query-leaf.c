/* One word or quoted text becomes one leaf, as the field that it stands under demands. */
#include "search/query-internal.h"

#include "indexer/text/words.h"

#include <string.h>

#define MIN_WILDCARD_LETTERS 3u
#define MAX_MENTIONS 1000000u

typedef struct {
    OsintQueryInput *in;
    const OsintFieldName *field; /* NULL: none */
    const OsintToken *token;
    OsintSpan span;
} Leaf;

static OsintNode *leaf_new(const Leaf *leaf, OsintNodeKind kind, char *take_text)
{
    OsintNode *node = osint_node_new(kind, leaf->span);
    node->field = leaf->field ? leaf->field->field : OSINT_FIELD_TEXT;
    node->type = leaf->field ? g_strdup(leaf->field->type) : NULL;
    node->text = take_text;
    return node;
}

guint osint_query_count_words(const char *text)
{
    OsintWordIter words;
    OsintWord word;
    guint count = 0;
    osint_words_init(&words, text, strlen(text));
    while (osint_words_next(&words, &word))
        count += word.kind == OSINT_WORD_PLAIN
                     ? 1
                     : (guint)g_utf8_strlen(text + word.start, (gssize)(word.end - word.start));
    return MAX(count, 1);
}

#define LEAF_FAIL(leaf, code, ...)                                                                           \
    (osint_query_fail((leaf)->in, (leaf)->token->span, OSINT_QUERY_ERROR_##code, __VA_ARGS__), NULL)

/* ---- words ---- */

typedef struct {
    guint words;
    guint letters; /* of the last word */
    gboolean cjk;  /* the last word is CJK */
} Shape;

static Shape shape_of(const char *text)
{
    Shape shape = {0};
    OsintWordIter words;
    OsintWord word;
    osint_words_init(&words, text, strlen(text));
    while (osint_words_next(&words, &word)) {
        shape.words++;
        shape.letters = (guint)g_utf8_strlen(text + word.start, word.end - word.start);
        shape.cjk = word.kind == OSINT_WORD_CJK;
    }
    return shape;
}

/* Where the first word begins and the last one ends: punctuation around a word says nothing. */
static OsintSpan words_span(const char *text)
{
    OsintSpan span = {0, 0};
    OsintWordIter words;
    OsintWord word;
    osint_words_init(&words, text, strlen(text));
    if (osint_words_next(&words, &word))
        span = (OsintSpan){word.start, word.end};
    while (osint_words_next(&words, &word))
        span.end = word.end;
    return span;
}

static OsintNode *prefix_leaf(const Leaf *leaf, const char *stem)
{
    Shape shape = shape_of(stem);
    if (shape.words > 1)
        return LEAF_FAIL(leaf, WILDCARD, "a wildcard stands after one word, and \"%s\" is %u words", stem,
                         shape.words);
    if (!shape.cjk && shape.letters < MIN_WILDCARD_LETTERS)
        return LEAF_FAIL(leaf, WILDCARD, "a wildcard needs %u letters or more before it",
                         MIN_WILDCARD_LETTERS);
    return leaf_new(leaf, OSINT_NODE_PREFIX, g_strdup(stem));
}

static OsintNode *fuzzy_leaf(const Leaf *leaf, const char *word, const char *edits)
{
    Shape shape = shape_of(word);
    if (*edits != '\0' && !g_str_equal(edits, "1") && !g_str_equal(edits, "2"))
        return LEAF_FAIL(leaf, SYNTAX, "a fuzzy word is written with ~1 or ~2");
    if (shape.words > 1)
        return LEAF_FAIL(leaf, SYNTAX, "only one word can be fuzzy, and \"%s\" is %u words", word,
                         shape.words);
    if (shape.cjk)
        return LEAF_FAIL(leaf, SYNTAX, "Chinese, Japanese and Korean text cannot be fuzzy");
    if (shape.letters < MIN_WILDCARD_LETTERS)
        return LEAF_FAIL(leaf, WILDCARD, "a fuzzy word needs %u letters or more", MIN_WILDCARD_LETTERS);
    OsintNode *node = leaf_new(leaf, OSINT_NODE_FUZZY, g_strdup(word));
    node->edits = *edits == '2' ? 2 : 1;
    return node;
}

/* "khabarov~1" or "khabarov~" with whatever punctuation follows; NULL without error when it is neither. */
static OsintNode *tilde_leaf(const Leaf *leaf, const char *trimmed, const char *rest)
{
    const char *tilde = strrchr(trimmed, '~');
    if (tilde && tilde[1 + strspn(tilde + 1, "0123456789.")] == '\0') {
        g_autofree char *before = g_strndup(trimmed, (gsize)(tilde - trimmed));
        before[words_span(before).end] = '\0';
        return fuzzy_leaf(leaf, before, tilde + 1);
    }
    return *rest == '~' ? fuzzy_leaf(leaf, trimmed, "") : NULL;
}

static OsintNode *word_leaf(const Leaf *leaf)
{
    const char *text = leaf->token->text;
    if (g_str_equal(text, "*") && !leaf->field)
        return leaf_new(leaf, OSINT_NODE_ALL, NULL);
    OsintSpan words = words_span(text);
    g_autofree char *trimmed = g_strndup(text + words.start, words.end - words.start);
    const char *star = strchr(text, '*');
    if (star && (star[1 + strspn(star + 1, ".,;:!?'")] != '\0' || words.end == 0))
        return LEAF_FAIL(leaf, WILDCARD, "a wildcard stands only at the end of a word, as in espion*");
    if (star)
        return prefix_leaf(leaf, trimmed);
    if (words.end == 0)
        return LEAF_FAIL(leaf, SYNTAX, "\"%s\" has no letters or digits", text);
    OsintNode *fuzzy = tilde_leaf(leaf, trimmed, text + words.end);
    if (fuzzy || leaf->in->error)
        return fuzzy;
    return leaf_new(leaf, OSINT_NODE_WORD, g_steal_pointer(&trimmed));
}

/* ---- phrases ---- */

/* Runs of white space and control characters become one space. */
static char *squeeze(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_isspace(c) && !g_unichar_iscntrl(c))
            g_string_append_unichar(out, c);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    return g_strchomp(g_string_free(out, FALSE));
}

static OsintNode *phrase_leaf(const Leaf *leaf)
{
    const char *tail = leaf->token->tail;
    guint64 distance = 0;
    if (*tail != '\0' && *tail != '~')
        return LEAF_FAIL(leaf, SYNTAX, "only mentions: takes a comparison such as \"%s\"", tail);
    if (*tail == '~' &&
        !g_ascii_string_to_unsigned(tail + 1, 10, 0, OSINT_QUERY_MAX_DISTANCE, &distance, NULL))
        return LEAF_FAIL(leaf, SYNTAX, "the distance of a phrase is a number up to %u, as in \"a b\"~5",
                         OSINT_QUERY_MAX_DISTANCE);
    if (leaf->token->exact)
        return LEAF_FAIL(leaf, SYNTAX, "\"=\" goes with entities only, as in entity:=Tick");
    if (!osint_query_has_words(leaf->token->text))
        return LEAF_FAIL(leaf, SYNTAX, "there is nothing to search for between the quotes");
    if (strchr(leaf->token->text, '*'))
        osint_query_note(leaf->in, "\"*\" inside quotes is no wildcard");
    OsintNode *node = leaf_new(leaf, OSINT_NODE_PHRASE, squeeze(leaf->token->text));
    node->quoted = TRUE;
    node->distance = (guint)distance;
    return node;
}

/* ---- filters ---- */

/* "Tick" or "=Tick" */
static OsintNode *entity_leaf(const Leaf *leaf)
{
    const char *name = leaf->token->text;
    gboolean exact = leaf->token->exact;
    if (leaf->token->kind == OSINT_TOKEN_WORD && *name == '=') {
        exact = TRUE;
        name++;
    }
    if (!osint_query_has_words(name))
        return LEAF_FAIL(leaf, SYNTAX, "\"%s:\" needs the name of an entity", leaf->field->name);
    OsintNode *node = leaf_new(leaf, OSINT_NODE_FIELD, g_strdup(name));
    node->exact = exact;
    return node;
}

/* Reads ">=3" into bounds; FALSE when it is no comparison or can hold for no number. */
static gboolean read_comparison(const char *text, OsintNode *node)
{
    gsize sign = strspn(text, "<>=");
    guint64 number;
    if (!g_ascii_string_to_unsigned(text + sign, 10, 0, MAX_MENTIONS, &number, NULL))
        return FALSE;
    guint n = (guint)number;
    if (strncmp(text, ">=", sign) == 0 && sign == 2)
        node->minimum = n;
    else if (strncmp(text, "<=", sign) == 0 && sign == 2)
        node->maximum = n;
    else if (sign == 1 && *text == '>')
        node->minimum = n + 1;
    else if (sign == 1 && *text == '<' && n > 0)
        node->maximum = n - 1;
    else if (sign == 1 && *text == '=')
        node->minimum = node->maximum = n;
    else
        return FALSE;
    return TRUE;
}

static OsintNode *mentions_leaf(const Leaf *leaf)
{
    gboolean quoted = leaf->token->kind == OSINT_TOKEN_QUOTED;
    const char *text = leaf->token->text;
    const char *comparison = quoted ? leaf->token->tail : text + strcspn(text, "<>=");
    g_autofree char *name = quoted ? g_strdup(text) : g_strndup(text, (gsize)(comparison - text));
    if (!osint_query_has_words(name) || leaf->token->exact)
        return LEAF_FAIL(leaf, SYNTAX, "\"mentions:\" needs an entity and a number, as in mentions:tick>=3");
    g_autoptr(OsintNode) node = leaf_new(leaf, OSINT_NODE_FIELD, g_steal_pointer(&name));
    if (*comparison == '\0')
        node->minimum = 1;
    else if (!read_comparison(comparison, node))
        return LEAF_FAIL(leaf, SYNTAX, "\"%s\" is no comparison that can be met; write mentions:tick>=3",
                         comparison);
    return g_steal_pointer(&node);
}

static OsintNode *date_leaf(const Leaf *leaf)
{
    g_autoptr(OsintNode) node = leaf_new(leaf, OSINT_NODE_FIELD, NULL);
    if (!osint_query_dates(leaf->in, leaf->field->mode, leaf->token->text, leaf->token->span, node))
        return NULL;
    return g_steal_pointer(&node);
}

static OsintNode *filter_leaf(const Leaf *leaf)
{
    const char *value = leaf->token->text;
    gboolean word = leaf->token->kind == OSINT_TOKEN_WORD;
    if (*value == '\0')
        return LEAF_FAIL(leaf, SYNTAX, "\"%s:\" needs a value", leaf->field->name);
    if (leaf->token->exact || (word && strchr("<>=", *value)))
        return LEAF_FAIL(leaf, SYNTAX, "\"%s:\" takes no comparison", leaf->field->name);
    if (word && strchr(value, '*') && leaf->field->field != OSINT_FIELD_PATH)
        return LEAF_FAIL(leaf, WILDCARD, "\"%s:\" takes no wildcard", leaf->field->name);
    const char *prefix = leaf->field->prefix ? leaf->field->prefix : "";
    return leaf_new(leaf, OSINT_NODE_FIELD, g_strconcat(prefix, value, NULL));
}

OsintNode *osint_query_leaf(OsintQueryInput *in, const OsintFieldName *field, const OsintToken *token,
                            OsintSpan span)
{
    Leaf leaf = {in, field, token, span};
    gboolean quoted = token->kind == OSINT_TOKEN_QUOTED;
    OsintFieldClass class = field ? field->class : OSINT_FIELD_CLASS_TEXT;
    in->terms += class == OSINT_FIELD_CLASS_TEXT ? osint_query_count_words(token->text) : 1;
    if (in->terms > OSINT_QUERY_MAX_TERMS)
        return LEAF_FAIL(&leaf, LIMIT, "the query has more than %u words", OSINT_QUERY_MAX_TERMS);
    if (class == OSINT_FIELD_CLASS_TEXT)
        return quoted ? phrase_leaf(&leaf) : word_leaf(&leaf);
    if (class == OSINT_FIELD_CLASS_COUNT)
        return mentions_leaf(&leaf);
    if (quoted && *token->tail != '\0')
        return LEAF_FAIL(&leaf, SYNTAX, "\"%s\" cannot stand after a value of \"%s:\"", token->tail,
                         field->name);
    if (class == OSINT_FIELD_CLASS_ENTITY)
        return entity_leaf(&leaf);
    return class == OSINT_FIELD_CLASS_DATE ? date_leaf(&leaf) : filter_leaf(&leaf);
}
