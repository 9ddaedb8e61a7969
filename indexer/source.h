/* A source: one document at work in a run, from the walk until all of its articles are in. */
#ifndef OSINT_SOURCE_H
#define OSINT_SOURCE_H

#include "indexer/seen.h"
#include "indexer/walk.h"

G_BEGIN_DECLS

typedef enum {
    OSINT_SOURCE_PENDING, /* to be read, or being read */
    OSINT_SOURCE_KEPT,    /* as it is in the index: unchanged, or not readable now */
    OSINT_SOURCE_READ,    /* in the index as it was read in this run */
    OSINT_SOURCE_GONE,    /* in the index, but nowhere else any more */
} OsintSourceState;

/* A run may have a million of these: what is not always needed is NULL until it is. */
typedef struct {
    const char *path;                  /* "-": standard input; the owner's of what follows */
    const OsintWalkFile *file;         /* NULL when the walk did not find it */
    const OsintSeen *known;            /* what the index was made from, or NULL */
    GPtrArray *ids;                    /* char *: of the articles read so far; NULL: none */
    GPtrArray *held;                   /* OsintItem *: refusals not yet reported; NULL: none */
    guint8 digest[OSINT_DIGEST_BYTES]; /* of document and sidecar as they were read */
    guint articles;                    /* that it has in the index, once it was read */
    guint refusals;
    OsintSourceState state;
    gboolean unchanged; /* it was compared and is what is known */
    gboolean forgotten; /* it has no entry in the manifest */
    gboolean stale;     /* standard input took an article from it */
} OsintSource;

OsintSource *osint_source_new(const char *path, const OsintWalkFile *file);
void osint_source_free(gpointer source);

gboolean osint_source_is_stream(const OsintSource *source);
const char *osint_source_sidecar(const OsintSource *source); /* path, or NULL */
guint64 osint_source_bytes(const OsintSource *source);

/* From now on the id is among source->ids. */
void osint_source_add_id(OsintSource *source, const char *id);

/* Whether the document, by its digest, is the one that is known. */
gboolean osint_source_is_known_as(const OsintSource *source, const guint8 *digest);
/* The number of refusals when the document is unchanged and was refused in part; else 0. Such a document is
 * read again on every run, so that it is reported on every run, but it is only written again when it or what
 * is refused of it has changed. */
guint osint_source_known_refusals(const OsintSource *source);

G_END_DECLS

#endif
