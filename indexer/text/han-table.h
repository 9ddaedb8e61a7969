/* The table of han.c, whose source make-han-table.c writes when the project is built. */
#ifndef OSINT_TEXT_HAN_TABLE_H
#define OSINT_TEXT_HAN_TABLE_H

#include <glib.h>

G_BEGIN_DECLS

/* The block of Unicode that nearly all text is written with. */
#define OSINT_HAN_FIRST 0x4E00
#define OSINT_HAN_LAST 0x9FFF
#define OSINT_HAN_COUNT (OSINT_HAN_LAST - OSINT_HAN_FIRST + 1)

/* The form of each character of the block, 0 where it stays as it is. */
extern const guint16 osint_han_table[OSINT_HAN_COUNT];
/* The beginning of the SHA-256 of the table. */
extern const char osint_han_table_sum[];

G_END_DECLS

#endif
