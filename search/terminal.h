/* The terminal that osint-search may write to: its width, whether it has colours, a pager in front of it. */
#ifndef OSINT_SEARCH_TERMINAL_H
#define OSINT_SEARCH_TERMINAL_H

#include "search/options.h"

G_BEGIN_DECLS

typedef struct {
    gboolean is_terminal; /* where standard output goes in the end */
    guint width;          /* columns; 0 when it is no terminal */
    gboolean color;
    gboolean page; /* a pager is wanted, and not yet started */
    GPid pager;    /* 0: none */
} OsintTerminal;

/* Looks at standard output, NO_COLOR, TERM and COLUMNS. */
void osint_terminal_init(OsintTerminal *terminal, OsintWhen color);

/* Puts $PAGER, else less(1) if there is one, between standard output and the terminal, when there is a
 * terminal. A pager that cannot be started is none. SIGINT is left to the pager from then on. */
void osint_terminal_start_pager(OsintTerminal *terminal);

/* Closes standard output and waits for the pager to be left. */
void osint_terminal_finish(OsintTerminal *terminal);

G_END_DECLS

#endif
