/* The index, for reading: a directory whose `current` names the generation in use, or several such, called
 * its shards then, of this machine or served by others, that are searched as one. */
#ifndef OSINT_STORE_INDEX_H
#define OSINT_STORE_INDEX_H

#include "indexer/article/article.h"
#include "indexer/entities/lists/list.h"
#include "indexer/store/columns.h"
#include "xapian-c/xapian-c.h"

G_BEGIN_DECLS

#define OSINT_INDEX_ERROR (osint_index_error_quark())
GQuark osint_index_error_quark(void);
typedef enum {
    OSINT_INDEX_ERROR_MISSING, /* no index there */
    OSINT_INDEX_ERROR_FORMAT,  /* written by a version with another format */
    OSINT_INDEX_ERROR_DAMAGED,
    OSINT_INDEX_ERROR_LOCKED, /* writer only: another run holds the lock */
} OsintIndexError;

typedef struct OsintIndex OsintIndex;

/* location: a directory, several joined by ":", or a stub (osint-shards(5)). A shard that cannot be opened is
 * left out and noted. With none left it fails with OSINT_INDEX_ERROR or, for trouble with files or network,
 * XAPC_ERROR; the message names the directory or address. */
OsintIndex *osint_index_open(const char *location, GError **error);
/* timeout: milliseconds that a server is waited for, each time it is asked; 0: the default. */
OsintIndex *osint_index_open_within(const char *location, guint timeout, GError **error);
void osint_index_free(OsintIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintIndex, osint_index_free)

/* Owned by the index. What is searched; and, since metadata of databases that are searched as one cannot be
 * read, the database whose entity list and recipes count: the first that has a list. */
XapcDb *osint_index_db(OsintIndex *index);
XapcDb *osint_index_facts(OsintIndex *index);
gboolean osint_index_is_remote(const OsintIndex *index);     /* any of what is searched */
gboolean osint_index_is_one(const OsintIndex *index);        /* a single database of this machine */
const GPtrArray *osint_index_notes(const OsintIndex *index); /* char *: what is left out, and why */
const char *osint_index_directory(const OsintIndex *index);  /* the location it was opened by */
guint32 osint_index_size(const OsintIndex *index);           /* articles */
guint64 osint_index_passages(const OsintIndex *index);       /* passages of all articles */
/* The languages whose stemmers the index used, NULL-terminated, the commonest first. */
const char *const *osint_index_stemmers(const OsintIndex *index);
/* What answers can be counted by without asking the database; NULL when there is none, as for several shards.
 * Owned by the index. */
const OsintColumns *osint_index_columns(OsintIndex *index);
/* A string that changes whenever the index does: for ETag. */
const char *osint_index_revision(const OsintIndex *index);
/* Opens the newest state, with the shards that were left out; what was owned by the index before is gone.
 * When that fails, the index stays as it is. */
gboolean osint_index_reopen(OsintIndex *index, GError **error);
/* After trouble (which it takes) with what was read from the index, the attempt-th time, from 1. When commits
 * overtook it, or a server does not answer, the newest state is opened, without that server and those left
 * out before, and TRUE is returned: begin again. Else fails, with that trouble unless it is worse. */
gboolean osint_index_recover(OsintIndex *index, guint attempt, GError *trouble, GError **error);

/* A stored article; NULL with XAPC_ERROR_DOC_NOT_FOUND when there is none. */
OsintArticle *osint_index_article(OsintIndex *index, guint32 docid, GError **error);
/* The same with when it was first indexed, Unix seconds. */
OsintArticle *osint_index_article_added(OsintIndex *index, guint32 docid, gint64 *added, GError **error);
/* Its title, authors, language and text alone, which are read faster. */
OsintArticle *osint_index_article_words(OsintIndex *index, guint32 docid, GError **error);
/* Its id, title, text, date of publication, tagged entities, passages and mentions alone. */
OsintArticle *osint_index_article_mentions(OsintIndex *index, guint32 docid, GError **error);
/* Its id, title, publisher, URL, date of publication, language and path alone; added as above. */
OsintArticle *osint_index_article_origin(OsintIndex *index, guint32 docid, gint64 *added, GError **error);
/* By article id; NULL without error when there is none. */
OsintArticle *osint_index_article_by_id(OsintIndex *index, const char *id, GError **error);

/* ---- recipes ---- */
/* The recipe file that a database holds; "" when it holds none. */
char *osint_recipes_read(XapcDb *db, GError **error);
char *osint_index_recipes(OsintIndex *index, GError **error);

/* ---- entities ---- */
/* The whole list, which may be long; an empty one when there is none. Owned by the caller. */
OsintEntityList *osint_index_entities(OsintIndex *index, GError **error);
/* One entity of it; NULL without error when there is none. Owned by the index until it is reopened. */
const OsintEntity *osint_index_entity(OsintIndex *index, const char *id, GError **error);
/* Ids of the entities with this id, name or alias, folded (type and exact as in OsintQueryResolver), in the
 * order of the list; NULL with an error when it cannot be read. */
GPtrArray *osint_index_find_entities(OsintIndex *index, const char *name, const char *type, gboolean exact,
                                     GError **error);
/* The known id, name or alias that is nearest, as the list writes it, of at most so many edits; NULL when
 * none is near or the list cannot be read. */
char *osint_index_nearest_entity(OsintIndex *index, const char *name, const char *type, guint most);

/* A name of the list that can stand behind entity: as it is. */
typedef struct {
    char *word; /* folded, hyphens for spaces */
    char *name; /* as the list writes it */
    char *id;   /* of the first entity that has it */
    char *type;
} OsintKnownName;
/* OsintKnownName: ids and names that begin so, sorted by their words, at most so many. Names with signs that
 * the query language would read are left out. */
GArray *osint_index_names(OsintIndex *index, const char *prefix, const char *type, guint most,
                          GError **error);

/* ---- where the index is ---- */
/* Whether it names a stub or more than one directory. */
gboolean osint_index_is_many(const char *location);
/* What to open: --db, else $OSINT_DB, else db= of the configuration file, else
 * $XDG_DATA_HOME/osint-search/index. option and config may be NULL. */
char *osint_index_location(const char *db_option, const char *config_option, GError **error);
/* A key of the configuration file; NULL without error when it has none or an empty one. */
char *osint_config_value(const char *config_option, const char *key, GError **error);
/* shard-timeout= of it, in milliseconds, 0 when it has none; fails when that is no time. */
gboolean osint_config_shard_timeout(GKeyFile *keys, guint *timeout, GError **error);
/* --config, else $OSINT_CONFIG, else $XDG_CONFIG_HOME/osint-search/config.ini, else
 * /etc/osint-search/config.ini; the key file, empty when there is none. */
GKeyFile *osint_config_load(const char *config_option, GError **error);

G_END_DECLS

#endif
