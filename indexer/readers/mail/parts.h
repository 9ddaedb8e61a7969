/* A message taken apart: what is its text, what is attached to it, what other messages it holds. */
#ifndef OSINT_READERS_MAIL_PARTS_H
#define OSINT_READERS_MAIL_PARTS_H

#include <gmime/gmime.h>

G_BEGIN_DECLS

/* One stretch of text, in one or both of two forms. The elements are the message's. */
typedef struct {
    GPtrArray *plain; /* GMimePart, in order */
    GPtrArray *html;
} OsintMailBody;

typedef struct {
    GPtrArray *bodies;      /* OsintMailBody */
    GPtrArray *attachments; /* GMimePart: documents, perhaps */
    GPtrArray *messages;    /* GMimeMessage */
    GPtrArray *opened;      /* GMimeObject: what was inside signatures; the elements above may be theirs */
    const char *loose;      /* the text of a multipart whose boundaries are missing, undecoded; NULL else */
    gboolean encrypted;
    gboolean cut; /* it has too many parts, and the rest was passed over */
} OsintMailParts;

void osint_mail_parts_init(OsintMailParts *parts, GMimeMessage *message);
void osint_mail_parts_clear(OsintMailParts *parts);

/* The decoded content; NULL when there is none. */
GByteArray *osint_mail_content(GMimePart *part);
/* The pages in it, in order; the one that a start parameter names first. Elements are the message's. */
GPtrArray *osint_mail_pages(GMimeMessage *message);

G_END_DECLS

#endif
