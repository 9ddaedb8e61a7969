/* What every reader does alike: starting articles, finishing them, refusing. */
#include "indexer/readers/document.h"

#include "indexer/article/json.h"
#include "indexer/readers/clean.h"
#include "indexer/readers/digest.h"
#include "indexer/readers/encoding.h"
#include "indexer/readers/layout.h"

#include <string.h>

/* A message quotes the document, so it may hold anything: kept to one readable line. */
#define MAX_MESSAGE 300
#define MAX_DOUBTFUL 3

static void refuse(OsintDocument *document, guint64 offset, guint line, const char *code, const char *message)
{
    g_autofree char *valid = g_utf8_make_valid(message, -1);
    g_autofree char *clean = osint_clean_line(valid);
    if (clean != NULL && g_utf8_strlen(clean, -1) > MAX_MESSAGE)
        *g_utf8_offset_to_pointer(clean, MAX_MESSAGE) = '\0';
    OsintRefusal refusal = {document->path, offset, line, code, clean != NULL ? clean : "cannot be read"};
    document->sink->refused(&refusal, document->sink->user_data);
}

/* Where a line begins. Lines come in order as a rule, so each search goes on from the last. */
static guint64 offset_of_line(OsintDocument *document, guint line)
{
    if (document->data == NULL)
        return 0;
    if (document->known_line == 0 || line < document->known_line) {
        document->known_line = 1;
        document->known_offset = 0;
    }
    while (document->known_line < line) {
        const char *at = document->data + document->known_offset;
        const char *stop = memchr(at, '\n', document->length - document->known_offset);
        if (stop == NULL)
            break;
        document->known_offset = (guint64)(stop + 1 - document->data);
        document->known_line++;
    }
    return document->known_offset;
}

void osint_document_refuse(OsintDocument *document, guint64 offset, guint line, const char *code,
                           const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    const OsintPart *part = document->part;
    if (offset == 0 && line > 1)
        offset = offset_of_line(document, line);
    g_autofree char *named =
        part != NULL && part->name != NULL ? g_strdup_printf("%s, in %s", message, part->name) : NULL;
    refuse(document, part != NULL ? part->offset : offset, line, code, named != NULL ? named : message);
}

static void load_sidecar(OsintDocument *document, GBytes *bytes)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    json_error_t error;
    if (length >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
        data += 3;
        length -= 3;
    }
    json_t *sidecar = json_loadb(data != NULL ? data : "", length, 0, &error);
    if (json_is_object(sidecar)) {
        document->sidecar = sidecar;
        return;
    }
    if (sidecar == NULL)
        osint_document_refuse(document, 0, error.line > 0 ? (guint)error.line : 0, "sidecar-syntax",
                              "the file .meta.json beside it: %s", error.text);
    else
        osint_document_refuse(document, 0, 0, "sidecar-type",
                              "the file .meta.json beside it is no JSON object");
    json_decref(sidecar);
}

void osint_document_init(OsintDocument *document, const char *path, const OsintReadOptions *options,
                         const OsintReadSink *sink)
{
    *document = (OsintDocument){.path = path, .sink = sink, .max_bytes = OSINT_DEFAULT_MAX_BYTES};
    document->reported = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    document->message_ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (options != NULL && options->max_bytes > 0)
        document->max_bytes = options->max_bytes;
    if (options != NULL) {
        document->now = options->now;
        document->recipes = options->recipes;
        document->articles = options->articles;
        document->record = options->record;
    }
    if (options != NULL && options->sidecar != NULL)
        load_sidecar(document, options->sidecar);
}

void osint_document_clear(OsintDocument *document)
{
    json_decref(document->sidecar);
    g_hash_table_unref(document->reported);
    g_hash_table_unref(document->message_ids);
    g_free(document->encoding);
    g_free(document->sha256);
}

void osint_document_set_original(OsintDocument *document, const void *data, gsize length, const char *sha256)
{
    OsintBytes whole = {data, length};
    g_free(document->sha256);
    document->sha256 = sha256 != NULL ? g_strdup(sha256) : osint_sha256(&whole, 1);
    document->bytes = length;
}

/* A few places may be a company's name or a formula. */
static void warn_of_mojibake(const OsintMojibake *mojibake, OsintArticle *article)
{
    if (mojibake->repaired > 0)
        osint_article_warn(
            article, "text-mojibake",
            "%u characters had been read in a wrong encoding before they were stored, and were "
            "repaired",
            mojibake->repaired);
    else if (mojibake->doubtful > MAX_DOUBTFUL)
        osint_article_warn(article, "text-mojibake",
                           "it may have been read in a wrong encoding before it was stored (in %u places)",
                           mojibake->doubtful);
}

