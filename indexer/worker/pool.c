/* Reading with processes that may die.
 *
 * What a dead process had found but not sent is lost, so reading is taken up at the record of which something
 * came last; what came of it is not given twice. A process is to blame a document for its death only if it
 * was its first: memory that earlier ones have used or spoiled must not cost a later one. */
#include "indexer/worker/pool.h"

#include <string.h>

#define MAX_DEATHS 8   /* of one document */
#define MAX_TIMEOUTS 2 /* among them */
#define SHA256_DIGITS 64

struct OsintPool {
    GMutex lock;
    GPtrArray *idle; /* OsintProcess * */
    char *recipes;
};

typedef struct {
    const OsintTask *task;
    const OsintReadSink *sink;
    guint64 record; /* of which something came last */
    guint items;    /* that came of it */
    guint skip;     /* of it that come again */
    guint articles; /* in all */
    guint deaths;
    guint timeouts;
    OsintResumption resumption;
    struct {
        guint64 record; /* 0 when there is none */
        guint64 offset;
        const char *code;
        char *reason;
    } loss; /* a record that is refused when its turn comes */
} Reading;

/* ---- processes ---- */

OsintPool *osint_pool_new(const char *recipes)
{
    OsintPool *pool = g_new0(OsintPool, 1);
    pool->recipes = g_strdup(recipes != NULL ? recipes : "");
    g_mutex_init(&pool->lock);
    pool->idle = g_ptr_array_new_with_free_func((GDestroyNotify)osint_process_free);
    return pool;
}

void osint_pool_free(OsintPool *pool)
{
    g_ptr_array_unref(pool->idle);
    g_mutex_clear(&pool->lock);
    g_free(pool->recipes);
    g_free(pool);
}

void osint_pool_drain(OsintPool *pool)
{
    g_mutex_lock(&pool->lock);
    g_ptr_array_set_size(pool->idle, 0);
    g_mutex_unlock(&pool->lock);
}

static OsintProcess *take_process(OsintPool *pool, GError **error)
{
    g_mutex_lock(&pool->lock);
    OsintProcess *process =
        pool->idle->len > 0 ? g_ptr_array_steal_index_fast(pool->idle, pool->idle->len - 1) : NULL;
    g_mutex_unlock(&pool->lock);
    return process != NULL ? process : osint_process_start(pool->recipes, error);
}

static void give_process_back(OsintPool *pool, OsintProcess *process)
{
    g_mutex_lock(&pool->lock);
    g_ptr_array_add(pool->idle, process);
    g_mutex_unlock(&pool->lock);
}

/* ---- what comes ---- */

static void refuse(const Reading *reading, guint64 offset, const char *code, const char *message)
{
    OsintRefusal refusal = {reading->task->path, offset, 0, code, message};
    reading->sink->refused(&refusal, reading->sink->user_data);
}

static void tell_loss(Reading *reading)
{
    if (reading->loss.record == 0)
        return;
    refuse(reading, reading->loss.offset, reading->loss.code, reading->loss.reason);
    reading->loss.record = 0;
    g_clear_pointer(&reading->loss.reason, g_free);
}

static gboolean is_sha256(const char *text)
{
    return text != NULL && strlen(text) == SHA256_DIGITS && strspn(text, "0123456789abcdef") == SHA256_DIGITS;
}

/* What the worker need not be believed. */
static void set_original(const OsintTask *task, OsintArticle *article)
{
    g_free(article->path);
    article->path = g_strdup(task->path);
    if (task->sha256 != NULL) {
        g_free(article->sha256);
        article->sha256 = g_strdup(task->sha256);
        article->bytes = task->bytes;
    } else if (!is_sha256(article->sha256)) {
        g_clear_pointer(&article->sha256, g_free);
    }
}

