/* iconv, for bytes that may not fit. */
#ifndef OSINT_READERS_ENCODING_CONVERT_H
#define OSINT_READERS_ENCODING_CONVERT_H

#include <glib.h>

G_BEGIN_DECLS

/* Valid UTF-8 of all bytes; what fits nothing becomes U+FFFD, and *invalid counts how often. NULL only when
 * iconv does not know the encoding. */
GString *osint_encoding_convert(const char *data, gsize length, const char *encoding, gsize *invalid);

/* Bytes that are no part of valid UTF-8; *multibyte counts the valid characters beyond ASCII. NUL bytes are
 * characters here. */
gsize osint_utf8_invalid_bytes(const char *data, gsize length, gsize *multibyte);

/* The first byte beyond ASCII, or the end. */
const char *osint_skip_ascii(const char *at, const char *end);

G_END_DECLS

#endif
