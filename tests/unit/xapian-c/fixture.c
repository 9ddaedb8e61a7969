/* A temporary directory for each test, and short ways to fill a database. */
#include "tests/unit/xapian-c/fixture.h"

#include <glib/gstdio.h>

int fixture_directory(void **state)
{
    *state = g_dir_make_tmp("test-xapc-XXXXXX", NULL);
    return *state == NULL ? -1 : 0;
}

static void remove_tree(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        remove_tree(child);
    }
    if (dir != NULL)
        g_dir_close(dir);
    (void)g_remove(path);
}

int fixture_remove(void **state)
{
    remove_tree(*state);
    g_free(*state);
    return 0;
}

char *fixture_path(void **state, const char *name)
{
    return g_build_filename(*state, name, NULL);
}

XapcDb *fixture_create(void **state, const char *name)
{
    GError *error = NULL;
    g_autofree char *path = fixture_path(state, name);
    XapcDb *db = xapc_db_open_writable(path, XAPC_CREATE, XAPC_DB_NO_SYNC, &error);
    assert_no_error(error);
    return db;
}

XapcDb *fixture_open(void **state, const char *name)
{
    GError *error = NULL;
    g_autofree char *path = fixture_path(state, name);
    XapcDb *db = xapc_db_open(path, &error);
    assert_no_error(error);
    return db;
}

XapcDoc *fixture_doc(const char *text)
{
    XapcDoc *doc = xapc_doc_new(NULL);
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (guint i = 0; words[i] != NULL; i++) {
        if (*words[i] != '\0')
            assert_true(xapc_doc_add_posting(doc, words[i], i + 1, 1, NULL));
    }
    assert_true(xapc_doc_set_data(doc, text, strlen(text), NULL));
    return doc;
}

guint32 fixture_add(XapcDb *db, const char *text)
{
    guint32 docid = 0;
    g_autoptr(XapcDoc) doc = fixture_doc(text);
    assert_true(xapc_db_add_document(db, doc, &docid, NULL));
    return docid;
}

guint32 fixture_add_with_value(XapcDb *db, const char *text, guint32 slot, const char *value)
{
    guint32 docid = 0;
    g_autoptr(XapcDoc) doc = fixture_doc(text);
    assert_true(xapc_doc_set_value(doc, slot, value, strlen(value), NULL));
    assert_true(xapc_db_add_document(db, doc, &docid, NULL));
    return docid;
}

void fixture_commit(XapcDb *db)
{
    GError *error = NULL;
    (void)xapc_db_commit(db, &error);
    assert_no_error(error);
}

char *fixture_list(XapcTerms *terms)
{
    GError *error = NULL;
    GString *list = g_string_new(NULL);
    const char *term;
    assert_non_null(terms);
    while (xapc_terms_next(terms, &term, &error))
        g_string_append_printf(list, "%s%s", list->len > 0 ? " " : "", term);
    assert_no_error(error);
    assert_false(xapc_terms_next(terms, &term, &error));
    xapc_terms_free(terms);
    return g_string_free(list, FALSE);
}

char *fixture_hits(XapcDb *db, XapcQuery *query)
{
    GError *error = NULL;
    assert_non_null(query);
    g_autoptr(XapcEnquire) enquire = xapc_enquire_new(db, &error);
    assert_true(xapc_enquire_set_query(enquire, query, &error));
    xapc_query_free(query);
    g_autoptr(XapcMset) mset = xapc_enquire_search(enquire, 0, 100, 100, &error);
    assert_no_error(error);
    GString *list = g_string_new(NULL);
    for (guint32 i = 0; i < xapc_mset_size(mset); i++) {
        XapcHit hit;
        assert_true(xapc_mset_hit(mset, i, &hit, &error));
        g_string_append_printf(list, "%s%u", i > 0 ? " " : "", hit.docid);
    }
    return g_string_free(list, FALSE);
}

XapcQuery *fixture_term(const char *term)
{
    XapcQuery *query = xapc_query_term(term, 1, 0, NULL);
    assert_non_null(query);
    return query;
}
