/* The parts of the search for indicators in a text: what each recognises at a place of the plain text. */
#ifndef OSINT_ENTITIES_INDICATORS_SCAN_H
#define OSINT_ENTITIES_INDICATORS_SCAN_H

#include <glib.h>

#include "indexer/entities/indicators/refang.h"

G_BEGIN_DECLS

/* What an indicator is part of. */
typedef enum { OSINT_WITHIN_NOTHING, OSINT_WITHIN_URL, OSINT_WITHIN_EMAIL } OsintIndicatorWithin;

typedef struct {
    gsize start, end; /* bytes of the plain text */
    const char *kind; /* as ids begin: "ipv4", "cve", "attack" */
    char *value;      /* normal form, without the kind */
    OsintIndicatorWithin within;
    gboolean defanged; /* itself or what it is part of */
    gboolean link;     /* with a scheme, or part of such a URL */
} OsintIndicator;

typedef struct {
    const char *text; /* plain, ends with a zero byte */
    gsize length;
    const OsintRefanged *refanged;
    GArray *found; /* OsintIndicator */
    gsize limit;   /* of found; there is nothing more when it is reached */
    /* What is found now is part of: */
    OsintIndicatorWithin within;
    gboolean defanged, link;
} OsintIndicatorScan;

/* Every indicator of the text, in order of their beginnings or nearly so. */
void osint_indicator_scan(OsintIndicatorScan *scan);

/* Takes the value; none where it is NULL. */
void osint_indicator_add(OsintIndicatorScan *scan, gsize start, gsize end, const char *kind,
                         char *take_value);
gboolean osint_indicator_is_defanged(const OsintIndicatorScan *scan, gsize start, gsize end);

/* The rest recognise something that begins at a place (in front of which no word goes on) and return the
 * place behind it, or the place itself. */

/* A URL whose scheme begins there and goes up to "://" at a place; a host or address, with port and path; an
 * e-mail address whose local part goes up to the "@". */
gsize osint_indicator_url_at(OsintIndicatorScan *scan, gsize start, gsize slashes);
gsize osint_indicator_escaped_url_at(OsintIndicatorScan *scan, gsize start, gsize escape);
gsize osint_indicator_host_at(OsintIndicatorScan *scan, gsize start, gsize end);
gsize osint_indicator_email_at(OsintIndicatorScan *scan, gsize local, gsize at);
/* IPv6 addresses, MAC addresses, ssdeep digests. */
gsize osint_indicator_colons_at(OsintIndicatorScan *scan, gsize start);
/* Paths of files, keys of the registry, names of Amazon resources, user agents. */
gsize osint_indicator_path_at(OsintIndicatorScan *scan, gsize start);
/* Digests, numbers of flaws, networks and techniques, wallets: one run of letters, digits, ".", "-", "_". */
gsize osint_indicator_word_at(OsintIndicatorScan *scan, gsize start, gsize end);
/* Which currency's the address is, told by its checksum where there is one; NULL when it is none. */
const char *osint_indicator_wallet(const char *word, gsize length);

/* The end of the run of characters that names of hosts may have. spaceless: of scripts without spaces, too.
 */
gsize osint_indicator_host_end(const OsintIndicatorScan *scan, gsize start, gboolean spaceless);

G_END_DECLS

#endif
