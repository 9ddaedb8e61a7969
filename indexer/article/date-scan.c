/* The scanner of dates.
 *
 * One scanner reads all forms: a date is a sequence of numbers, known words and punctuation, and each item
 * says by itself or by its neighbour what it is ("09:30", "20.04.2021", "April", "4月"). What says nothing
 * ends the date; of a text that must be a date as a whole it makes no date, so that a sentence with a number
 * in it is none. */
#include "indexer/article/date-scan.h"

#include <string.h>

#include "indexer/article/date-parts.h"

typedef OsintDateToken Token;

typedef struct {
    const Token *tokens; /* an end behind the last */
    guint count;
    guint at;
    guint depth; /* of brackets */
    OsintDateScope scope;

    OsintDateParts parts;
    gboolean zone_named; /* by a word, which a sign may still follow (GMT+9) */
    gboolean month_uncertain;
    gboolean ambiguous;
    int era;
} Scanner;

static const Token *peek(const Scanner *scanner, guint ahead)
{
    return &scanner->tokens[MIN(scanner->at + ahead, scanner->count)];
}

static gboolean is_mark(const Token *token, gunichar mark)
{
    return token->kind == OSINT_DATE_TOKEN_MARK && token->mark == mark;
}

static gboolean is_word(const Token *token, OsintDateWordKind kind)
{
    return token->kind == OSINT_DATE_TOKEN_WORD && token->word.kind == kind;
}

static gboolean has_date(const Scanner *scanner)
{
    return osint_date_parts_have_day(&scanner->parts);
}

/* A part is said once. */
static gboolean set_part(int *part, gint64 value, int unset, gint64 low, gint64 high)
{
    if (*part != unset || value < low || value > high)
        return FALSE;
    *part = (int)value;
    return TRUE;
}

static gboolean set_year(Scanner *scanner, gint64 year)
{
    return set_part(&scanner->parts.year, year, 0, 1000, 9999);
}

static gboolean set_day(Scanner *scanner, gint64 day)
{
    return set_part(&scanner->parts.day, day, 0, 1, 31);
}

/* "mar" is a Tuesday when another month is named. */
static gboolean set_month(Scanner *scanner, gint64 month, gboolean uncertain)
{
    if (scanner->parts.month != 0 && uncertain)
        return TRUE;
    if (scanner->month_uncertain)
        scanner->parts.month = 0;
    scanner->month_uncertain = uncertain;
    return set_part(&scanner->parts.month, month, 0, 1, 12);
}

static gboolean set_time(Scanner *scanner, gint64 hour, gint64 minute, gint64 second)
{
    return set_part(&scanner->parts.hour, hour, -1, 0, 24) &&
           set_part(&scanner->parts.minute, minute, -1, 0, 59) &&
           set_part(&scanner->parts.second, second, -1, 0, 60);
}

static gboolean is_short(const Scanner *scanner, const Token *first, const Token *year)
{
    return scanner->scope == OSINT_DATE_PREFIX_SHORT && first->digits <= 2 && year->digits == 2;
}

/* A year of two digits, where they are read, is one of 1970 to 2069. */
static gint64 full_year(const Scanner *scanner, const Token *year)
{
    if (scanner->scope != OSINT_DATE_PREFIX_SHORT || year->digits != 2)
        return year->value;
    return year->value + (year->value < 70 ? 2000 : 1900);
}

/* "2021-04-20", "20.04.2021", "04/20/2021": the year says where it stands, a point says day first, a number
 * over 12 is no month; else it is either. */
