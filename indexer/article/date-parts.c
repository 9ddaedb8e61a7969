/* Parts to the canonical form: hours of the half day, 24:00, zones. */
#include "indexer/article/date-parts.h"

#include "indexer/article/date.h"

gboolean osint_date_parts_have_day(const OsintDateParts *parts)
{
    return parts->year != 0 && parts->month != 0 && parts->day != 0;
}

/* "12 a.m." is midnight; "24:00" is the next day's. */
static gboolean settle_time(OsintDateParts *parts)
{
    if (parts->hour < 0)
        return parts->half == OSINT_DATE_WORD_UNKNOWN;
    if (!osint_date_parts_have_day(parts))
        return FALSE;
    if (parts->half == OSINT_DATE_WORD_AM && parts->hour > 12)
        return FALSE;
    if (parts->half == OSINT_DATE_WORD_AM && parts->hour == 12)
        parts->hour = 0;
    if (parts->half == OSINT_DATE_WORD_PM && parts->hour < 12)
        parts->hour += 12;
    return parts->hour < 24 || (parts->minute == 0 && parts->second == 0);
}

static void start_next_day(OsintDateParts *parts)
{
    if (!g_date_valid_dmy((GDateDay)parts->day, (GDateMonth)parts->month, (GDateYear)parts->year))
        return;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)parts->day, (GDateMonth)parts->month, (GDateYear)parts->year);
    g_date_add_days(&date, 1);
    parts->year = g_date_get_year(&date);
    parts->month = (int)g_date_get_month(&date);
    parts->day = g_date_get_day(&date);
    parts->hour = 0;
}

static gboolean settle(OsintDateParts *parts)
{
    if (parts->year == 0 || (parts->day != 0 && parts->month == 0))
        return FALSE;
    if (parts->year_of_two_digits && (parts->hour < 0 || !parts->zone_known))
        return FALSE;
    if (!settle_time(parts))
        return FALSE;
    if (parts->hour == 24)
        start_next_day(parts);
    return parts->year <= 9999;
}

/* A time without a zone is taken as UTC, or the language's; with a zone that we cannot read only the day is
 * known. */
static char *canonical_form(const OsintDateParts *parts)
{
    GString *out = g_string_new(NULL);

    g_string_append_printf(out, "%04d", parts->year);
    if (parts->month != 0)
        g_string_append_printf(out, "-%02d", parts->month);
    if (parts->day != 0)
        g_string_append_printf(out, "-%02d", parts->day);
    if (parts->hour < 0 || parts->zone_unreadable)
        return g_string_free(out, FALSE);
    g_string_append_printf(out, "T%02d:%02d:%02d", parts->hour, parts->minute, parts->second);
    int offset = parts->zone_known ? parts->offset : parts->implied_offset;
    if (offset == 0 && (!parts->zone_known || parts->zulu))
        g_string_append_c(out, 'Z');
    else
        g_string_append_printf(out, "%c%02d:%02d", offset < 0 ? '-' : '+', ABS(offset) / 60,
                               ABS(offset) % 60);
    return g_string_free(out, FALSE);
}

char *osint_date_parts_form(const OsintDateParts *parts)
{
    OsintDateParts settled = *parts;
    OsintPeriod period;

    if (!settle(&settled))
        return NULL;
    g_autofree char *form = canonical_form(&settled);
    return osint_date_parse(form, &period, NULL) ? g_steal_pointer(&form) : NULL;
}
