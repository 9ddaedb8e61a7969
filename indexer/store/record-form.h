/* The form of a stored article: a serialised GVariant, little-endian. */
#ifndef OSINT_STORE_RECORD_FORM_H
#define OSINT_STORE_RECORD_FORM_H

#include "indexer/article/article.h"

G_BEGIN_DECLS

/* id, title, authors, publisher, url, published, updated, accessed, language, text, entities, tagged, tags,
 * rating, tlp, path, sha256, media type, bytes, headings, pages (start, number), sentences, passages, named
 * entities (id, type, name), reasons (why), mentions (start, end, entity, reason + 1, confidence and flags),
 * citations (start, end, origin, name, unnamed), warnings, marks (start, end, entity). */
#define OSINT_RECORD_TYPE                                                                                    \
    "(msmsasmsmsmsmsmsmsmsasasasmsmsmsmsmsta(uu)a(uu)a(uu)a(uu)a(sss)asa(uuuuu)a(uumsmsb)a(ss)a(uus))"

/* Flags of a mention; below them is the confidence. */
enum {
    OSINT_RECORD_CONFIDENCE = 0x7F,
    OSINT_RECORD_DESCRIPTIVE = 0x80,
    OSINT_RECORD_BY_HAND = 0x100,
    OSINT_RECORD_UNDECIDED = 0x200,
    OSINT_RECORD_BENIGN = 0x400
};

typedef struct {
    OsintSpan span;
    guint32 entity; /* among the named entities */
    guint32 reason; /* among the reasons, from 1; 0 for none */
    guint32 flags;
} OsintStoredMention;

G_END_DECLS

#endif
