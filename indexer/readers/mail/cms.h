/* What an S/MIME message signs, out of its envelope (CMS, RFC 5652). Signatures are not checked. */
#ifndef OSINT_READERS_MAIL_CMS_H
#define OSINT_READERS_MAIL_CMS_H

#include <glib.h>

G_BEGIN_DECLS

/* The content of SignedData in DER or BER; NULL when data is something else, such as encrypted, or has no
 * content in it. */
GByteArray *osint_cms_signed_content(const guint8 *data, gsize length);

G_END_DECLS

#endif
