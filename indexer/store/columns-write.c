/* Columns are made row by row: those of documents that changed from terms and values, the others from the
 * file before. Texts get codes in the order in which they come, and those of the file when all have been
 * seen. */
#include "indexer/store/columns-write.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "indexer/article/date.h"
#include "indexer/entities/indicators/normal.h"
#include "indexer/store/columns-form.h"
#include "indexer/store/entities.h"
#include "indexer/store/lookup.h"
#include "indexer/store/schema.h"

typedef struct {
    OsintColumn column;
    char *text;        /* id of an entity */
    char *type, *name; /* of an entity, or "" */
    guint32 uses;
    guint32 code; /* in the file */
} Text;

typedef struct {
    XapcDb *db;
    OsintColumns *before;
    GPtrArray *texts;    /* Text *, by the codes of cells until codes are made */
    GHashTable *numbers; /* Text * -> its code + 1 */
    GArray *rows;        /* guint32: where each begins */
    GArray *cells;       /* guint32 */
    GArray *copies;      /* OsintColumnsCopy */
} Making;

static void text_free(gpointer data)
{
    Text *text = data;
    g_free(text->text);
    g_free(text->type);
    g_free(text->name);
    g_free(text);
}

static guint text_hash(gconstpointer data)
{
    const Text *text = data;
    return g_str_hash(text->text) * OSINT_COLUMNS + text->column;
}

static gboolean text_equal(gconstpointer a, gconstpointer b)
{
    const Text *left = a, *right = b;
    return left->column == right->column && g_str_equal(left->text, right->text);
}

static void making_clear(Making *making)
{
    g_clear_pointer(&making->db, xapc_db_free);
    g_clear_pointer(&making->before, osint_columns_free);
    g_ptr_array_unref(making->texts);
    g_hash_table_unref(making->numbers);
    g_array_unref(making->rows);
    g_array_unref(making->cells);
    g_array_unref(making->copies);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Making, making_clear)

static void making_init(Making *making)
{
    *making = (Making){.texts = g_ptr_array_new_with_free_func(text_free),
                       .numbers = g_hash_table_new(text_hash, text_equal),
                       .rows = g_array_new(FALSE, FALSE, sizeof(guint32)),
                       .cells = g_array_new(FALSE, FALSE, sizeof(guint32)),
                       .copies = g_array_new(FALSE, FALSE, sizeof(OsintColumnsCopy))};
}

/* ---- texts ---- */

static Text *add_text(Making *making, OsintColumn column, const char *text, const char *type,
                      const char *name)
{
    Text *added = g_new0(Text, 1);
    *added = (Text){
        column, g_strdup(text), g_strdup(type != NULL ? type : ""), g_strdup(name != NULL ? name : ""), 0, 0};
    g_ptr_array_add(making->texts, added);
    g_hash_table_insert(making->numbers, added, GUINT_TO_POINTER(making->texts->len));
    return added;
}

/* What is known of an entity now. */
static gboolean add_entity(Making *making, const char *id, GError **error)
{
    GError *trouble = NULL;
    g_autoptr(OsintEntity) entity = osint_entities_read_one(making->db, id, &trouble);
    const char *name = NULL, *type = osint_indicator_type(id, &name);
    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    add_text(making, OSINT_COLUMN_ENTITY, id, entity != NULL ? entity->type : type,
             entity != NULL ? entity->name : name);
    return TRUE;
}

static gboolean put(Making *making, OsintColumn column, const char *text, GError **error)
{
    Text wanted = {.column = column, .text = (char *)text};
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(making->numbers, &wanted));
    if (number == 0 && column == OSINT_COLUMN_ENTITY && !add_entity(making, text, error))
        return FALSE;
    if (number == 0 && column != OSINT_COLUMN_ENTITY)
        add_text(making, column, text, NULL, NULL);
    guint32 cell = number == 0 ? making->texts->len - 1 : number - 1;
    g_array_append_val(making->cells, cell);
    return TRUE;
}

