/* Which of a page's dates are believed.
 *
 * Sources are asked in the order of OsintClaimSource; the first that gives a date of publication has it. What
 * a reader sees corrects it in one thing: a server that writes UTC, or midnight, may name the day before or
 * after. */
#include "indexer/readers/html/dates.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/readers/html/address.h"

#define HOUR G_GINT64_CONSTANT(3600)
#define DAY (24 * HOUR)
/* A visible date is believed before the address when it stands out, and behind it when nothing speaks against
 * it. */
#define CLEAR_SCORE 20
#define LEAST_SCORE (-10)

static const OsintClaim *claim_at(const OsintClaims *claims, guint index)
{
    return &g_array_index(claims->claims, OsintClaim, index);
}

static const OsintClaim *best_of(const OsintClaims *claims, OsintClaimSource source, OsintClaimRole role,
                                 int least)
{
    const OsintClaim *best = NULL;
    for (guint i = 0; i < claims->claims->len; i++) {
        const OsintClaim *claim = claim_at(claims, i);
        if (claim->source == source && claim->role == role && claim->score >= least &&
            (best == NULL || claim->score > best->score))
            best = claim;
    }
    return best;
}

/* ---- dates that may be read in two ways ---- */

static gboolean same_day(const OsintClaim *claim, const char *date)
{
    return strncmp(claim->date, date, strlen("2024-03-04")) == 0;
}

/* 1 when another claim speaks for the day being first, -1 when one speaks for the month, 0 when none does. */
static int order_by_others(const OsintClaims *claims, const OsintClaim *claim, const char *other)
{
    for (guint i = 0; i < claims->claims->len; i++) {
        const OsintClaim *one = claim_at(claims, i);
        if (one->ambiguous || one->source == OSINT_SOURCE_WEAK_META)
            continue;
        if (same_day(one, other))
            return 1;
        if (same_day(one, claim->date))
            return -1;
    }
    return 0;
}

/* Who writes strokes puts the day first, but for the United States and their neighbours. */
static int order_by_language(const OsintPage *page)
{
    const char *locale = osint_page_meta(page, "og:locale");
    const char *tags[] = {page->language, locale};
    for (gsize i = 0; i < G_N_ELEMENTS(tags); i++) {
        const char *tag = tags[i];
        if (tag == NULL || strlen(tag) < 2)
            continue;
        if (g_ascii_strncasecmp(tag, "en", 2) != 0)
            return 1;
        if (strlen(tag) == 5 &&
            (g_ascii_strcasecmp(tag + 3, "US") == 0 || g_ascii_strcasecmp(tag + 3, "PH") == 0))
            return -1;
        if (strlen(tag) == 5 && g_ascii_strcasecmp(tag + 3, "CA") != 0)
            return 1;
    }
    return 0;
}

static gboolean is_future(const OsintClaims *claims, const char *date)
{
    OsintPeriod period;
    return osint_date_parse(date, &period, NULL) && !osint_claims_are_plausible(claims, date, &period, TRUE);
}

static void settle_claim(OsintClaims *claims, const OsintPage *page, OsintClaim *claim)
{
    g_autofree char *other = osint_date_day_first(claim->date);
    int order = is_future(claims, other) ? -1 : order_by_others(claims, claim, other);
    if (order == 0)
        order = CLAMP(claims->day_first - claims->month_first, -1, 1);
    if (order == 0)
        order = order_by_language(page);
    claim->ambiguous = order == 0;
    if (order > 0 && osint_date_parse(other, &claim->period, NULL)) {
        g_free(claim->date);
        claim->date = g_steal_pointer(&other);
    }
}

static void settle_order(OsintClaims *claims, const OsintPage *page)
{
    for (guint i = 0; i < claims->claims->len; i++) {
        OsintClaim *claim = &g_array_index(claims->claims, OsintClaim, i);
        if (claim->ambiguous)
            settle_claim(claims, page, claim);
    }
}

/* ---- publication ---- */

static const OsintClaim *best_visible(const OsintClaims *claims, int least)
{
    const OsintClaim *said = best_of(claims, OSINT_SOURCE_VISIBLE, OSINT_CLAIM_PUBLISHED, least);
    const OsintClaim *unsaid = best_of(claims, OSINT_SOURCE_VISIBLE, OSINT_CLAIM_UNSAID, least);
    if (said == NULL || unsaid == NULL)
        return said != NULL ? said : unsaid;
    return unsaid->score > said->score ? unsaid : said;
}

/* A visible date in the month that the address names. */
static const OsintClaim *visible_within(const OsintClaims *claims, const OsintClaim *address)
{
    const OsintClaim *best = NULL;
    for (guint i = 0; i < claims->claims->len; i++) {
        const OsintClaim *claim = claim_at(claims, i);
        if (claim->source == OSINT_SOURCE_VISIBLE && claim->role != OSINT_CLAIM_UPDATED &&
            claim->score > LEAST_SCORE - 20 && g_str_has_prefix(claim->date, address->date) &&
            (best == NULL || claim->score > best->score))
            best = claim;
    }
    return best;
}

