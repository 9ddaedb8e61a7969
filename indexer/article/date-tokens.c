/* Cuts a written date into its items. */
#include "indexer/article/date-tokens.h"

static void read_number(const char **at, OsintDateToken *token)
{
    token->kind = OSINT_DATE_TOKEN_NUMBER;
    while (g_unichar_isdigit(g_utf8_get_char(*at))) {
        if (token->digits < 15)
            token->value = token->value * 10 + g_unichar_digit_value(g_utf8_get_char(*at));
        token->digits++;
        *at = g_utf8_next_char(*at);
    }
}

static gboolean is_word_character(gunichar c)
{
    return g_unichar_isalpha(c) || g_unichar_ismark(c);
}

/* "a.m." and "p.m." are one word. */
static gsize length_of_half(const char *at)
{
    if ((g_ascii_tolower(at[0]) == 'a' || g_ascii_tolower(at[0]) == 'p') && at[1] == '.' &&
        g_ascii_tolower(at[2]) == 'm' && !g_ascii_isalpha(at[3]))
        return 3;
    return 0;
}

static gboolean is_initials(const char *word, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isupper(word[i]))
            return FALSE;
    }
    return length >= 2 && length <= 5;
}

static void read_word(const char **at, OsintDateToken *token)
{
    const char *word = *at;
    gsize length = length_of_half(word);

    token->kind = OSINT_DATE_TOKEN_WORD;
    if (length == 0 && g_unichar_get_script(g_utf8_get_char(word)) != G_UNICODE_SCRIPT_LATIN) {
        token->word = osint_date_word_prefix(word, &length);
        if (length > 0 && !g_unichar_iswide(g_utf8_get_char(word)))
            length = 0;
    }
    if (length == 0 && g_unichar_iswide(g_utf8_get_char(word)))
        length = (gsize)(g_utf8_next_char(word) - word);
    if (length == 0) {
        const char *end = word;
        while (is_word_character(g_utf8_get_char(end)) && !g_unichar_iswide(g_utf8_get_char(end)))
            end = g_utf8_next_char(end);
        length = (gsize)(end - word);
    }
    g_autofree char *folded = g_utf8_casefold(word, (gssize)length);
    token->word = osint_date_word_find(folded);
    token->initials = is_initials(word, length);
    *at = word + length;
}

static gboolean is_dash(gunichar c)
{
    return c == '-' || c == 0x2212 /* minus */ || c == 0x2010 || c == 0x2011 /* hyphens */;
}

GArray *osint_date_tokens(const char *text, guint limit)
{
    GArray *tokens = g_array_new(TRUE, TRUE, sizeof(OsintDateToken));
    const char *at = text;
    OsintDateToken token = {.kind = OSINT_DATE_TOKEN_END};

    while (*at != '\0' && tokens->len < limit) {
        gunichar c = g_utf8_get_char(at);

        if (g_unichar_isspace(c)) {
            token.spaced = TRUE;
            at = g_utf8_next_char(at);
            continue;
        }
        token.start = (gsize)(at - text);
        if (g_unichar_isdigit(c)) {
            read_number(&at, &token);
        } else if (g_unichar_isalpha(c)) {
            read_word(&at, &token);
        } else {
            token.kind = OSINT_DATE_TOKEN_MARK;
            token.mark = is_dash(c) ? '-' : c;
            at = g_utf8_next_char(at);
        }
        token.end = (gsize)(at - text);
        g_array_append_val(tokens, token);
        token = (OsintDateToken){.kind = OSINT_DATE_TOKEN_END};
    }
    return tokens;
}
