/* The dates of feeds: all of osint_date_normalise(), and the forms of ISO 8601 that leave out what feeds of
 * the first years left out. Elsewhere "03-12-31" would be read in too many ways. */
#include "indexer/article/date.h"

#include <string.h>

/* Digits of the form: 'Y', 'M', 'D' and 'O' (day of the year); anything else stands for itself. Five digits
 * are a day only of the first ten years of feeds: "22013" is a mistake. */
static const char *const forms[] = {"YY-MM-DD", "YYMMDD",   "-YYMM",   "-YY-MM",
                                    "0YOOO",    "YYYY-OOO", "YYYYOOO", "YYYY-0MM-DD"};

typedef struct {
    int year, month, day, day_of_year;
} Fields;

static int *field_of(Fields *fields, char c)
{
    switch (c) {
    case 'Y':
        return &fields->year;
    case 'M':
        return &fields->month;
    case 'D':
        return &fields->day;
    case 'O':
        return &fields->day_of_year;
    default:
        return NULL;
    }
}

/* Whether the text has the form up to its end, or up to a "T"; *rest is set to what follows. */
static gboolean read_form(const char *text, const char *form, Fields *fields, const char **rest)
{
    *fields = (Fields){0};
    for (; *form != '\0'; form++, text++) {
        int *field = field_of(fields, *form);
        if (field == NULL ? *text != *form : !g_ascii_isdigit(*text))
            return FALSE;
        if (field != NULL)
            *field = *field * 10 + g_ascii_digit_value(*text);
    }
    *rest = text;
    return *text == '\0' || *text == 'T';
}

/* A year of two digits is one of the time that feeds have existed in, and some before. */
static void complete(Fields *fields, const char *form)
{
    if (strncmp(form, "YYYY", 4) != 0)
        fields->year += fields->year < 70 ? 2000 : 1900;
    if (fields->day_of_year < 1 || fields->day_of_year > 366 || fields->year < 1)
        return;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, 1, G_DATE_JANUARY, (GDateYear)fields->year);
    g_date_add_days(&date, (guint)fields->day_of_year - 1);
    fields->month = (int)g_date_get_month(&date);
    fields->day = g_date_get_day(&date);
}

static char *written_out(const Fields *fields, const char *rest)
{
    if (fields->day > 0)
        return g_strdup_printf("%04d-%02d-%02d%s", fields->year, fields->month, fields->day, rest);
    return *rest == '\0' ? g_strdup_printf("%04d-%02d", fields->year, fields->month) : NULL;
}

gboolean osint_date_normalise_feed(const char *text, char **canonical, gboolean *ambiguous, GError **error)
{
    g_autofree char *trimmed = strnlen(text, 200) < 200 ? g_strstrip(g_strdup(text)) : NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(forms) && trimmed != NULL; i++) {
        Fields fields;
        const char *rest;
        if (!read_form(trimmed, forms[i], &fields, &rest))
            continue;
        complete(&fields, forms[i]);
        g_autofree char *whole = written_out(&fields, rest);
        if (whole != NULL && osint_date_normalise(whole, canonical, ambiguous, NULL))
            return TRUE;
    }
    return osint_date_normalise(text, canonical, ambiguous, error);
}
