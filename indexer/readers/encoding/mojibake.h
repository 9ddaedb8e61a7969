/* Text that was UTF-8, was read as another encoding and was stored so: "cafÃ©", "itâ€™s", "РґРѕСЂРѕРіРµ". */
#ifndef OSINT_READERS_ENCODING_MOJIBAKE_H
#define OSINT_READERS_ENCODING_MOJIBAKE_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    guint repaired; /* characters that are right again */
    guint doubtful; /* places that look so, and were left as they are */
} OsintMojibake;

/* The repaired text (length in *repaired_length, a NUL follows it), or NULL when there is nothing to repair.
 * text: valid UTF-8, as it was decoded: with control characters and no-break spaces, which are parts of such
 * sequences. */
char *osint_mojibake_repair(const char *text, gsize length, gsize *repaired_length, OsintMojibake *found);

G_END_DECLS

#endif