static gboolean set_numeric_date(Scanner *scanner, const Token *a, const Token *b, const Token *c,
                                 gunichar mark)
{
    if (a->digits > 4 || b->digits > 2 || ((a->digits == 4) == (c->digits == 4) && !is_short(scanner, a, c)))
        return FALSE;
    if (a->digits == 4)
        return c->digits <= 2 && set_year(scanner, a->value) && set_month(scanner, b->value, FALSE) &&
               set_day(scanner, c->value);
    if (a->digits > 2 || c->digits < 2)
        return FALSE;
    gboolean day_first = mark == '.' || a->value > 12;
    if (!day_first && b->value <= 12 && a->value != b->value)
        scanner->ambiguous = TRUE;
    return set_year(scanner, full_year(scanner, c)) &&
           set_month(scanner, day_first ? b->value : a->value, FALSE) &&
           set_day(scanner, day_first ? a->value : b->value);
}

/* "2021-04", "04/2021", "Apr. 20. 2021". */
static gboolean set_two_numbers(Scanner *scanner, const Token *a, const Token *b)
{
    const Token *year = a->digits == 4 ? a : b;
    const Token *other = a->digits == 4 ? b : a;

    if (year->digits != 4 || other->digits > 2)
        return FALSE;
    if (scanner->parts.month != 0 && !scanner->month_uncertain)
        return set_year(scanner, year->value) && set_day(scanner, other->value);
    return set_year(scanner, year->value) && set_month(scanner, other->value, FALSE);
}

static gboolean says_time(const Token *token)
{
    return is_word(token, OSINT_DATE_WORD_HOUR_UNIT) || is_word(token, OSINT_DATE_WORD_AM) ||
           is_word(token, OSINT_DATE_WORD_PM);
}

/* Whether numbers are joined here by a mark that dates use: a point may be followed by a space. */
static gboolean joined(const Token *mark, const Token *number)
{
    if (mark->kind != OSINT_DATE_TOKEN_MARK || number->kind != OSINT_DATE_TOKEN_NUMBER || mark->spaced)
        return FALSE;
    return mark->mark == '.' || ((mark->mark == '-' || mark->mark == '/') && !number->spaced);
}

static gboolean read_joined_numbers(Scanner *scanner)
{
    const Token *first = peek(scanner, 0);
    const Token *mark = peek(scanner, 1);
    const Token *second = peek(scanner, 2);
    const Token *third = peek(scanner, 4);

    if (mark->mark == '.' && second->digits == 2 && (has_date(scanner) || says_time(peek(scanner, 3)))) {
        scanner->at += 3;
        return first->digits <= 2 && set_time(scanner, first->value, second->value, 0);
    }
    if (joined(peek(scanner, 3), third) && is_mark(peek(scanner, 3), mark->mark) &&
        !is_mark(peek(scanner, 5), ':')) {
        scanner->at += 5;
        return set_numeric_date(scanner, first, second, third, mark->mark);
    }
    scanner->at += 3;
    return set_two_numbers(scanner, first, second);
}

/* "9:30", "09:30:15", "09:30:15.250"; parts of a second are not kept. */
static gboolean read_clock(Scanner *scanner)
{
    const Token *hour = peek(scanner, 0);
    const Token *minute = peek(scanner, 2);
    gint64 second = 0;

    if (hour->digits > 2 || minute->kind != OSINT_DATE_TOKEN_NUMBER || minute->digits != 2)
        return FALSE;
    scanner->at += 3;
    if (is_mark(peek(scanner, 0), ':')) {
        if (peek(scanner, 1)->kind != OSINT_DATE_TOKEN_NUMBER || peek(scanner, 1)->digits != 2)
            return FALSE;
        second = peek(scanner, 1)->value;
        scanner->at += 2;
        if ((is_mark(peek(scanner, 0), '.') || is_mark(peek(scanner, 0), ',')) &&
            peek(scanner, 1)->kind == OSINT_DATE_TOKEN_NUMBER && !peek(scanner, 1)->spaced)
            scanner->at += 2;
    }
    return set_time(scanner, hour->value, minute->value, second);
}