/* They have the codes that they had. */
static void take_texts(Making *making)
{
    for (OsintColumn column = 0; column < OSINT_COLUMNS; column++) {
        guint32 first, end;
        osint_columns_range(making->before, column, &first, &end);
        for (guint32 code = first; code < end; code++) {
            const char *type = NULL, *name = NULL;
            if (column == OSINT_COLUMN_ENTITY)
                osint_columns_entity(making->before, code, &type, &name);
            add_text(making, column, osint_columns_text(making->before, code), type, name);
        }
    }
}

/* ---- rows ---- */

static gboolean put_terms(Making *making, XapcTerms *terms, const char *prefix, OsintColumn column,
                          GError **error)
{
    GError *trouble = NULL;
    const char *term;
    gboolean good = xapc_terms_skip_to(terms, prefix, error);
    while (good && xapc_terms_next(terms, &term, &trouble) && g_str_has_prefix(term, prefix)) {
        const char *text = term + strlen(prefix);
        if (column != OSINT_COLUMN_TYPE || strchr(text, '/') != NULL)
            good = put(making, column, text, error);
    }
    if (trouble == NULL)
        return good;
    g_propagate_error(error, trouble);
    return FALSE;
}

static gboolean put_value(Making *making, XapcDoc *document, guint32 slot, OsintColumn column, GError **error)
{
    g_autoptr(GBytes) value = xapc_doc_value(document, slot, error);
    gsize length = value == NULL ? 0 : g_bytes_get_size(value);
    g_autofree char *text = length == 0 ? NULL : g_strndup(g_bytes_get_data(value, NULL), length);
    return value != NULL && (text == NULL || put(making, column, text, error));
}

static gboolean read_second(XapcDoc *document, guint32 slot, gint64 *second, GError **error)
{
    gsize length;
    g_autoptr(GBytes) value = xapc_doc_value(document, slot, error);
    gconstpointer data = value == NULL ? NULL : g_bytes_get_data(value, &length);
    *second = data == NULL ? G_MAXINT64 : (gint64)xapc_number_decode(data, length);
    return value != NULL;
}

static gboolean put_date(Making *making, XapcDoc *document, GError **error)
{
    gint64 begin, end;
    char text[16];
    if (!read_second(document, OSINT_SLOT_PUBLISHED, &begin, error) ||
        !read_second(document, OSINT_SLOT_PUBLISHED_END, &end, error))
        return FALSE;
    if (begin == G_MAXINT64 || end == G_MAXINT64)
        return TRUE;
    g_snprintf(text, sizeof text, "%08u", osint_period_number(begin, end));
    return put(making, OSINT_COLUMN_DATE, text, error);
}

static gboolean read_row(Making *making, guint32 docid, GError **error)
{
    g_autoptr(XapcDoc) document = xapc_db_document(making->db, docid, error);
    g_autoptr(XapcTerms) terms = document == NULL ? NULL : xapc_doc_terms(document, error);
    return terms != NULL && put_terms(making, terms, OSINT_TERM_TAG, OSINT_COLUMN_TAG, error) &&
           put_terms(making, terms, OSINT_TERM_MEDIA_TYPE, OSINT_COLUMN_TYPE, error) &&
           put_terms(making, terms, OSINT_TERM_ENTITY, OSINT_COLUMN_ENTITY, error) &&
           put_value(making, document, OSINT_SLOT_PUBLISHER, OSINT_COLUMN_SOURCE, error) &&
           put_value(making, document, OSINT_SLOT_LANGUAGE, OSINT_COLUMN_LANGUAGE, error) &&
           put_date(making, document, error);
}

static void take_row(Making *making, guint32 docid)
{
    guint count;
    const guint32 *row = osint_columns_row(making->before, docid, &count);
    for (guint i = 0; i < count; i++)
        if (row[i] < osint_columns_codes(making->before))
            g_array_append_val(making->cells, row[i]);
}

/* Document numbers without an article have an empty row. */
static gboolean make_rows(Making *making, GHashTable *changed, GError **error)
{
    g_autoptr(GArray) docids = osint_all_docids(making->db, "", error);
    if (docids == NULL)
        return FALSE;
    for (guint i = 0; i < docids->len; i++) {
        guint32 docid = g_array_index(docids, guint32, i);
        while (making->rows->len <= docid)
            g_array_append_val(making->rows, making->cells->len);
        if (making->before != NULL && !g_hash_table_contains(changed, GUINT_TO_POINTER(docid)))
            take_row(making, docid);
        else if (!read_row(making, docid, error))
            return FALSE;
    }
    if (docids->len == 0)
        g_array_append_val(making->rows, making->cells->len);
    g_array_append_val(making->rows, making->cells->len);
    return TRUE;
}

