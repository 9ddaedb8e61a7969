/* The words by which articles say whose statement they report, in classes. */
#ifndef OSINT_ENTITIES_CITATIONS_WORDS_H
#define OSINT_ENTITIES_CITATIONS_WORDS_H

#include <glib.h>

G_BEGIN_DECLS

/* A word may be of several classes. */
enum {
    OSINT_CITE_SAY = 1 << 0,          /* says that something is so: "said" */
    OSINT_CITE_TELL = 1 << 1,         /* likewise, to somebody: "told" */
    OSINT_CITE_WEAK = 1 << 2,         /* likewise where a medium does it or "that" follows: "found" */
    OSINT_CITE_QUOTE = 1 << 3,        /* names a source: "citing", "quoted" */
    OSINT_CITE_SPEAKER = 1 << 4,      /* speaks for an organisation: "spokesperson", "researchers" */
    OSINT_CITE_SOURCE = 1 << 5,       /* speaks without a name: "sources", "officials" */
    OSINT_CITE_PEOPLE = 1 << 6,       /* likewise where it is said how they know: "people" */
    OSINT_CITE_TIE = 1 << 7,          /* how they know: "familiar", "close" */
    OSINT_CITE_UNNAMED = 1 << 8,      /* "unidentified" */
    OSINT_CITE_MEDIUM = 1 << 9,       /* takes up a medium: "broadcaster" */
    OSINT_CITE_MEDIA = 1 << 10,       /* several that are not named: "media", "outlets" */
    OSINT_CITE_BODY = 1 << 11,        /* takes up an organisation: "company" */
    OSINT_CITE_OFFICE = 1 << 12,      /* is one without a name: "police", "prosecutors" */
    OSINT_CITE_DOCUMENT = 1 << 13,    /* "report", "statement" */
    OSINT_CITE_DETERMINER = 1 << 14,  /* "the", "its" */
    OSINT_CITE_PREPOSITION = 1 << 15, /* any */
    OSINT_CITE_OF = 1 << 16,          /* a preposition that ties people and documents to an organisation */
    OSINT_CITE_TIME = 1 << 17,        /* "Tuesday", "today" */
    OSINT_CITE_ADVERB = 1 << 18,      /* stands between subject and verb: "also", "has" */
    OSINT_CITE_BE = 1 << 19,
    OSINT_CITE_NOT = 1 << 20, /* what follows is not said: "not", "would", "to" */
    OSINT_CITE_AND = 1 << 21,
    OSINT_CITE_STOP = 1 << 22,    /* no part of a name: "that", "he" */
    OSINT_CITE_NAME = 1 << 23,    /* part of an organisation's name: "Agency" */
    OSINT_CITE_SINGLE = 1 << 24,  /* a word that stands in a pattern of its own: "according", "by" */
    OSINT_CITE_GERMAN = 1 << 25,  /* a verb that its subject may follow: "berichtete" */
    OSINT_CITE_PEOPLES = 1 << 26, /* of a country: "Japanese" */
    OSINT_CITE_KIND_OF = 1 << 28, /* stands before nouns of media, offices and sources: "local" */
    OSINT_CITE_OUTLET = 1 << 27,  /* a name beside it is a medium's: "newspaper" */
};

/* The classes of a word in lower case; 0 for any other word. */
guint32 osint_cite_word_classes(const char *lower, gsize length);

/* What kind of organisation a name or a noun speaks of; a set, empty when it does not say. */
enum {
    OSINT_CITE_KIND_MEDIUM = 1 << 0,
    OSINT_CITE_KIND_AGENCY = 1 << 1,
    OSINT_CITE_KIND_OFFICE = 1 << 2, /* ministries, police, courts */
    OSINT_CITE_KIND_SCIENCE = 1 << 3,
    OSINT_CITE_KIND_COMPANY = 1 << 4,
    OSINT_CITE_KIND_GROUP = 1 << 5,
    OSINT_CITE_KIND_PLACE = 1 << 6,
};

/* Of an organisation's name in any script; case does not matter. */
guint osint_cite_kind_of_name(const char *name);
/* Of a noun that takes up a name, in lower case: "broadcaster", "company". */
guint osint_cite_kind_of_noun(const char *lower);

G_END_DECLS

#endif
