/* What single characters mean in a query. */
#include "search/query-signs.h"

/* White space, control characters, and format characters but for the two joiners and the soft hyphen, which
 * stand inside words. */
gboolean osint_sign_is_space(gunichar c)
{
    if (c == 0x200C || c == 0x200D || c == 0xAD)
        return FALSE;
    return g_unichar_isspace(c) || g_unichar_iscntrl(c) || g_unichar_type(c) == G_UNICODE_FORMAT;
}

gboolean osint_sign_is_open(gunichar c)
{
    return c == '(' || c == 0xFF08;
}

gboolean osint_sign_is_close(gunichar c)
{
    return c == ')' || c == 0xFF09;
}

gboolean osint_sign_is_bar(gunichar c)
{
    return c == '|' || c == 0xFF5C;
}

static gboolean is_straight_quote(gunichar c)
{
    return c == '"' || c == 0xFF02;
}

gboolean osint_sign_is_quote(gunichar c)
{
    return is_straight_quote(c) || (c >= 0x201C && c <= 0x201F) || c == 0x300C || c == 0x300E || c == 0xAB;
}

gboolean osint_sign_closes_quote(gunichar quote, gunichar c)
{
    if (is_straight_quote(quote))
        return is_straight_quote(c);
    if (quote == 0x300C || quote == 0x300E)
        return c == quote + 1;
    if (quote == 0xAB)
        return c == 0xBB;
    return c == '"' || (c >= 0x201C && c <= 0x201F);
}

/* Signs that end a word though no space follows: closing quotes without an opening one, and the stops of
 * languages that are written without spaces. */
gboolean osint_sign_is_stop(gunichar c)
{
    return c == 0x300D || c == 0x300F || c == 0xBB || c == 0x3001 || c == 0x3002 || c == 0xFF0C ||
           c == 0xFF01 || c == 0xFF1F;
}

gboolean osint_sign_breaks_word(gunichar c)
{
    return c == 0 || osint_sign_is_space(c) || osint_sign_is_quote(c) || osint_sign_is_open(c) ||
           osint_sign_is_close(c) || osint_sign_is_bar(c) || osint_sign_is_stop(c);
}
