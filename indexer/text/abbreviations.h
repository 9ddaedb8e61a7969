/* Abbreviations: whether the full stop after a word belongs to the word. */
#ifndef OSINT_TEXT_ABBREVIATIONS_H
#define OSINT_TEXT_ABBREVIATIONS_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    OSINT_STOP_ENDS = 0,     /* no abbreviation */
    OSINT_STOP_NEVER_ENDS,   /* a title: a name follows */
    OSINT_STOP_MAY_END,      /* ends a sentence when a common word begins the next: "Apple Inc. The ..." */
    OSINT_STOP_BEFORE_DIGIT, /* abbreviates only before a number: "No. 5" */
} OsintStopKind;

/* In bytes, of those that are known. */
#define OSINT_LONGEST_ABBREVIATION 12

/* What the full stop after text[0, length) means; any case, full stops inside it ("z.B") included. */
OsintStopKind osint_abbreviation_kind(const char *text, gsize length);

G_END_DECLS

#endif
