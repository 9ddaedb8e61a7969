/* The normal form of indicators: one spelling for all spellings of one thing. What indexes articles and what
 * reads queries both use it. */
#ifndef OSINT_ENTITIES_INDICATORS_NORMAL_H
#define OSINT_ENTITIES_INDICATORS_NORMAL_H

#include <glib.h>

G_BEGIN_DECLS

/* Each takes a plain text (refang.h) that should be one indicator of its kind, and returns its normal form
 * without a type, owned by the caller, or NULL when it is none. */
char *osint_indicator_ipv4(const char *text); /* "192.0.2.1" */
char *osint_indicator_ipv6(const char *text); /* RFC 5952: "2001:db8::1" */
/* A host name of two labels or more, in lower case and ASCII: "xn--bcher-kva.example". */
char *osint_indicator_domain(const char *text);
/* Scheme and host in lower case, the host in ASCII, the rest as it is. A URL without a scheme has none. */
char *osint_indicator_url(const char *text);
char *osint_indicator_email(const char *text); /* in lower case */
char *osint_indicator_cve(const char *text);   /* "CVE-2021-44228" */
char *osint_indicator_asn(const char *text);   /* "AS64496" */
char *
osint_indicator_attack(const char *text);     /* "T1059.001", "TA0001", "M1036", "G0060", "S0154", "C0024" */
char *osint_indicator_cidr(const char *text); /* "192.0.2.0/24" */

/* "md5", "sha1", "sha256" or "sha512" by the number of hexadecimal digits; NULL for any other. */
const char *osint_indicator_digest_type(gsize digits);

/* The id of mentions, "ipv4:192.0.2.1", for any spelling of an indicator, defanged or not; NULL when the text
 * is none. kind: the type as ids begin ("ipv4", "domain", "md5", "cve", "attack" ...), or "ip" or "hash" for
 * any of several. */
char *osint_indicator_id(const char *kind, const char *text);
/* Whether ids begin with it. */
gboolean osint_indicator_is_kind(const char *kind);
/* The type of mentions of an indicator by its id, and what follows its kind in *value (may be NULL); NULL
 * when the id is no indicator's. */
const char *osint_indicator_type(const char *id, const char **value);
/* The domain of an id, "evil.example" of "domain:evil.example", part of it; NULL when it is none. */
const char *osint_indicator_domain_of(const char *id);
/* Whether an id is what a query for another finds: it is the same, or a domain below it. */
gboolean osint_indicator_answers(const char *id, const char *asked);

G_END_DECLS

#endif
