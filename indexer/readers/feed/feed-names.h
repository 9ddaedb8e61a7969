/* The vocabularies of feeds, by namespace or, where that was forgotten, by the usual prefix. */
#ifndef OSINT_READERS_FEED_FEED_NAMES_H
#define OSINT_READERS_FEED_FEED_NAMES_H

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

typedef enum {
    OSINT_VOCABULARY_CORE, /* RSS of every version, CDF; what has no namespace */
    OSINT_VOCABULARY_ATOM,
    OSINT_VOCABULARY_DC,
    OSINT_VOCABULARY_DCTERMS,
    OSINT_VOCABULARY_CONTENT,
    OSINT_VOCABULARY_ITUNES,
    OSINT_VOCABULARY_MEDIA,
    OSINT_VOCABULARY_XHTML,
    OSINT_VOCABULARY_WORDPRESS,
    OSINT_VOCABULARY_EXCERPT,
    OSINT_VOCABULARY_PRISM,
    OSINT_VOCABULARY_FEEDBURNER,
    OSINT_VOCABULARY_OTHER
} OsintVocabulary;

/* *local: the name without prefix, in lower case, owned by the caller. */
OsintVocabulary osint_feed_name(const xmlNode *node, char **local);

G_END_DECLS

#endif
