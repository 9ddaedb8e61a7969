/* The characters of RTF: bytes in the code page of their font, and Unicode, into the text of an article. */
#ifndef OSINT_READERS_OFFICE_RTF_TEXT_H
#define OSINT_READERS_OFFICE_RTF_TEXT_H

#include "indexer/readers/flow.h"

G_BEGIN_DECLS

/* Code pages that are none: the font's characters are pictures. */
#define OSINT_RTF_SYMBOLS 42u

typedef struct {
    OsintFlow *flow; /* where it goes to */
    GString *bytes;  /* in `page`, not yet decoded */
    guint page;
    gunichar high; /* the first half of a surrogate pair; 0 for none */
} OsintRtfText;

/* The code page of \fcharset; 0 for the document's own. */
guint osint_rtf_page_of_charset(guint charset);

void osint_rtf_text_byte(OsintRtfText *text, guchar byte, guint page);
/* code: as \u gives it, a signed number of 16 bits. */
void osint_rtf_text_unicode(OsintRtfText *text, int code);
void osint_rtf_text_string(OsintRtfText *text, const char *utf8);
/* Decodes what is held; to be called before anything else is done to the flow. */
void osint_rtf_text_flush(OsintRtfText *text);
/* From here on to another flow. */
void osint_rtf_text_set_flow(OsintRtfText *text, OsintFlow *flow);

G_END_DECLS

#endif
