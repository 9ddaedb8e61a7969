/* The intake: one document, from its file to a run of items: what it is, its articles, what was refused. */
#ifndef OSINT_INTAKE_H
#define OSINT_INTAKE_H

#include "indexer/article/article.h"
#include "indexer/readers/digest.h"
#include "indexer/worker/pool.h"
#include "xapian-c/xapian-c.h"

G_BEGIN_DECLS

typedef enum {
    OSINT_ITEM_UNREADABLE,  /* the only item: the file cannot be read now (code, text) */
    OSINT_ITEM_BEGIN,       /* text: the document's hash; NULL for standard input */
    OSINT_ITEM_ARTICLE,     /* article, position, has_own_id */
    OSINT_ITEM_REFUSED,     /* code, text (the message), offset, line */
    OSINT_ITEM_UNKNOWN_KEY, /* text: the key */
    OSINT_ITEM_END,
} OsintItemKind;

typedef struct {
    OsintItemKind kind;
    OsintArticle *article;
    XapcDoc *made;       /* the index's document of the article; NULL when none was made */
    guint position;      /* among the document's articles, from 0 */
    gboolean has_own_id; /* the document itself says it */
    gboolean elsewhere;  /* another shard has the article; it is not prepared */
    char *code;
    char *text;
    guint64 offset;
    guint line;
} OsintItem;

void osint_item_free(gpointer item);

typedef void (*OsintIntakeFunc)(OsintItem *item, gpointer user_data); /* takes the item */

/* Reads the document and its sidecar (may be NULL) and gives the items to emit, in order. now: Unix seconds.
 * The readers run in processes of the pool. */
void osint_intake_read(const char *path, const char *sidecar, gint64 now, OsintPool *pool,
                       OsintIntakeFunc emit, gpointer user_data);
/* Reads NDJSON from standard input; an input error is an item OSINT_ITEM_UNREADABLE at the end. */
void osint_intake_read_stream(int fd, gint64 now, OsintPool *pool, OsintIntakeFunc emit, gpointer user_data);

/* The hash of a document and its sidecar; FALSE when one cannot be read. */
gboolean osint_intake_hash(const char *path, const char *sidecar, guint8 digest[OSINT_DIGEST_BYTES]);

G_END_DECLS

#endif
