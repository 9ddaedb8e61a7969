/* A source: one document at work in a run, from the walk until all of its articles are in. */
#ifndef OSINT_SOURCE_H
#define OSINT_SOURCE_H

#include "indexer/store/writer.h"

G_BEGIN_DECLS

typedef enum {
    OSINT_SOURCE_PENDING, /* to be read, or being read */
    OSINT_SOURCE_KEPT,    /* as it is in the index: unchanged, or not readable now */
    OSINT_SOURCE_READ,    /* in the index as it was read in this run */
    OSINT_SOURCE_GONE,    /* in the index, but nowhere else any more */
} OsintSourceState;

typedef struct {
    char *path; /* "-": standard input */
    char *sidecar;
    guint64 bytes;
    OsintSourceState state;
    OsintDocument
        *known;          /* what the index was made from, or NULL; its hash without the mark of the recipes */
    const char *recipes; /* the mark of those it is read by; NULL without recipes */
    char *hash;          /* of the document as it was read */
    GPtrArray *ids;      /* char *: of the articles read so far */
    GPtrArray *held;     /* OsintItem *: refusals not yet reported */
    guint refusals;
} OsintSource;

OsintSource *osint_source_new(const char *path, const char *sidecar, guint64 bytes);
void osint_source_free(gpointer source);

gboolean osint_source_is_stream(const OsintSource *source);

/* The manifest's hash of a document that was read by recipes bears their mark, so that it is read again when
 * they have changed. Takes the manifest's entry; source->recipes has been set. */
void osint_source_set_known(OsintSource *source, OsintDocument *known);

/* The manifest's hash of a document of which parts were refused is marked with their number: such a document
 * is read again on every run, so that it is reported on every run, but it is only written again when it or
 * what is refused of it has changed. */
char *osint_source_manifest_hash(const OsintSource *source);
/* The number of refusals when the document is, by its hash, the one that was refused in part; else 0. */
guint osint_source_known_refusals(const OsintSource *source, const char *hash);

G_END_DECLS

#endif
