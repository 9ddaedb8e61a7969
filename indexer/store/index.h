/* The index, for reading: a directory whose `current` names the generation in use. */
#ifndef OSINT_STORE_INDEX_H
#define OSINT_STORE_INDEX_H

#include "indexer/article/article.h"
#include "indexer/entities/lists/list.h"
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

/* Fails with OSINT_INDEX_ERROR or, for trouble with the files such as permissions, XAPC_ERROR; the message
 * names the directory. */
OsintIndex *osint_index_open(const char *directory, GError **error);
void osint_index_free(OsintIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintIndex, osint_index_free)

XapcDb *osint_index_db(OsintIndex *index); /* owned by the index */
const char *osint_index_directory(const OsintIndex *index);
guint32 osint_index_size(const OsintIndex *index);     /* articles */
guint64 osint_index_passages(const OsintIndex *index); /* passages of all articles */
/* The languages whose stemmers the index used, NULL-terminated, the commonest first. */
const char *const *osint_index_stemmers(const OsintIndex *index);
/* A string that changes whenever the index does: for ETag. */
const char *osint_index_revision(const OsintIndex *index);
/* After XAPC_ERROR_DATABASE_MODIFIED: opens the newest state; what was owned by the index before is gone.
 * When that fails, the index stays as it is. */
gboolean osint_index_reopen(OsintIndex *index, GError **error);

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
/* --db, else $OSINT_DB, else db= of the configuration file, else $XDG_DATA_HOME/osint-search/index. option
 * and config may be NULL. */
char *osint_index_location(const char *db_option, const char *config_option, GError **error);
/* A key of the configuration file; NULL without error when it has none or an empty one. */
char *osint_config_value(const char *config_option, const char *key, GError **error);
/* --config, else $OSINT_CONFIG, else $XDG_CONFIG_HOME/osint-search/config.ini, else
 * /etc/osint-search/config.ini; the key file, empty when there is none. */
GKeyFile *osint_config_load(const char *config_option, GError **error);

G_END_DECLS

#endif
