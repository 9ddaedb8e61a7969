/* What the parts of the query parser share: the text being read, its tokens, the field table. Nothing outside
 * search/query-*.c includes this. */
#ifndef OSINT_SEARCH_QUERY_INTERNAL_H
#define OSINT_SEARCH_QUERY_INTERNAL_H

#include "search/query.h"

G_BEGIN_DECLS

#define OSINT_QUERY_MAX_BYTES 65536u
#define OSINT_QUERY_MAX_TERMS 2000u
#define OSINT_QUERY_MAX_DEPTH 200u
#define OSINT_QUERY_MAX_DISTANCE 1000u

/* One text on its way to a tree: everything that reading it can report goes here. */
typedef struct {
    const char *text;
    guint32 length;
    gint64 now;
    GPtrArray *notes; /* char * */
    guint terms;      /* filters and words of the leaves made so far */
    OsintSpan place;  /* with error: where */
    GError *error;
} OsintQueryInput;

/* Records the error (the first one stays) and returns FALSE. */
gboolean osint_query_fail(OsintQueryInput *in, OsintSpan place, OsintQueryErrorCode code, const char *format,
                          ...) G_GNUC_PRINTF(4, 5);
/* The same with the valid name that is nearest; the message says it, too. */
gboolean osint_query_fail_near(OsintQueryInput *in, OsintSpan place, OsintQueryErrorCode code,
                               const char *nearest, const char *format, ...) G_GNUC_PRINTF(5, 6);
void osint_query_note(OsintQueryInput *in, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* What a text leaf counts for the limit: its words, a character of CJK being one; at least 1. */
guint osint_query_count_words(const char *text);

/* ---- fields ---- */

typedef enum {
    OSINT_FIELD_CLASS_TEXT,   /* words, phrases, wildcards */
    OSINT_FIELD_CLASS_ENTITY, /* an entity's name */
    OSINT_FIELD_CLASS_COUNT,  /* an entity's name and a comparison */
    OSINT_FIELD_CLASS_DATE,
    OSINT_FIELD_CLASS_FILTER, /* the text as it stands */
} OsintFieldClass;

typedef enum {
    OSINT_DATE_MODE_RANGE, /* date: */
    OSINT_DATE_MODE_AFTER,
    OSINT_DATE_MODE_SINCE,
    OSINT_DATE_MODE_BEFORE,
    OSINT_DATE_MODE_UNTIL,
} OsintDateMode;

typedef struct {
    const char *name;
    OsintField field;
    OsintFieldClass class;
    const char *type;   /* of the entity, or NULL */
    OsintDateMode mode; /* dates */
    const char *prefix; /* put before the value in the node's text ("*." for ext:), or NULL */
} OsintFieldName;

const OsintFieldName *osint_query_field_find(const char *name, gsize length); /* case of ASCII aside */
const OsintFieldName *osint_query_field_nearest(const char *name, gsize length);
const OsintFieldName *osint_query_fields(gsize *count); /* all of them */
/* The canonical name under which a node's field is written; NULL for plain text. */
const OsintFieldName *osint_query_field_of(OsintField field, const char *type);

/* ---- tokens ---- */

typedef enum {
    OSINT_TOKEN_END,
    OSINT_TOKEN_WORD,   /* raw text, punctuation and all */
    OSINT_TOKEN_QUOTED, /* unescaped content; tail: "~5" or ">=3" that follows */
    OSINT_TOKEN_FIELD,  /* a field's name and colon; the value or an opening bracket follows */
    OSINT_TOKEN_OPEN,
    OSINT_TOKEN_CLOSE,
    OSINT_TOKEN_AND,
    OSINT_TOKEN_OR,
    OSINT_TOKEN_NOT,
    OSINT_TOKEN_PROXIMITY, /* operation and distance */
} OsintTokenKind;

typedef struct {
    OsintTokenKind kind;
    OsintSpan span;
    char *text;
    char *tail;
    gboolean exact; /* QUOTED: an equals sign stands before it */
    const OsintFieldName *field;
    OsintNodeKind operation;
    guint distance;
} OsintToken;

/* OsintToken array ending in END, its brackets balanced; NULL when the text cannot be read. */
GArray *osint_query_lex(OsintQueryInput *in);
gboolean osint_query_has_words(const char *text);
/* Whether a text standing alone is read as one plain word (after the field's colon unless NULL). */
gboolean osint_query_reads_plain(const char *text, const OsintFieldName *field);

/* ---- leaves and trees ---- */

/* The node that a WORD or QUOTED token makes, with the field it is for (NULL: none). span is the leaf's place
 * with its field. NULL on failure. */
OsintNode *osint_query_leaf(OsintQueryInput *in, const OsintFieldName *field, const OsintToken *token,
                            OsintSpan span);
/* Reads a date value into the node's range and writes the range's canonical spelling into its text. */
gboolean osint_query_dates(OsintQueryInput *in, OsintDateMode mode, const char *value, OsintSpan span,
                           OsintNode *node);
/* The tree of a text; NULL with in->error set. */
OsintNode *osint_query_tree(OsintQueryInput *in);

OsintNode *osint_node_new(OsintNodeKind kind, OsintSpan span);
void osint_node_free(OsintNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintNode, osint_node_free)
void osint_node_take_child(OsintNode *parent, OsintNode *child);
gboolean osint_node_is_leaf(const OsintNode *node);
/* Brings a node whose children are settled into its one form: AND in AND and OR in OR flattened, a double NOT
 * gone, an operator of one child replaced by it. Takes the node, returns what stands for it. */
OsintNode *osint_node_settle(OsintNode *node);

/* ---- indicators ---- */

/* "ipv4:192.0.2.1" for any spelling of the address, defanged or not; NULL when the text is no indicator of
 * the family: ip, domain, url, email, hash, vulnerability ("cve:CVE-2021-44228"). */
char *osint_query_indicator(const char *family, const char *text);
/* The normal form of a text that itself names its type ("ipv4:192[.]0[.]2[.]1"); NULL when it is none. */
char *osint_query_indicator_typed(const char *text);
/* Whether entities of the type are indicators and nothing else: ip, domain, url, email, hash. */
gboolean osint_query_indicator_family(const char *type);

G_END_DECLS

#endif