/* A number with its unit: "2021年", "4月", "9h30". */
static gboolean read_unit(Scanner *scanner)
{
    const Token *number = peek(scanner, 0);
    OsintDateWordKind unit = peek(scanner, 1)->word.kind;

    scanner->parts.implied_offset += scanner->parts.implied_offset == 0 ? peek(scanner, 1)->word.value : 0;
    scanner->at += 2;
    switch (unit) {
    case OSINT_DATE_WORD_YEAR_UNIT:
        if (scanner->era == 0 && number->digits != 4)
            return FALSE;
        return set_year(scanner, scanner->era + number->value);
    case OSINT_DATE_WORD_MONTH_UNIT:
        return set_month(scanner, number->value, FALSE);
    case OSINT_DATE_WORD_DAY_UNIT:
        return set_day(scanner, number->value);
    case OSINT_DATE_WORD_MINUTE_UNIT:
        scanner->parts.minute = scanner->parts.minute == 0 ? -1 : scanner->parts.minute;
        return scanner->parts.hour >= 0 && set_part(&scanner->parts.minute, number->value, -1, 0, 59);
    case OSINT_DATE_WORD_SECOND_UNIT:
        scanner->parts.second = scanner->parts.second == 0 ? -1 : scanner->parts.second;
        return scanner->parts.hour >= 0 && set_part(&scanner->parts.second, number->value, -1, 0, 60);
    default:
        break;
    }
    const Token *minute = peek(scanner, 0);
    if (minute->kind == OSINT_DATE_TOKEN_NUMBER && minute->digits == 2 &&
        peek(scanner, 1)->kind != OSINT_DATE_TOKEN_WORD && !is_mark(peek(scanner, 1), ':') &&
        number->digits <= 2) {
        scanner->at++;
        return set_time(scanner, number->value, minute->value, 0);
    }
    return set_time(scanner, number->value, 0, 0);
}

static gboolean is_unit(const Token *token)
{
    return token->kind == OSINT_DATE_TOKEN_WORD && token->word.kind >= OSINT_DATE_WORD_YEAR_UNIT &&
           token->word.kind <= OSINT_DATE_WORD_SECOND_UNIT;
}

static gboolean set_compact_date(Scanner *scanner, gint64 date)
{
    return set_year(scanner, date / 10000) && set_month(scanner, date / 100 % 100, FALSE) &&
           set_day(scanner, date % 100);
}

static gboolean set_compact_time(Scanner *scanner, gint64 time, guint digits)
{
    gint64 seconds = digits == 6 ? time : time * 100;
    return set_time(scanner, seconds / 10000, seconds / 100 % 100, seconds % 100);
}

/* RFC 2822 gives the two-digit years of old mail a meaning, and only theirs: behind a named month, with a
 * time and a zone (looked at when the whole text is read). */
static gboolean set_mail_year(Scanner *scanner, const Token *number)
{
    const Token *before = scanner->at > 0 ? &scanner->tokens[scanner->at - 1] : number;

    scanner->parts.year_of_two_digits = TRUE;
    return number->digits == 2 && is_word(before, OSINT_DATE_WORD_MONTH) &&
           set_year(scanner, number->value + (number->value < 50 ? 2000 : 1900));
}

/* "March 2020 3 comments": in a line, a number behind the year is another thing. */
static gboolean begins_anew(const Scanner *scanner)
{
    const Token *before = scanner->at > 0 ? &scanner->tokens[scanner->at - 1] : peek(scanner, 0);
    return scanner->scope != OSINT_DATE_WHOLE && scanner->parts.month != 0 && before->digits == 4 &&
           before->kind == OSINT_DATE_TOKEN_NUMBER;
}

/* "T093000", "T0930". */
static gboolean is_compact_time(const Scanner *scanner)
{
    const Token *number = peek(scanner, 0);
    return (number->digits == 6 || number->digits == 4) && has_date(scanner) && scanner->at > 0 &&
           scanner->tokens[scanner->at - 1].kind == OSINT_DATE_TOKEN_WORD && !number->spaced;
}