/* ---- copies ---- */

static guint group_number(GHashTable *groups, const char *key, gsize length)
{
    char *text = g_strndup(key, length);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(groups, text));
    if (number > 0) {
        g_free(text);
        return number;
    }
    number = g_hash_table_size(groups) + 1;
    g_hash_table_insert(groups, text, GUINT_TO_POINTER(number));
    return number;
}

static gboolean add_begin(Making *making, OsintColumnsCopy *copy, GError **error)
{
    g_autoptr(XapcDoc) document = xapc_db_document(making->db, copy->docid, error);
    return document != NULL && read_second(document, OSINT_SLOT_PUBLISHED, &copy->begin, error);
}

/* Groups change without their members: all are read each time. */
static gboolean make_copies(Making *making, GError **error)
{
    g_autoptr(GHashTable) groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(XapcValues) keys = xapc_db_values(making->db, OSINT_SLOT_COPIES, error);
    GError *trouble = NULL;
    OsintColumnsCopy copy = {0, 0, 0};
    const char *key;
    gsize length;
    if (keys == NULL)
        return FALSE;
    while (xapc_values_next(keys, &copy.docid, &key, &length, &trouble)) {
        copy.group = group_number(groups, key, length);
        if (!add_begin(making, &copy, &trouble))
            break;
        g_array_append_val(making->copies, copy);
    }
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, trouble);
    return FALSE;
}

/* ---- codes ---- */

static int in_order(gconstpointer a, gconstpointer b)
{
    const Text *left = *(const Text *const *)a, *right = *(const Text *const *)b;
    if (left->column != right->column)
        return left->column < right->column ? -1 : 1;
    int by_type = strcmp(left->type, right->type);
    return by_type != 0 ? by_type : strcmp(left->text, right->text);
}

static int ascending(gconstpointer a, gconstpointer b)
{
    guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;
    return (left > right) - (left < right);
}

/* The texts that are used, in the order of their codes, which cells have then. */
static GPtrArray *make_codes(Making *making)
{
    GPtrArray *ordered = g_ptr_array_new();
    guint32 *cells = (guint32 *)(void *)making->cells->data;
    for (guint i = 0; i < making->cells->len; i++)
        ((Text *)g_ptr_array_index(making->texts, cells[i]))->uses++;
    for (guint i = 0; i < making->texts->len; i++)
        if (((const Text *)g_ptr_array_index(making->texts, i))->uses > 0)
            g_ptr_array_add(ordered, g_ptr_array_index(making->texts, i));
    g_ptr_array_sort(ordered, in_order);
    for (guint i = 0; i < ordered->len; i++)
        ((Text *)g_ptr_array_index(ordered, i))->code = i;
    for (guint i = 0; i < making->cells->len; i++)
        cells[i] = ((const Text *)g_ptr_array_index(making->texts, cells[i]))->code;
    for (guint i = 0; i + 1 < making->rows->len; i++) {
        guint32 start = g_array_index(making->rows, guint32, i),
                end = g_array_index(making->rows, guint32, i + 1);
        if (start < end)
            qsort(cells + start, end - start, sizeof *cells, ascending);
    }
    return ordered;
}

/* ---- the file ---- */

static void append_text(GString *texts, const Text *text)
{
    g_string_append_len(texts, text->text, (gssize)strlen(text->text) + 1);
    if (text->column != OSINT_COLUMN_ENTITY)
        return;
    g_string_append_len(texts, text->type, (gssize)strlen(text->type) + 1);
    g_string_append_len(texts, text->name, (gssize)strlen(text->name) + 1);
}

