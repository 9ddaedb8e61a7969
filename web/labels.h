/* How dates, numbers, languages and kinds of entities are called in front of people. */
#ifndef OSINT_WEB_LABELS_H
#define OSINT_WEB_LABELS_H

#include "web/words.h"

G_BEGIN_DECLS

/* "20 April 2021", "April 2021", "2021", "20 April 2021, 09:30 (UTC+09:00)": at the date's precision and in
 * its own time zone. A string that is no date comes back as it is. */
char *osint_label_date(const OsintWords *words, const char *date);
/* Digits in groups of three: "1,234,567". */
char *osint_label_number(guint64 number);
/* "12 articles", "1 article" */
char *osint_label_count(guint64 number, const OsintPlural *counted);
/* "Japanese" for "ja" and "ja-JP"; the tag itself when the language has no name here. */
const char *osint_label_language(const OsintWords *words, const char *tag);

/* "Web page" for "text/html"; the type itself when it has no name here. */
const char *osint_label_type(const OsintWords *words, const char *type);

/* A kind of entities that is shown alike. */
typedef struct {
    const char *css; /* class of the style sheet */
    guint number;    /* in the order in which kinds are listed */
} OsintKind;
const char *osint_kind_name(const OsintWords *words, const OsintKind *kind);   /* "threat actor" */
const char *osint_kind_plural(const OsintWords *words, const OsintKind *kind); /* "Threat actors" */
/* For a type of the contract; "other" for any other string. */
const OsintKind *osint_label_kind(const char *type);
/* All kinds, in the order in which they are listed. */
const OsintKind *osint_label_kinds(guint *count);

G_END_DECLS

#endif
