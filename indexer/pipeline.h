/* The pipeline: documents are read and their items prepared by several threads, and applied by the caller's
 * thread one by one, in the order in which one thread alone would have met them. */
#ifndef OSINT_PIPELINE_H
#define OSINT_PIPELINE_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct OsintOutlet OsintOutlet;

typedef struct {
    /* In a worker: emits the document's items in order. */
    void (*read)(gpointer document, OsintOutlet *outlet, gpointer user_data);
    /* In any worker, several at a time: the costly work on one item. */
    void (*prepare)(gpointer item, gpointer user_data);
    /* In the caller's thread, in order; takes the item. FALSE (with error) ends the run. */
    gboolean (*apply)(gpointer document, gpointer item, gpointer user_data, GError **error);
    /* In the caller's thread, after every item and several times a second. FALSE stops the run. */
    gboolean (*idle)(gpointer user_data);
    /* In the caller's thread, when all is applied and nothing is being read; may be NULL. */
    void (*all_read)(gpointer user_data);
    GDestroyNotify free_item;
    gpointer user_data;
} OsintPipelineWork;

typedef enum {
    OSINT_PIPELINE_DONE,
    OSINT_PIPELINE_FAILED,  /* apply failed */
    OSINT_PIPELINE_STOPPED, /* idle said so */
} OsintPipelineEnd;

/* Runs all documents through, with workers threads beside the caller's, in memory bounded by a fixed number
 * of items a document and documents a worker. When the run failed or was stopped, a worker may be left inside
 * read() until the process ends (what it emits is dropped): documents and user_data must stay as they are. */
OsintPipelineEnd osint_pipeline_run(const OsintPipelineWork *work, GPtrArray *documents, guint workers,
                                    GError **error);

/* From read() only. An item that needs no preparation is passed on as it is. */
void osint_outlet_emit(OsintOutlet *outlet, gpointer item, gboolean needs_preparation);

G_END_DECLS

#endif
