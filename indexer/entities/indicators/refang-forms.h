/* The forms of defanging, found as edits of a text. */
#ifndef OSINT_ENTITIES_INDICATORS_REFANG_FORMS_H
#define OSINT_ENTITIES_INDICATORS_REFANG_FORMS_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    guint32 start, end; /* bytes of the text */
    guint32 plain;      /* where the replacement stands in the plain text */
    guint8 length;      /* of the replacement */
    gboolean weak;      /* may be a slip of the pen: "end.)Next" */
    char text[10];      /* the replacement */
} OsintEdit;

/* The edits that make a text plain, in order, none over another. all: the text is one value that is known to
 * be an indicator. */
GArray *osint_refang_edits(const char *text, gsize length, gboolean all);

/* The scheme that a word stands for, such as "https" for "hXXps", "h**ps" and "meows"; the word itself, in
 * lower case, when it is a scheme; NULL when it is none. */
const char *osint_refang_scheme(const char *word, gsize length);

G_END_DECLS

#endif