static gboolean read_lone_number(Scanner *scanner)
{
    const Token *number = peek(scanner, 0);
    gboolean accepted = FALSE;

    if (number->digits == 14)
        accepted = set_compact_date(scanner, number->value / 1000000) &&
                   set_compact_time(scanner, number->value % 1000000, 6);
    else if (number->digits == 8)
        accepted = set_compact_date(scanner, number->value);
    else if ((number->digits == 6 || number->digits == 4) && has_date(scanner))
        accepted = is_compact_time(scanner) && set_compact_time(scanner, number->value, number->digits);
    else if (number->digits == 4)
        accepted = set_year(scanner, number->value);
    else if (number->digits <= 2 && says_time(peek(scanner, 1)))
        accepted = set_time(scanner, number->value, 0, 0);
    else if (number->digits <= 2 && scanner->parts.day == 0)
        accepted = !begins_anew(scanner) && set_day(scanner, number->value);
    else
        accepted = set_mail_year(scanner, number);
    scanner->at++;
    return accepted;
}

static gboolean read_numbers(Scanner *scanner)
{
    const Token *next = peek(scanner, 1);

    if (is_mark(next, ':'))
        return read_clock(scanner);
    if (is_unit(next))
        return read_unit(scanner);
    if (joined(next, peek(scanner, 2)) && !is_mark(peek(scanner, 3), ':') && !is_compact_time(scanner))
        return read_joined_numbers(scanner);
    return read_lone_number(scanner);
}

/* "+09:00", "-0500", "+9" */
static gboolean read_offset(Scanner *scanner)
{
    int sign = is_mark(peek(scanner, 0), '-') ? -1 : 1;
    const Token *number = peek(scanner, 1);
    gint64 hours = number->value;
    gint64 minutes = 0;

    if (number->kind != OSINT_DATE_TOKEN_NUMBER || number->spaced ||
        (scanner->parts.zone_known && !scanner->zone_named))
        return FALSE;
    scanner->at += 2;
    if (number->digits == 4) {
        minutes = hours % 100;
        hours /= 100;
    } else if (number->digits > 2) {
        return FALSE;
    } else if (is_mark(peek(scanner, 0), ':')) {
        if (peek(scanner, 1)->kind != OSINT_DATE_TOKEN_NUMBER || peek(scanner, 1)->digits != 2)
            return FALSE;
        minutes = peek(scanner, 1)->value;
        scanner->at += 2;
    }
    if (hours > 23 || minutes > 59)
        return FALSE;
    scanner->parts.offset = sign * (int)(hours * 60 + minutes);
    scanner->parts.zulu = sign < 0 && scanner->parts.offset == 0;
    scanner->parts.zone_known = TRUE;
    scanner->zone_named = FALSE;
    return TRUE;
}

static void read_zone(Scanner *scanner, const Token *token)
{
    if (scanner->parts.hour < 0 || scanner->parts.zone_known)
        return;
    scanner->parts.zone_known = TRUE;
    scanner->zone_named = TRUE;
    scanner->parts.offset = token->word.value;
    scanner->parts.zulu = scanner->parts.offset == 0;
}

static gboolean read_unknown_word(Scanner *scanner, const Token *token)
{
    if (scanner->depth > 0 || (scanner->parts.hour >= 0 && scanner->parts.zone_known && token->initials))
        return TRUE;
    scanner->parts.zone_unreadable = TRUE;
    return scanner->parts.hour >= 0 && token->initials;
}

