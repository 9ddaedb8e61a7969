/* The index's schema: terms, slots, metadata, and the number that changes when any of it does.
 *
 * One Xapian document is one article. Prefixes are Omega's where it has one; ours begin with X. What follows
 * a prefix is folded (words.h), except for ids and media types. Plain word terms have no prefix; their wdf is
 * the number of the article's passages (its title counts as one) that have the word, so that a collection
 * frequency is a passage frequency. */
#ifndef OSINT_STORE_SCHEMA_H
#define OSINT_STORE_SCHEMA_H

#define OSINT_SCHEMA_FORMAT "4"

#define OSINT_TERM_ID "Q"
#define OSINT_TERM_TITLE "S"      /* + word term */
#define OSINT_TERM_AUTHOR "A"     /* + folded word of an author's name */
#define OSINT_TERM_HOST "H"       /* + host, and every domain above it: "news.example.org", "example.org" */
#define OSINT_TERM_LANGUAGE "L"   /* + primary subtag; and the whole tag in lower case when it has more */
#define OSINT_TERM_TAG "K"        /* + folded tag */
#define OSINT_TERM_MEDIA_TYPE "T" /* + media type; and what follows its slash */
#define OSINT_TERM_YEAR "Y"       /* + YYYY */
#define OSINT_TERM_MONTH "M"      /* + YYYYMM, when the date is that precise */
#define OSINT_TERM_DAY "D"        /* + YYYYMMDD, likewise */
#define OSINT_TERM_PATH "P"       /* + folded component of the path */
#define OSINT_TERM_SOURCE "XS"    /* + folded word of the publisher's name */
#define OSINT_TERM_RATING "XR"    /* + rating in upper case */
#define OSINT_TERM_ENTITY                                                                                    \
    "XE" /* + entity id; wdf is the number of passages that mention it (0: only tagged or named in the       \
            title) */
#define OSINT_TERM_BENIGN "XB" /* the same, of indicators that are benign there: of no facets */
#define OSINT_TERM_DOMAIN "XD" /* + domain above a mentioned one; the wdf is that of mentions */
#define OSINT_TERM_NAME "XN"   /* + entity id, tab, folded name it was mentioned by */
#define OSINT_TERM_CITES                                                                                     \
    "XC" /* + id of the entity that is cited as the origin of a statement; wdf as above */
#define OSINT_TERM_CITES_WORD                                                                                \
    "XCW" /* + word of the name by which anybody is cited; ids are in lower case                             \
           */
#define OSINT_TERM_CITES_UNNAMED "XCU" /* sources without a name are cited */
#define OSINT_TERM_COPIES "XG"         /* + key of the group of copies that the article is in */

enum {
    OSINT_SLOT_PUBLISHED = 0,     /* first second of the publication date, xapc_number_encode() */
    OSINT_SLOT_PUBLISHED_END = 1, /* the second after its last */
    OSINT_SLOT_OLDEST = 2,    /* minus OSINT_SLOT_PUBLISHED: sorted downwards it puts undated articles last */
    OSINT_SLOT_ADDED = 3,     /* when it was first indexed, Unix seconds */
    OSINT_SLOT_PASSAGES = 4,  /* their number */
    OSINT_SLOT_PUBLISHER = 5, /* as written, for facets */
    OSINT_SLOT_LANGUAGE = 6,  /* primary subtag, for facets */
    OSINT_SLOT_PAIRS = 7,     /* which words are neighbours in title or text (pairs.h) */
    OSINT_SLOT_SKETCH = 8,    /* of the text, to tell copies by */
    OSINT_SLOT_COPIES = 9,    /* key of the group of copies that the article is in; empty without copies */
    OSINT_SLOT_ORDER = 10,    /* date of publication and hash of the id: the order of what is else equal */
    OSINT_SLOTS = 11,         /* their number */
};

#define OSINT_META_FORMAT "osint-format"
#define OSINT_META_TERMS "osint-terms"           /* osint_terms_version() */
#define OSINT_META_PASSAGES "osint-passages"     /* their number in the whole index, decimal */
#define OSINT_META_ENTITIES "osint-entities"     /* the entity list, but for its entities; entities.h */
#define OSINT_META_LIST "osint-list"             /* SHA-256 of that list as it was written, hexadecimal */
#define OSINT_META_SHARE "osint-share"           /* "K/N" when it is one shard of several */
#define OSINT_META_RECIPES "osint-recipes"       /* the recipe file; missing or empty without one */
#define OSINT_META_LOG "osint-log"               /* where the record ends (journal.h): bytes, space, hash */
#define OSINT_META_ENTITY "osint-entity:"        /* + id: an entity of it */
#define OSINT_META_NAME "osint-name:"            /* + folded id, uuid or name: whose it is */
#define OSINT_META_SHINGLE_BITS "osint-shingles" /* of a shingle's hash that tell its entry, one byte */
#define OSINT_META_SHINGLES "osint-shingles:"    /* + number: articles by shingle (copies-table.h) */
#define OSINT_META_SHARED "osint-also:"          /* + hash of an article's id: what else has it, manifest.c */
#define OSINT_META_DOCUMENT "osint-doc:"         /* + hash of a document's path: its manifest entry */

#endif
