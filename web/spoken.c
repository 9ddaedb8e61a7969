/* Operators become words between what they join; what is inside another one stands in brackets. */
#include "web/spoken.h"

#include <string.h>

#include "web/filters.h"

typedef struct {
    const OsintResults *results;
    const OsintWords *words;
    GString *out;
} Speech;

static void say(const Speech *speech, const OsintNode *node);

static gboolean is_leaf(const OsintNode *node)
{
    return node->children == NULL || node->children->len == 0;
}

static void say_text(const Speech *speech, const char *text, const char *value, guint number)
{
    g_autofree char *digits = g_strdup_printf("%u", number);
    g_autofree char *filled = osint_words_fill(text, value, digits, NULL);
    g_string_append(speech->out, filled);
}

static void say_words(const Speech *speech, const OsintNode *node)
{
    const OsintWords *words = speech->words;
    switch (node->kind) {
    case OSINT_NODE_PHRASE:
        say_text(speech, node->distance > 0 ? words->spoken.loose_phrase : words->spoken.phrase, node->text,
                 node->distance);
        break;
    case OSINT_NODE_PREFIX:
        say_text(speech, words->spoken.prefix, node->text, 0);
        break;
    case OSINT_NODE_FUZZY:
        say_text(speech, words->spoken.fuzzy, node->text, node->edits);
        break;
    default:
        say_text(speech, words->spoken.word, node->text, 0);
        break;
    }
}

static void say_leaf(const Speech *speech, const OsintNode *node)
{
    if (node->kind == OSINT_NODE_ALL) {
        g_string_append(speech->out, speech->words->spoken.all);
    } else if (node->kind == OSINT_NODE_FIELD) {
        g_autofree char *label = osint_filter_label_of(speech->results, node, FALSE);
        g_string_append(speech->out, label);
    } else if (node->field == OSINT_FIELD_TEXT) {
        say_words(speech, node);
    } else {
        const Speech inner = {speech->results, speech->words, g_string_new(NULL)};
        say_words(&inner, node);
        say_text(speech, speech->words->spoken.in[node->field - OSINT_FIELD_TITLE], inner.out->str, 0);
        g_string_free(inner.out, TRUE);
    }
}

/* What stands between the parts. */
static const char *joint(const OsintWords *words, OsintNodeKind kind)
{
    switch (kind) {
    case OSINT_NODE_OR:
        return words->spoken.joint_or;
    case OSINT_NODE_NEAR:
        return words->spoken.joint_near;
    case OSINT_NODE_ADJ:
        return words->spoken.joint_before;
    default:
        return words->spoken.joint_and;
    }
}

/* What is said of all parts together, behind them; NULL: nothing. */
static const char *frame(const OsintWords *words, OsintNodeKind kind)
{
    switch (kind) {
    case OSINT_NODE_NEAR:
    case OSINT_NODE_ADJ:
        return words->spoken.within;
    case OSINT_NODE_SAME_SENTENCE:
        return words->spoken.one_sentence;
    case OSINT_NODE_SAME_PASSAGE:
        return words->spoken.one_passage;
    default:
        return NULL;
    }
}

static void say_inner(const Speech *speech, const OsintNode *node)
{
    gboolean bare = is_leaf(node) || node->kind == OSINT_NODE_NOT;
    g_string_append(speech->out, bare ? "" : speech->words->spoken.open);
    say(speech, node);
    g_string_append(speech->out, bare ? "" : speech->words->spoken.close);
}

static void say_parts(const Speech *speech, const OsintNode *node)
{
    const char *framed = frame(speech->words, node->kind);
    const Speech inner = {speech->results, speech->words, g_string_new(NULL)};
    for (guint i = 0; i < node->children->len; i++) {
        g_string_append(inner.out, i > 0 ? joint(speech->words, node->kind) : "");
        say_inner(&inner, g_ptr_array_index(node->children, i));
    }
    if (framed != NULL)
        say_text(speech, framed, inner.out->str, node->distance);
    else
        g_string_append(speech->out, inner.out->str);
    g_string_free(inner.out, TRUE);
}

static void say_not(const Speech *speech, const OsintNode *node)
{
    const OsintNode *child = g_ptr_array_index(node->children, 0);
    if (child->kind == OSINT_NODE_FIELD) {
        g_autofree char *label = osint_filter_label_of(speech->results, child, TRUE);
        g_string_append(speech->out, label);
        return;
    }
    const Speech inner = {speech->results, speech->words, g_string_new(NULL)};
    say_inner(&inner, child);
    say_text(speech, speech->words->results.exclude, inner.out->str, 0);
    g_string_free(inner.out, TRUE);
}

static void say(const Speech *speech, const OsintNode *node)
{
    if (is_leaf(node))
        say_leaf(speech, node);
    else if (node->kind == OSINT_NODE_NOT)
        say_not(speech, node);
    else
        say_parts(speech, node);
}

static gboolean speaks_for_itself(const OsintNode *node)
{
    return is_leaf(node) && node->field != OSINT_FIELD_AUTHOR &&
           (node->kind == OSINT_NODE_WORD || node->kind == OSINT_NODE_FIELD || node->kind == OSINT_NODE_ALL);
}

char *osint_spoken_query(const OsintResults *results)
{
    if (results->tree == NULL || speaks_for_itself(results->tree))
        return NULL;
    const Speech speech = {results, results->ask->words, g_string_new(NULL)};
    say(&speech, results->tree);
    return g_string_free(speech.out, FALSE);
}
