/* What a worker process says of a document, as bytes: frames of one message each.
 *
 * Who reads them trusts nothing in them: a worker has read hostile bytes before it writes. */
#ifndef OSINT_WORKER_FRAMES_H
#define OSINT_WORKER_FRAMES_H

#include "indexer/article/article.h"

G_BEGIN_DECLS

typedef enum {
    OSINT_MESSAGE_READY = 1,   /* the process is about to read its first document */
    OSINT_MESSAGE_ARTICLE,     /* article */
    OSINT_MESSAGE_REFUSED,     /* code, text, offset, line */
    OSINT_MESSAGE_UNKNOWN_KEY, /* text */
    OSINT_MESSAGE_END,         /* the document has been read */
} OsintMessageKind;

typedef struct {
    OsintMessageKind kind;
    guint64 record; /* of the document, from 1, that it is about; 0 before the first */
    OsintArticle *article;
    char *code;
    char *text;
    guint64 offset;
    guint line;
} OsintMessage;

void osint_message_clear(OsintMessage *message);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OsintMessage, osint_message_clear)

/* Writing: each appends one frame. Text that is too long for a message is cut. */
void osint_frames_add(GByteArray *frames, OsintMessageKind kind, guint64 record); /* READY, END */
void osint_frames_add_article(GByteArray *frames, guint64 record, const OsintArticle *article);
void osint_frames_add_refusal(GByteArray *frames, guint64 record, const char *code, const char *text,
                              guint64 offset, guint line);
void osint_frames_add_unknown_key(GByteArray *frames, guint64 record, const char *key);

typedef enum {
    OSINT_FRAME_MORE, /* the frame goes on behind these bytes */
    OSINT_FRAME_GOOD,
    OSINT_FRAME_BAD, /* no frame, or what it holds is no message */
} OsintFrameState;

/* Takes the first frame of data. GOOD sets *message (to be cleared) and *used, the frame's bytes; MORE sets
 * *used to how many bytes it takes as far as it is known. An article is whole and sound: valid UTF-8, spans
 * on character borders inside its text, dates that are dates, nothing that only we give. */
OsintFrameState osint_frames_take(const guint8 *data, gsize length, OsintMessage *message, gsize *used);

G_END_DECLS

#endif
