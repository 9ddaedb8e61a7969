/* The query language (osint-query(7)): text -> tree -> checked tree. One parser for every program.
 *
 * Parsing never guesses silently: what cannot be read is an error with its place; what was mended (a lone
 * quote closed) is a note. */
#ifndef OSINT_SEARCH_QUERY_H
#define OSINT_SEARCH_QUERY_H

#include "indexer/text/span.h"

G_BEGIN_DECLS

typedef enum {
    OSINT_NODE_ALL,    /* everything: "*" */
    OSINT_NODE_WORD,   /* one word as typed; may hold several words when split ("fox-it"), then it is a phrase
                          of them */
    OSINT_NODE_PHRASE, /* "words in order"; distance > 0: within that many words of each other in any order
                          ("a b"~5) */
    OSINT_NODE_PREFIX, /* espion* : text without the star */
    OSINT_NODE_FUZZY,  /* khabarov~1 : edits */
    OSINT_NODE_FIELD,  /* a filter: field and text (entity, source, lang, date ...) */
    OSINT_NODE_AND,
    OSINT_NODE_OR,
    OSINT_NODE_NOT,  /* one child */
    OSINT_NODE_NEAR, /* two or more children within distance words, any order */
    OSINT_NODE_ADJ,  /* likewise in this order */
    OSINT_NODE_SAME_SENTENCE,
    OSINT_NODE_SAME_PASSAGE,
} OsintNodeKind;

/* OSINT_FIELD_TEXT, TITLE, BODY and AUTHOR may stand on words, phrases, prefixes and fuzzy words; all others
 * only on FIELD nodes.
 *
 * What the text of a filter is: PATH a glob that matches the whole path or the end of it from a component on
 * (`*` and `?` stay inside a component, `**` does not); DATE and ADDED the range in canonical absolute form;
 * the others as typed. */
typedef enum {
    OSINT_FIELD_TEXT, /* title and body: no field given */
    OSINT_FIELD_TITLE,
    OSINT_FIELD_BODY,
    OSINT_FIELD_AUTHOR,
    OSINT_FIELD_ENTITY, /* type is set for actor:, unit:, place: ... */
    OSINT_FIELD_MENTIONS,
    OSINT_FIELD_SOURCE,
    OSINT_FIELD_SITE,
    OSINT_FIELD_CITES,
    OSINT_FIELD_TAG,
    OSINT_FIELD_LANGUAGE,
    OSINT_FIELD_MEDIA_TYPE,
    OSINT_FIELD_PATH,
    OSINT_FIELD_ID,
    OSINT_FIELD_RATING,
    OSINT_FIELD_DATE,
    OSINT_FIELD_ADDED,
    OSINT_FIELD_QUERY,
} OsintField;

typedef struct OsintNode OsintNode;
struct OsintNode {
    OsintNodeKind kind;
    OsintField field;
    OsintSpan span;         /* where it stands in the query text, bytes */
    char *text;             /* leaf: unquoted, unescaped; NULL for operators */
    char *type;             /* ENTITY: the entity type that actor:, unit: ... ask for ("ip" and "hash" are any
                               address and any digest), or NULL */
    gboolean quoted;        /* PHRASE: always; other leaves never: quotes do not change what they mean */
    gboolean exact;         /* entity:=Tick: only under that name */
    guint distance;         /* NEAR, ADJ, PHRASE */
    guint edits;            /* FUZZY */
    guint minimum, maximum; /* MENTIONS: at least, at most (G_MAXUINT: open) */
    gint64 begin,
        end; /* DATE, ADDED: half-open range in Unix seconds; G_MININT64 and G_MAXINT64 are open ends */
    GPtrArray *entities; /* char *: ENTITY and MENTIONS after osint_query_check(): the ids meant */
    GPtrArray *children; /* OsintNode *; operators only, never empty there */
};

typedef struct {
    char *text;
    OsintNode *root;
    GPtrArray *notes; /* char *: what was mended or should be known */
} OsintQuery;

#define OSINT_QUERY_ERROR (osint_query_error_quark())
GQuark osint_query_error_quark(void);
typedef enum {
    OSINT_QUERY_ERROR_SYNTAX,
    OSINT_QUERY_ERROR_FIELD,
    OSINT_QUERY_ERROR_ENTITY,
    OSINT_QUERY_ERROR_DATE,
    OSINT_QUERY_ERROR_WILDCARD,
    OSINT_QUERY_ERROR_LIMIT,
} OsintQueryErrorCode;

/* The valid name that is nearest to one that is not; NULL when the error has none. Owned by the error. */
const char *osint_query_error_nearest(const GError *error);
void osint_query_error_set_nearest(GError *error, const char *nearest);
/* The query with that name in its place; NULL when there is none, or it could not be read so either. */
char *osint_query_mended(const char *text, OsintSpan place, const GError *error, gint64 now);

/* now: Unix seconds, for "yesterday" and "2w". The GError's message is one line: what is wrong and the
 * nearest valid name. Where it is wrong goes to *place (may be NULL), a span of text. */
OsintQuery *osint_query_parse(const char *text, gint64 now, OsintSpan *place, GError **error);
void osint_query_free(OsintQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintQuery, osint_query_free)

/* What the check needs to know of an index. */
typedef struct {
    /* Ids of the entities with this id, name or alias (of this type unless NULL; exact: only ones that have
     * this very name); an empty array when there is none. */
    GPtrArray *(*find_entity)(const char *name, const char *type, gboolean exact, gpointer user_data);
    /* The known name nearest to one that is not known, or NULL. */
    char *(*nearest_entity)(const char *name, const char *type, gpointer user_data);
    /* The text of a saved query, or NULL. */
    char *(*saved_query)(const char *name, gpointer user_data);
    /* The name of a saved query nearest to one that is not known, or NULL; may be NULL. */
    char *(*nearest_query)(const char *name, gpointer user_data);
    /* The type of the entity with this id, for messages; may be NULL. */
    char *(*entity_type)(const char *id, gpointer user_data);
    gpointer user_data;
} OsintQueryResolver;

/* Resolves entities and saved queries in the tree (saved queries are replaced by their trees, whose spans are
 * that of the query: that named them). Indicators (ip:, domain:, hash: ...) are not looked up: their entity
 * is the refanged normal form, "ipv4:192.0.2.1". Call it once on a parsed query; on failure only free the
 * query. */
gboolean osint_query_check(OsintQuery *query, const OsintQueryResolver *resolver, gint64 now,
                           OsintSpan *place, GError **error);

/* The tree in canonical spelling; parsing it again gives the same tree. */
char *osint_query_print(const OsintQuery *query);
char *osint_node_print(const OsintNode *node);

gboolean osint_node_equal(const OsintNode *a, const OsintNode *b); /* but for spans and entities */

/* Two lines, the query and a caret line under the place ("  tick AND\n       ^~~"), aligned by terminal
 * columns (wide CJK characters are two); control characters shown as spaces. */
char *osint_query_caret(const char *text, OsintSpan place);

G_END_DECLS

#endif
