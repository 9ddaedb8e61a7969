/* The article knows what spoke for a mention when it was tagged, the entity list where the name is from. */
#include "search/explain.h"

#include <string.h>

#define MOST_EXPLAINED 20u /* mentions of a passage */

static char *text_of(const OsintArticle *article, const OsintMention *mention)
{
    return g_strndup(article->text + mention->span.start, mention->span.end - mention->span.start);
}

static const OsintAlias *alias_of(const OsintEntity *entity, const char *text)
{
    g_autofree char *folded = osint_entity_fold_name(text);
    for (guint i = 0; entity != NULL && i < entity->aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(entity->aliases, i);
        g_autofree char *name = osint_entity_fold_name(alias->text);
        if (g_str_equal(name, folded))
            return alias;
    }
    return NULL;
}

static void append_lists(GString *line, const OsintAlias *alias)
{
    for (guint i = 0; alias != NULL && i < alias->lists->len; i++)
        g_string_append_printf(line, "%s%s", i > 0 ? ", " : "; list ",
                               (const char *)g_ptr_array_index(alias->lists, i));
}

/* "BRONZE BUTLER" is Tick (tick): context: hacker group, 90 %; list misp */
static char *line_of(OsintIndex *index, const OsintArticle *article, const OsintMention *mention)
{
    g_autofree char *text = text_of(article, mention);
    g_autoptr(GString) line = g_string_new(NULL);
    const OsintEntity *entity = osint_index_entity(index, mention->entity, NULL);
    g_string_append_printf(line, "\"%s\" %s %s", text, mention->undecided ? "may be" : "is", mention->name);
    if (!g_str_equal(mention->name, mention->entity))
        g_string_append_printf(line, " (%s)", mention->entity);
    g_string_append_printf(line, ": %s",
                           mention->why != NULL   ? mention->why
                           : mention->by_hand     ? "marked by hand"
                           : mention->descriptive ? "by description"
                                                  : "by name");
    if (mention->confidence < 100)
        g_string_append_printf(line, ", %u %%", mention->confidence);
    g_string_append(line, mention->undecided ? ", undecided" : "");
    g_string_append(line, mention->benign ? ", benign" : "");
    append_lists(line, alias_of(entity, text));
    return g_strdup(line->str);
}

typedef void (*MentionFunc)(const OsintMention *mention, gpointer user_data);

static void each_mention(const OsintArticle *article, OsintSpan passage, MentionFunc func, gpointer user_data)
{
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        if (mention->span.start >= passage.end)
            return;
        if (mention->span.start >= passage.start)
            func(mention, user_data);
    }
}

typedef struct {
    OsintIndex *index;
    const OsintArticle *article;
    GPtrArray *lines; /* char *, each once */
} Explaining;

static void add_once(GPtrArray *lines, char *take_line)
{
    if (g_ptr_array_find_with_equal_func(lines, take_line, g_str_equal, NULL))
        g_free(take_line);
    else
        g_ptr_array_add(lines, take_line);
}

static void explain_mention(const OsintMention *mention, gpointer user_data)
{
    const Explaining *explaining = user_data;
    if (explaining->lines->len < MOST_EXPLAINED)
        add_once(explaining->lines, line_of(explaining->index, explaining->article, mention));
}

static char *joined(GPtrArray *lines, const char *separator)
{
    if (lines->len == 0)
        return NULL;
    g_ptr_array_add(lines, NULL);
    return g_strjoinv(separator, (char **)lines->pdata);
}

static void explain_passage(OsintIndex *index, const OsintArticle *article, OsintHitPassage *passage)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    Explaining explaining = {index, article, lines};
    each_mention(article, passage->span, explain_mention, &explaining);
    g_autofree char *mentions = joined(lines, " | ");
    g_autofree char *score = passage->explanation;
    gboolean has_score = score != NULL && *score != '\0';
    if (mentions != NULL)
        passage->explanation = g_strconcat(has_score ? score : "", has_score ? " | " : "", mentions, NULL);
    else
        passage->explanation = g_steal_pointer(&score);
}

void osint_explain_mentions(OsintIndex *index, OsintHit *hit)
{
    for (guint i = 0; i < hit->passages->len; i++)
        explain_passage(index, hit->article, g_ptr_array_index(hit->passages, i));
}

static void add_undecided(const OsintMention *mention, gpointer user_data)
{
    const Explaining *explaining = user_data;
    g_autofree char *text = text_of(explaining->article, mention);
    if (mention->undecided && explaining->lines->len < MOST_EXPLAINED)
        add_once(explaining->lines, g_strdup_printf("\"%s\" may be %s", text, mention->entity));
}

char *osint_explain_undecided(const OsintArticle *article, OsintSpan passage)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    Explaining explaining = {NULL, article, lines};
    each_mention(article, passage, add_undecided, &explaining);
    return joined(lines, ", ");
}