static void pass_on(Reading *reading, OsintMessage *message)
{
    const OsintReadSink *sink = reading->sink;
    const char *path = reading->task->path;
    if (message->kind == OSINT_MESSAGE_ARTICLE) {
        set_original(reading->task, message->article);
        reading->articles++;
        sink->article(g_steal_pointer(&message->article), sink->user_data);
    } else if (message->kind == OSINT_MESSAGE_REFUSED) {
        OsintRefusal refusal = {path, message->offset, message->line, message->code, message->text};
        sink->refused(&refusal, sink->user_data);
    } else if (message->kind == OSINT_MESSAGE_UNKNOWN_KEY) {
        sink->unknown_key(path, message->text, sink->user_data);
    }
}

static void take_message(OsintMessage *message, gpointer user_data)
{
    Reading *reading = user_data;
    if (message->record < reading->record || message->kind == OSINT_MESSAGE_END)
        return;
    if (message->record > reading->record) {
        reading->record = message->record;
        reading->items = reading->skip = 0;
    }
    if (reading->skip > 0) {
        reading->skip--;
        return;
    }
    if (message->record >= reading->loss.record)
        tell_loss(reading);
    reading->items++;
    pass_on(reading, message);
}

/* ---- deaths ---- */

static const char *code_of(OsintVerdict verdict)
{
    switch (verdict) {
    case OSINT_VERDICT_TIMEOUT:
        return "reader-timeout";
    case OSINT_VERDICT_MEMORY:
        return "reader-memory";
    case OSINT_VERDICT_OUTPUT:
        return "reader-output";
    case OSINT_VERDICT_CRASHED:
    case OSINT_VERDICT_DONE:
        break;
    }
    return "reader-crashed";
}

static void resume_at(Reading *reading, guint64 bad_record)
{
    reading->skip = bad_record != reading->record ? reading->items : 0;
    reading->resumption = (OsintResumption){
        .first_record = reading->record, .bad_record = bad_record, .articles = reading->articles};
}

/* TRUE when the rest of the document can be read. Takes the reason. */
static gboolean survive(Reading *reading, OsintVerdict verdict, const OsintProgressPage *place, char *reason)
{
    reading->deaths++;
    reading->timeouts += verdict == OSINT_VERDICT_TIMEOUT ? 1 : 0;
    tell_loss(reading);
    if (place->record == 0 || place->record < reading->record) {
        refuse(reading, 0, code_of(verdict), reason);
        g_free(reason);
        return FALSE;
    }
    reading->loss.record = place->record;
    reading->loss.offset = place->offset;
    reading->loss.code = code_of(verdict);
    reading->loss.reason = reason;
    resume_at(reading, place->record);
    if (reading->deaths <= MAX_DEATHS && reading->timeouts <= MAX_TIMEOUTS)
        return TRUE;
    reading->loss.reason = g_strconcat(reason, "; what is behind it is not read", NULL);
    g_free(reason);
    tell_loss(reading);
    return FALSE;
}

/* TRUE when there is more to read. */
static gboolean read_some(Reading *reading, OsintPool *pool, OsintProcess *process)
{
    char *reason = NULL;
    OsintProgressPage place;
    gboolean first = osint_process_served(process) == 0;
    OsintVerdict verdict = osint_process_read(process, reading->task, &reading->resumption, take_message,
                                              reading, &reason, &place);
    if (verdict == OSINT_VERDICT_DONE) {
        tell_loss(reading);
        give_process_back(pool, process);
        return FALSE;
    }
    osint_process_free(process);
    if (first || verdict == OSINT_VERDICT_TIMEOUT)
        return survive(reading, verdict, &place, reason);
    g_free(reason);
    resume_at(reading, reading->resumption.bad_record);
    return TRUE;
}

gboolean osint_pool_read(OsintPool *pool, const OsintTask *task, const OsintReadSink *sink, GError **error)
{
    Reading reading = {.task = task, .sink = sink};
    OsintProcess *process = take_process(pool, error);
    gboolean more = TRUE;
    while (more && process != NULL) {
        more = read_some(&reading, pool, process);
        if (more)
            process = osint_process_start(pool->recipes, error);
    }
    g_free(reading.loss.reason);
    return !more;
}