static gboolean fill_header(OsintColumnsHeader *header, const Making *making, const GPtrArray *ordered,
                            GError **error)
{
    g_autofree char *revision = osint_database_revision(making->db, error);
    g_autofree char *list = revision == NULL ? NULL : osint_metadata_text(making->db, OSINT_META_LIST, error);
    memset(header, 0, sizeof *header);
    if (list == NULL)
        return FALSE;
    memcpy(header->magic, OSINT_COLUMNS_MAGIC, sizeof header->magic);
    header->order = OSINT_COLUMNS_ORDER;
    header->last = making->rows->len - 2;
    header->cells = making->cells->len;
    header->copies = making->copies->len;
    g_strlcpy(header->revision, revision, sizeof header->revision);
    g_strlcpy(header->list, list, sizeof header->list);
    for (guint i = 0; i < ordered->len; i++)
        header->first[((const Text *)g_ptr_array_index(ordered, i))->column + 1]++;
    for (guint i = 0; i < OSINT_COLUMNS; i++)
        header->first[i + 1] += header->first[i];
    return TRUE;
}

static void write_array(FILE *stream, const GArray *array)
{
    if (array->len > 0)
        fwrite(array->data, g_array_get_element_size((GArray *)array), array->len, stream);
}

static gboolean write_all(FILE *stream, const Making *making, const OsintColumnsHeader *header,
                          const GArray *starts, const GString *texts)
{
    fwrite(header, sizeof *header, 1, stream);
    write_array(stream, making->copies);
    write_array(stream, making->rows);
    write_array(stream, making->cells);
    write_array(stream, starts);
    fwrite(texts->str, 1, texts->len, stream);
    return fflush(stream) == 0 && !ferror(stream) && fsync(fileno(stream)) == 0;
}

static gboolean write_file(Making *making, FILE *stream, GError **error)
{
    OsintColumnsHeader header;
    g_autoptr(GPtrArray) ordered = make_codes(making);
    g_autoptr(GArray) starts = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GString) texts = g_string_new(NULL);
    for (guint i = 0; i <= ordered->len; i++) {
        guint32 start = (guint32)texts->len;
        g_array_append_val(starts, start);
        if (i < ordered->len)
            append_text(texts, g_ptr_array_index(ordered, i));
    }
    g_string_append_len(texts, "\0\0\0", 3);
    if (!fill_header(&header, making, ordered, error))
        return FALSE;
    header.texts = (guint32)texts->len;
    return write_all(stream, making, &header, starts, texts);
}

/* The columns before, when names are still those of the list. */
static void open_before(Making *making, const char *generation, const char *base, GHashTable *changed)
{
    if (base == NULL || changed == NULL)
        return;
    g_autofree char *list = osint_metadata_text(making->db, OSINT_META_LIST, NULL);
    making->before = osint_columns_open(generation, base);
    if (making->before != NULL && g_strcmp0(making->before->header->list, list) != 0)
        g_clear_pointer(&making->before, osint_columns_free);
    if (making->before != NULL)
        take_texts(making);
}

static gboolean make(Making *making, const char *generation, const char *base, GHashTable *changed,
                     FILE *stream)
{
    g_autoptr(GError) error = NULL;
    making->db = xapc_db_open(generation, &error);
    if (making->db == NULL)
        return FALSE;
    open_before(making, generation, base, changed);
    return make_rows(making, changed, &error) && make_copies(making, &error) &&
           write_file(making, stream, &error);
}

void osint_columns_write(const char *generation, const char *base, GHashTable *changed)
{
    g_autofree char *path = g_build_filename(generation, OSINT_COLUMNS_FILE, NULL);
    g_autofree char *next = g_strconcat(path, ".new", NULL);
    g_auto(Making) making;
    making_init(&making);
    FILE *stream = fopen(next, "wbe");
    gboolean made = stream != NULL && make(&making, generation, base, changed, stream);
    if (stream != NULL)
        fclose(stream);
    if (made && g_rename(next, path) == 0)
        return;
    g_unlink(next);
    g_unlink(path);
}

void osint_columns_drop_others(const char *generation, const char *revision)
{
    g_autoptr(OsintColumns) columns = osint_columns_open(generation, revision);
    g_autofree char *path = g_build_filename(generation, OSINT_COLUMNS_FILE, NULL);
    if (columns == NULL)
        g_unlink(path);
}
