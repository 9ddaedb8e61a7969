/* The dates that documents write: a text that is one, and those in a line. */
#include "indexer/article/date.h"

#include <string.h>

#include "indexer/article/date-scan.h"

/* A longer text is a sentence. */
#define MAX_BYTES 200
/* Of a line, which may be a paragraph, as much is looked at. */
#define MAX_LINE_TOKENS 200

static const OsintDateToken *token_at(const GArray *tokens, guint index)
{
    return &g_array_index(tokens, OsintDateToken, index);
}

gboolean osint_date_normalise(const char *text, char **canonical, gboolean *ambiguous, GError **error)
{
    g_autofree char *composed = NULL;
    gboolean either_way;

    if (strnlen(text, MAX_BYTES + 1) <= MAX_BYTES && g_utf8_validate(text, -1, NULL))
        composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
    g_autoptr(GArray) tokens = osint_date_tokens(composed != NULL ? composed : "", MAX_BYTES);
    if (osint_date_scan(token_at(tokens, 0), tokens->len, OSINT_DATE_WHOLE, canonical, &either_way) == 0) {
        g_set_error(error, OSINT_DATE_ERROR, OSINT_DATE_ERROR_SYNTAX, "not a date that can be read");
        return FALSE;
    }
    if (ambiguous != NULL)
        *ambiguous = either_way;
    return TRUE;
}

/* Whether a date may begin here: not inside "10.1.1.2020", a version or an address. */
static gboolean may_begin(const GArray *tokens, guint index)
{
    const OsintDateToken *token = token_at(tokens, index);
    if (token->kind == OSINT_DATE_TOKEN_WORD)
        return token->word.kind == OSINT_DATE_WORD_MONTH || token->word.kind == OSINT_DATE_WORD_ERA ||
               token->word.kind == OSINT_DATE_WORD_MONTH_OR_NOISE ||
               token->word.kind == OSINT_DATE_WORD_MONTH_PREFIX;
    if (token->kind != OSINT_DATE_TOKEN_NUMBER)
        return FALSE;
    if (index < 2 || token->spaced || token_at(tokens, index - 1)->spaced)
        return TRUE;
    const OsintDateToken *mark = token_at(tokens, index - 1);
    return mark->kind != OSINT_DATE_TOKEN_MARK || strchr(".-/", (int)MIN(mark->mark, 127)) == NULL ||
           token_at(tokens, index - 2)->kind != OSINT_DATE_TOKEN_NUMBER;
}

static void found_clear(gpointer found)
{
    g_free(((OsintDateFound *)found)->date);
}

GArray *osint_dates_find(const char *text, gboolean short_years)
{
    OsintDateScope scope = short_years ? OSINT_DATE_PREFIX_SHORT : OSINT_DATE_PREFIX;
    g_autoptr(GArray) tokens = osint_date_tokens(text, MAX_LINE_TOKENS);
    GArray *dates = g_array_new(FALSE, FALSE, sizeof(OsintDateFound));
    g_array_set_clear_func(dates, found_clear);
    for (guint at = 0; at < tokens->len;) {
        OsintDateFound found;
        guint used = may_begin(tokens, at) ? osint_date_scan(token_at(tokens, at), tokens->len - at, scope,
                                                             &found.date, &found.ambiguous)
                                           : 0;
        if (used > 0) {
            found.start = token_at(tokens, at)->start;
            found.end = token_at(tokens, at + used - 1)->end;
            g_array_append_val(dates, found);
        }
        at += MAX(used, 1);
    }
    return dates;
}

char *osint_date_day_first(const char *date)
{
    char *other = g_strdup(date);
    if (strlen(date) >= strlen("2024-03-04")) {
        memcpy(other + 5, date + 8, 2);
        memcpy(other + 8, date + 5, 2);
    }
    return other;
}
