/* Collecting claims: what is no date, or none that an article can have, is left out. */
#include "indexer/readers/html/claims.h"

#include <string.h>

#define DAY G_GINT64_CONSTANT(86400)
#define MAX_CLAIMS 600
#define MAX_TEXT 300

static void clear_claim(gpointer data)
{
    OsintClaim *claim = data;
    g_free(claim->date);
    g_free(claim->written);
}

OsintClaims *osint_claims_new(gint64 now)
{
    OsintClaims *claims = g_new0(OsintClaims, 1);
    claims->claims = g_array_new(FALSE, FALSE, sizeof(OsintClaim));
    g_array_set_clear_func(claims->claims, clear_claim);
    claims->now = now;
    return claims;
}

void osint_claims_free(OsintClaims *claims)
{
    g_array_unref(claims->claims);
    g_free(claims);
}

gboolean osint_claims_are_plausible(const OsintClaims *claims, const char *date, const OsintPeriod *period,
                                    gboolean declared)
{
    static const char *const zeros[] = {"1970-01-01", "1969-12-31", "1900-01-01", "1899-12-3",
                                        "1980-01-01", "1904-01-01", "1970-01-02"};
    for (gsize i = 0; i < G_N_ELEMENTS(zeros); i++)
        if (g_str_has_prefix(date, zeros[i]))
            return FALSE;
    if (claims->now != 0 && period->begin > claims->now + DAY)
        return FALSE;
    return strcmp(date, declared ? "1800" : "1990") >= 0 && strcmp(date, "2100") < 0;
}

static gboolean add(OsintClaims *claims, OsintClaim *claim, gboolean declared)
{
    if (claim->ambiguous && osint_date_parse(claim->date, &claim->period, NULL) &&
        !osint_claims_are_plausible(claims, claim->date, &claim->period, declared)) {
        char *other = osint_date_day_first(claim->date);
        g_free(claim->date);
        claim->date = other;
        claim->ambiguous = FALSE;
    }
    if (claims->claims->len == MAX_CLAIMS || !osint_date_parse(claim->date, &claim->period, NULL) ||
        !osint_claims_are_plausible(claims, claim->date, &claim->period, declared)) {
        clear_claim(claim);
        return FALSE;
    }
    g_array_append_val(claims->claims, *claim);
    return TRUE;
}

/* Unix time, in seconds or thousandths. */
static char *unix_time(const char *text)
{
    gsize length = strspn(text, "0123456789");
    if (text[length] != '\0' || (length != 10 && length != 13))
        return NULL;
    gint64 number = g_ascii_strtoll(text, NULL, 10);
    return osint_second_format(length == 13 ? number / 1000 : number);
}

static char *date_in(const char *text, gboolean *ambiguous)
{
    char *date = unix_time(text);
    if (date != NULL || osint_date_normalise(text, &date, ambiguous, NULL))
        return date;
    g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
    g_autoptr(GArray) found = osint_dates_find(composed, FALSE);
    for (guint i = 0; i < found->len; i++) {
        const OsintDateFound *one = &g_array_index(found, OsintDateFound, i);
        if (strlen(one->date) < strlen("2021-04-20"))
            continue;
        *ambiguous = one->ambiguous;
        return g_strdup(one->date);
    }
    return NULL;
}

gboolean osint_claims_add(OsintClaims *claims, OsintClaimSource source, OsintClaimRole role, int score,
                          const char *text)
{
    gboolean declared = source < OSINT_SOURCE_VISIBLE;
    OsintClaim claim = {.role = role, .source = source, .score = score};
    if (text == NULL || strnlen(text, MAX_TEXT) == MAX_TEXT || !g_utf8_validate(text, -1, NULL))
        return FALSE;
    g_autofree char *trimmed = g_strstrip(g_strdup(text));
    claim.date = date_in(trimmed, &claim.ambiguous);
    if (claim.date == NULL)
        return FALSE;
    claim.written = g_steal_pointer(&trimmed);
    return add(claims, &claim, declared);
}

/* "25/12/2020" shows in which order this page writes dates. */
static void learn_order(OsintClaims *claims, const char *written, const OsintDateFound *found)
{
    int first = 0;
    const char *at = written;
    while (g_ascii_isdigit(*at) && at - written < 3)
        first = first * 10 + g_ascii_digit_value(*at++);
    if (at == written || at - written > 2 || (*at != '/' && *at != '-') || strlen(found->date) < 10)
        return;
    int day = (int)g_ascii_strtoll(found->date + 8, NULL, 10);
    claims->day_first += day > 12 && first == day;
    claims->month_first += day > 12 && first != day;
}

gboolean osint_claims_add_found(OsintClaims *claims, OsintClaimRole role, int score, const char *text,
                                const OsintDateFound *found)
{
    OsintClaim claim = {.role = role, .source = OSINT_SOURCE_VISIBLE, .score = score};
    claim.date = g_strdup(found->date);
    claim.ambiguous = found->ambiguous;
    claim.written = g_strndup(text + found->start, found->end - found->start);
    learn_order(claims, claim.written, found);
    return add(claims, &claim, FALSE);
}
