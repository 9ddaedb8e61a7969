/* The rules by which furniture of web pages is told from text, as data. */
#ifndef OSINT_READERS_BOILERPLATE_RULES_H
#define OSINT_READERS_BOILERPLATE_RULES_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    OSINT_RULE_FURNITURE, /* the whole paragraph, and meaningless anywhere in a text */
    OSINT_RULE_WHOLE,     /* the whole paragraph */
    OSINT_RULE_SECTION,   /* the whole paragraph, and a list of titles or links follows */
    OSINT_RULE_ABOUT,     /* the whole paragraph, and a biography follows */
    OSINT_RULE_START,     /* how the paragraph begins */
    OSINT_RULE_PART       /* anywhere in the paragraph */
} OsintRuleKind;

typedef struct {
    OsintRuleKind kind;
    guint max_columns;   /* wider paragraphs are text, whatever they say; two columns for a wide character */
    const char *pattern; /* PCRE, caseless, anchored according to kind */
} OsintRule;

extern const OsintRule osint_boilerplate_rules[];
extern const gsize osint_boilerplate_rule_count;

G_END_DECLS

#endif
