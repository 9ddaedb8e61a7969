/* The serialised form of a GVariant, read in place: GVariant's own reader makes an object of each value. As
 * in the GVariant specification (A. Larsson and R. Lortie), members are aligned, and a container of members
 * without a fixed size ends in their ends, counted from its beginning. Bytes may be damaged: what is read
 * lies within them, or reading fails. */
#ifndef OSINT_STORE_SERIAL_H
#define OSINT_STORE_SERIAL_H

#include <glib.h>

G_BEGIN_DECLS

/* The bytes of one value. */
typedef struct {
    const guint8 *data;
    gsize size;
} OsintSerial;

/* A type, as far as the form depends on it. */
typedef struct {
    guint8 alignment;
    guint8 size; /* 0: not fixed */
} OsintSerialType;

/* The members of a tuple. FALSE: it is damaged. */
gboolean osint_serial_members(OsintSerial tuple, const OsintSerialType *types, guint count,
                              OsintSerial *members);

/* An array of elements without a fixed size. */
typedef struct {
    OsintSerial array;
    guint8 alignment;
    guint width;  /* of an end */
    gsize ends;   /* where the first is */
    gsize length; /* how many elements there are */
} OsintSerialArray;

gboolean osint_serial_array(OsintSerial whole, guint8 alignment, OsintSerialArray *array);
gboolean osint_serial_element(const OsintSerialArray *array, gsize number, OsintSerial *element);

/* "s": UTF-8 without a NUL but its last byte, which stays where it is; NULL: it is damaged. */
const char *osint_serial_string(OsintSerial value);
/* "ms": *string is NULL where there is none. FALSE: it is damaged. */
gboolean osint_serial_maybe(OsintSerial value, const char **string);
/* "u" and "t" at a byte; the caller has looked whether they are there. */
guint32 osint_serial_number(OsintSerial value, gsize at);
guint64 osint_serial_long(OsintSerial value, gsize at);

G_END_DECLS

#endif
