/* The languages that lang: knows. */
#ifndef OSINT_SEARCH_LANGUAGES_H
#define OSINT_SEARCH_LANGUAGES_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    const char *code;
    const char *name; /* in English, lower case */
} OsintLanguageName;

const OsintLanguageName *osint_languages(gsize *count);
/* The language that somebody means who writes a country's code, such as "jp"; NULL when none is known. */
const char *osint_language_of_country(const char *code);

G_END_DECLS

#endif