OsintArticle *osint_document_new_article(const OsintDocument *document)
{
    OsintArticle *article = osint_article_new();
    article->path = g_strdup(document->path);
    article->sha256 = g_strdup(document->sha256);
    article->bytes = document->bytes;
    article->media_type = g_strdup(document->media_type);
    if (document->encoding != NULL && document->misdeclared)
        osint_article_warn(article, "encoding-misdeclared",
                           "the bytes are no text in the encoding that is declared; read as %s",
                           document->encoding);
    else if (document->encoding != NULL)
        osint_article_warn(article, "encoding-guessed", "the encoding is not declared; read as %s",
                           document->encoding);
    if (document->repaired)
        osint_article_warn(article, "encoding-repaired",
                           "bytes that are no text in this encoding were replaced");
    warn_of_mojibake(&document->mojibake, article);
    return article;
}

static void clean_field(char **field)
{
    char *clean = osint_clean_line(*field);
    g_free(*field);
    *field = clean;
}

static void clean_list(GPtrArray *list)
{
    for (guint i = 0; i < list->len;) {
        clean_field((char **)&list->pdata[i]);
        if (list->pdata[i] == NULL)
            g_ptr_array_remove_index(list, i);
        else
            i++;
    }
}

static void clean_fields(OsintArticle *article)
{
    char **fields[] = {&article->id,  &article->title,  &article->publisher,
                       &article->url, &article->rating, &article->tlp};
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
        clean_field(fields[i]);
    clean_list(article->authors);
    clean_list(article->entities);
    clean_list(article->tags);
}

/* The sidecar of a document with many articles describes them all, but an id or a text can be only one's. */
static void apply_sidecar(OsintDocument *document, OsintArticle *article)
{
    g_autofree char *id = g_strdup(article->id);
    g_autoptr(GError) error = NULL;
    if (!osint_article_set_from_json(article, document->sidecar, osint_document_unknown_key, document,
                                     &error)) {
        osint_document_refuse(document, 0, 0, "sidecar-type", "the file .meta.json beside it: %s",
                              error->message);
        g_clear_pointer(&document->sidecar, json_decref);
        return;
    }
    if (document->articles > 0) {
        g_free(article->id);
        article->id = g_steal_pointer(&id);
        return;
    }
    const json_t *text = json_object_get(document->sidecar, "text");
    if (json_is_string(text) && json_string_length(text) > 0) {
        g_array_set_size(article->headings, 0);
        g_array_set_size(article->pages, 0);
        g_array_set_size(article->mentions, 0);
        g_free(article->text);
        article->text = osint_layout_text(json_string_value(text), json_string_length(text));
    }
}

static void set_missing(char **field, const char *value)
{
    if (*field == NULL)
        *field = g_strdup(value);
}

static void apply_part(const OsintPart *part, OsintArticle *article)
{
    set_missing(&article->url, part->url);
    set_missing(&article->title, part->title);
    set_missing(&article->publisher, part->publisher);
    set_missing(&article->published, part->published);
    set_missing(&article->updated, part->updated);
    set_missing(&article->accessed, part->accessed);
    if (part->damage != NULL)
        osint_article_warn(article, "part-damaged", "%s", part->damage);
}

void osint_document_emit(OsintDocument *document, OsintArticle *article, guint64 offset, guint line)
{
    if (document->part != NULL)
        apply_part(document->part, article);
    if (document->sidecar != NULL)
        apply_sidecar(document, article);
    clean_fields(article);
    if (article->text == NULL || *article->text == '\0') {
        osint_document_refuse(document, offset, line, "text-empty", "there is no text in it");
        osint_article_free(article);
        return;
    }
    document->articles++;
    document->sink->article(article, document->sink->user_data);
}

gboolean osint_document_begin_record(OsintDocument *document, guint64 offset)
{
    if (document->depth > 0 || document->record == NULL)
        return TRUE;
    return document->record(++document->records, offset, document->sink->user_data);
}

const char *osint_document_charset(const OsintDocument *document)
{
    return document->part != NULL ? document->part->charset : NULL;
}

const char *osint_document_url(const OsintDocument *document)
{
    if (document->part != NULL && document->part->url != NULL)
        return document->part->url;
    return json_string_value(json_object_get(document->sidecar, "url"));
}

void osint_document_unknown_key(const char *key, gpointer data)
{
    OsintDocument *document = data;
    if (g_hash_table_add(document->reported, g_strdup(key)) && document->sink->unknown_key != NULL)
        document->sink->unknown_key(document->path, key, document->sink->user_data);
}

void osint_document_forget_encoding(OsintDocument *document)
{
    g_clear_pointer(&document->encoding, g_free);
    document->misdeclared = FALSE;
    document->mojibake = (OsintMojibake){0};
    document->repaired = FALSE;
}

char *osint_document_decode(OsintDocument *document, const char *data, gsize length, const char *declared,
                            gsize *decoded_length)
{
    OsintDecoded decoded;
    osint_decode(data, length, declared, &decoded);
    g_free(document->encoding);
    document->encoding = decoded.guessed ? g_steal_pointer(&decoded.encoding) : NULL;
    document->misdeclared = decoded.misdeclared;
    document->repaired = decoded.repaired;
    g_free(decoded.encoding);
    *decoded_length = decoded.length;
    char *mended = osint_mojibake_repair(decoded.text, decoded.length, decoded_length, &document->mojibake);
    if (mended == NULL)
        return decoded.text;
    g_free(decoded.text);
    return mended;
}