static gboolean read_word_token(Scanner *scanner)
{
    const Token *token = peek(scanner, 0);

    scanner->at++;
    switch (token->word.kind) {
    case OSINT_DATE_WORD_MONTH:
    case OSINT_DATE_WORD_MONTH_OR_NOISE:
        return set_month(scanner, token->word.value, token->word.kind == OSINT_DATE_WORD_MONTH_OR_NOISE);
    case OSINT_DATE_WORD_MONTH_PREFIX:
        return peek(scanner, 0)->kind == OSINT_DATE_TOKEN_NUMBER && peek(scanner, 0)->digits <= 2 &&
               set_month(scanner, peek(scanner, 0)->value, FALSE) && ++scanner->at;
    case OSINT_DATE_WORD_ZONE:
        read_zone(scanner, token);
        return TRUE;
    case OSINT_DATE_WORD_ERA:
        return set_part(&scanner->era, token->word.value, 0, 1, 9999);
    case OSINT_DATE_WORD_AM:
    case OSINT_DATE_WORD_PM:
        if (scanner->parts.half != OSINT_DATE_WORD_UNKNOWN)
            return FALSE;
        scanner->parts.half = token->word.kind;
        scanner->parts.implied_offset += scanner->parts.implied_offset == 0 ? token->word.value : 0;
        return TRUE;
    case OSINT_DATE_WORD_FIRST:
        return is_word(peek(scanner, 0), OSINT_DATE_WORD_YEAR_UNIT) && scanner->era != 0 &&
               set_year(scanner, scanner->era + 1);
    case OSINT_DATE_WORD_UNKNOWN:
        return read_unknown_word(scanner, token);
    default:
        return TRUE;
    }
}

/* Punctuation that only separates; a dash or a slash must stand by a word or between spaces. */
static gboolean read_mark(Scanner *scanner)
{
    const Token *mark = peek(scanner, 0);
    const Token *next = peek(scanner, 1);

    if ((mark->mark == '+' || mark->mark == '-') && (scanner->parts.hour >= 0) &&
        next->kind == OSINT_DATE_TOKEN_NUMBER && !next->spaced)
        return read_offset(scanner);
    scanner->at++;
    if (mark->mark == '(' || mark->mark == '[')
        scanner->depth++;
    else if ((mark->mark == ')' || mark->mark == ']') && scanner->depth-- == 0)
        return FALSE;
    if (mark->mark == '-' || mark->mark == '/')
        return next->kind == OSINT_DATE_TOKEN_WORD || (mark->spaced && next->spaced) ||
               (scanner->at > 1 && scanner->tokens[scanner->at - 2].kind == OSINT_DATE_TOKEN_WORD);
    return mark->mark < 128 ? strchr(",.;|()[]'", (int)mark->mark) != NULL : g_unichar_ispunct(mark->mark);
}

static gboolean read_token(Scanner *scanner)
{
    switch (peek(scanner, 0)->kind) {
    case OSINT_DATE_TOKEN_NUMBER:
        return read_numbers(scanner);
    case OSINT_DATE_TOKEN_WORD:
        return read_word_token(scanner);
    default:
        return read_mark(scanner);
    }
}

static char *form_of(const Scanner *scanner)
{
    return scanner->depth == 0 ? osint_date_parts_form(&scanner->parts) : NULL;
}

guint osint_date_scan(const OsintDateToken *tokens, guint count, OsintDateScope scope, char **canonical,
                      gboolean *ambiguous)
{
    Scanner scanner = {
        .tokens = tokens, .count = count, .scope = scope, .parts = {.hour = -1, .minute = -1, .second = -1}};
    g_autofree char *best = NULL;
    gboolean best_ambiguous = FALSE;
    guint used = 0;

    while (scanner.at < scanner.count && read_token(&scanner)) {
        gboolean whole = scanner.at == scanner.count;
        char *form = scope != OSINT_DATE_WHOLE || whole ? form_of(&scanner) : NULL;
        if (form == NULL || g_strcmp0(form, best) == 0) {
            g_free(form);
            continue;
        }
        g_free(best);
        best = form;
        best_ambiguous = scanner.ambiguous;
        used = scanner.at;
    }
    if (best == NULL)
        return 0;
    *canonical = g_steal_pointer(&best);
    *ambiguous = best_ambiguous;
    return used;
}
