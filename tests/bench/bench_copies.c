/* What copies cost: bench_copies DIRECTORY ARTICLES. Articles of about 430 random words, of which one in ten
 * is an edited copy of the one nine before it, come into a database in DIRECTORY; then a hundred more at
 * once. Processor time an article, in microseconds: making sketches, putting all groups in order, and the
 * same for the hundred. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "indexer/store/copies.h"
#include "indexer/store/record.h"
#include "indexer/store/schema.h"

#define WORDS 430
#define VOCABULARY 30000
#define LATER 100

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Words are about as frequent as in a language (Zipf): the rank is the vocabulary to the power of a random
 * number. */
static char *text_of(guint32 number)
{
    gboolean copy = number % 10 == 9;
    g_autoptr(GRand) random = g_rand_new_with_seed(copy ? number - 9 : number);
    g_autoptr(GRand) edits = g_rand_new_with_seed(number);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < WORDS; i++) {
        guint word = 1, target = (guint)g_rand_int_range(random, 0, VOCABULARY);
        for (guint bits = (guint)g_rand_int_range(random, 0, 15); bits > 0; bits--)
            word = word * 2 + (target >> bits & 1);
        if (copy && g_rand_int_range(edits, 0, 20) == 0)
            word += 7;
        g_string_append_printf(text, "w%x ", word);
    }
    return g_string_free(text, FALSE);
}

static void must(gboolean good, GError *error)
{
    if (!good)
        g_error("%s", error != NULL ? error->message : "failed");
}

static void add(XapcDb *db, OsintCopies *copies, guint32 number, double *sketching)
{
    GError *error = NULL;
    g_autoptr(OsintArticle) article = osint_article_new();
    article->id = g_strdup_printf("n%u", number);
    article->text = text_of(number);
    double begin = now();
    g_autoptr(OsintShingles) shingles = osint_shingles_new(article->text);
    g_autoptr(GBytes) sketch = osint_sketch_encode(shingles);
    *sketching += now() - begin;
    g_autoptr(GBytes) record = osint_record_encode(article);
    g_autoptr(XapcDoc) document = xapc_doc_new(NULL);
    g_autofree char *term = g_strconcat(OSINT_TERM_ID, article->id, NULL);
    guint32 docid;
    must(xapc_doc_add_term(document, term, 0, &error) &&
             xapc_doc_set_value(document, OSINT_SLOT_SKETCH, g_bytes_get_data(sketch, NULL),
                                g_bytes_get_size(sketch), &error) &&
             xapc_doc_set_data(document, g_bytes_get_data(record, NULL), g_bytes_get_size(record), &error) &&
             xapc_db_add_document(db, document, &docid, &error) &&
             osint_copies_note(copies, docid, NULL, &error),
         error);
}

static double settle(XapcDb *db, OsintCopies *copies)
{
    GError *error = NULL;
    double begin = now();
    must(osint_copies_settle(copies, db, &error), error);
    double spent = now() - begin;
    must(xapc_db_commit(db, &error), error);
    return spent;
}

int main(int argc, char **argv)
{
    GError *error = NULL;
    if (argc != 3)
        g_error("usage: bench_copies DIRECTORY ARTICLES");
    guint32 articles = (guint32)strtoul(argv[2], NULL, 10);
    g_autoptr(XapcDb) db = xapc_db_open_writable(argv[1], XAPC_CREATE_OR_OVERWRITE, XAPC_DB_NO_SYNC, &error);
    must(db != NULL, error);
    g_autoptr(OsintCopies) copies = osint_copies_new();
    osint_copies_note_all(copies);
    double sketching = 0, later = 0;
    for (guint32 i = 0; i < articles; i++)
        add(db, copies, i, &sketching);
    must(xapc_db_commit(db, &error), error);
    double all = settle(db, copies);
    for (guint32 i = 0; i < LATER; i++)
        add(db, copies, articles + i, &later);
    double some = settle(db, copies);
    printf("%u articles: sketches %.0f us, groups %.0f us; %d more: groups %.0f us\n", articles,
           1e6 * sketching / articles, 1e6 * all / articles, LATER, 1e6 * some / LATER);
    return 0;
}