static const OsintClaim *choose_published(const OsintClaims *claims)
{
    for (OsintClaimSource source = OSINT_SOURCE_LINKED_DATA; source < OSINT_SOURCE_VISIBLE; source++) {
        const OsintClaim *claim = best_of(claims, source, OSINT_CLAIM_PUBLISHED, G_MININT);
        if (claim != NULL)
            return claim;
    }
    const OsintClaim *address = best_of(claims, OSINT_SOURCE_ADDRESS, OSINT_CLAIM_PUBLISHED, G_MININT);
    const OsintClaim *claim = address != NULL ? visible_within(claims, address) : NULL;
    if (claim == NULL)
        claim = best_visible(claims, CLEAR_SCORE);
    if (claim == NULL && address != NULL && address->period.precision >= OSINT_DATE_DAY)
        claim = address;
    if (claim == NULL)
        claim = best_visible(claims, LEAST_SCORE);
    if (claim == NULL)
        claim = address;
    if (claim == NULL)
        claim = best_of(claims, OSINT_SOURCE_WEAK_META, OSINT_CLAIM_PUBLISHED, G_MININT);
    return claim;
}

/* ---- the day as it was where the article appeared ---- */

static gboolean is_utc(const char *date)
{
    return g_str_has_suffix(date, "Z") || g_str_has_suffix(date, "+00:00");
}

/* Whether a claim can be the same moment by another clock: 12 hours behind Greenwich, or 14 ahead. */
static gboolean may_be_local(const OsintClaim *claim, const OsintClaim *declared)
{
    gboolean seen = claim->source == OSINT_SOURCE_VISIBLE && claim->score >= CLEAR_SCORE;
    return (seen || claim->source == OSINT_SOURCE_ADDRESS) && claim->period.precision >= OSINT_DATE_DAY &&
           claim->period.begin <= declared->period.begin + 14 * HOUR &&
           claim->period.end > declared->period.begin - 12 * HOUR;
}

/* The visible claim with another day, unless the declared day is seen as well. */
static const OsintClaim *local_claim(const OsintClaims *claims, const OsintClaim *declared)
{
    const OsintClaim *best = NULL;
    for (guint i = 0; i < claims->claims->len; i++) {
        const OsintClaim *claim = claim_at(claims, i);
        if (claim->ambiguous || !may_be_local(claim, declared))
            continue;
        if (same_day(claim, declared->date) && claim->role != OSINT_CLAIM_UPDATED)
            return NULL;
        if (!same_day(claim, declared->date) && claim->role != OSINT_CLAIM_UPDATED &&
            (best == NULL || claim->score > best->score))
            best = claim;
    }
    return best;
}

/* A time without a zone is read as UTC: its distance from the moment is the zone's, but for the seconds,
 * which readers are seldom told. */
static gboolean offset_between(const OsintClaim *local, const OsintClaim *declared, gint64 *offset)
{
    gint64 least = local->period.begin - declared->period.begin, quarter = 15 * 60;
    gint64 rest = (least % quarter + quarter) % quarter;
    *offset = rest == 0 ? least : least - rest + quarter;
    return local->period.precision == OSINT_DATE_SECOND && *offset - least < 60;
}

static char *with_offset(const OsintClaim *local, const OsintClaim *declared)
{
    gint64 offset;
    if (!offset_between(local, declared, &offset))
        return g_strndup(local->date, strlen("2024-03-04"));
    g_autofree char *shifted = osint_second_format(declared->period.begin + offset);
    int minutes = (int)(offset / 60);
    return g_strdup_printf("%.19s%c%02d:%02d", shifted, minutes < 0 ? '-' : '+', abs(minutes) / 60,
                           abs(minutes) % 60);
}

static char *date_of_place(const OsintClaims *claims, const OsintClaim *claim)
{
    const OsintClaim *local = NULL;
    if (claim->source < OSINT_SOURCE_VISIBLE && claim->period.precision == OSINT_DATE_SECOND &&
        is_utc(claim->date))
        local = local_claim(claims, claim);
    if (local == NULL)
        return g_strdup(claim->date);
    return is_utc(local->date) || local->period.precision < OSINT_DATE_SECOND ? with_offset(local, claim)
                                                                              : g_strdup(local->date);
}

/* ---- all of it ---- */

static const OsintClaim *choose_updated(const OsintClaims *claims)
{
    const OsintClaim *claim = NULL;
    for (OsintClaimSource source = OSINT_SOURCE_LINKED_DATA;
         source <= OSINT_SOURCE_WEAK_META && claim == NULL; source++)
        claim = best_of(claims, source, OSINT_CLAIM_UPDATED,
                        source == OSINT_SOURCE_VISIBLE ? LEAST_SCORE : G_MININT);
    return claim;
}

static void warn_of_order(OsintArticle *article, const char *field, const OsintClaim *claim)
{
    if (claim->ambiguous)
        osint_article_warn(article, "date-ambiguous", "%s: \"%s\" is read month first, as %s", field,
                           claim->written, claim->date);
}

void osint_page_dates(OsintArticle *article, const OsintDateEvidence *evidence)
{
    g_autoptr(OsintClaims) claims = osint_claims_collect(evidence);
    settle_order(claims, evidence->page);
    const OsintClaim *published = choose_published(claims);
    if (published == NULL) {
        osint_claims_collect_programs(claims, evidence->page);
        published = best_of(claims, OSINT_SOURCE_PROGRAM, OSINT_CLAIM_PUBLISHED, G_MININT);
    }
    const OsintClaim *updated = choose_updated(claims);
    if (article->published == NULL && published != NULL) {
        article->published = date_of_place(claims, published);
        warn_of_order(article, "published", published);
    }
    if (article->updated == NULL && updated != NULL &&
        (published == NULL || updated->period.end > published->period.begin)) {
        article->updated = g_strdup(updated->date);
        warn_of_order(article, "updated", updated);
    }
}
