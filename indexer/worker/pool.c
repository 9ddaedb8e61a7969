/* Reading with processes that may die.
 *
 * What a dead process had found but not sent is lost, so reading is taken up at the record of which something
 * came last; what came of it is not given twice. A process is to blame a document for its death only if it
 * was its first: memory that earlier ones have used or spoiled must not cost a later one. */
#include "indexer/worker/pool.h"

#include <string.h>

#define MAX_TIMEOUTS 2 /* of a document */
#define SHA256_DIGITS 64

struct OsintPool {
    GMutex lock;
    GPtrArray *idle; /* OsintProcess * */
    char *recipes;
};

/* A record that a process died of: refused when its turn comes. */
typedef struct {
    guint64 record;
    guint64 offset;
    const char *code;
    char *reason;
} Loss;

typedef struct {
    const OsintTask *task;
    const OsintReadSink *sink;
    guint64 record; /* of which something came last */
    guint items;    /* that came of it */
    guint skip;     /* of it that come again */
    guint articles; /* in all */
    guint timeouts;
    gboolean ending;                          /* too many processes have died */
    Loss losses[OSINT_WORKER_MAX_DEATHS + 1]; /* in the order of their records */
    guint deaths;                             /* as many losses */
    guint told;                               /* of these */
    OsintResumption resumption;
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

/* Of records up to this one. */
static void tell_losses(Reading *reading, guint64 record)
{
    for (; reading->told < reading->deaths && reading->losses[reading->told].record <= record;
         reading->told++) {
        const Loss *loss = &reading->losses[reading->told];
        refuse(reading, loss->offset, loss->code, loss->reason);
    }
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
    tell_losses(reading, message->record);
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

static void resume(Reading *reading)
{
    OsintResumption *resumption = &reading->resumption;
    resumption->first_record = reading->record;
    resumption->articles = reading->articles;
    reading->skip = reading->items;
    for (guint i = 0; i < MIN(reading->deaths, OSINT_WORKER_MAX_DEATHS); i++) {
        resumption->bad_records[i] = reading->losses[i].record;
        if (reading->losses[i].record == reading->record)
            reading->skip = 0; /* nothing of it comes again */
    }
}

/* Takes the reason. */
static void lose(Reading *reading, OsintVerdict verdict, const OsintProgressPage *place, char *reason)
{
    guint at = reading->deaths++;
    for (; at > reading->told && reading->losses[at - 1].record > place->record; at--)
        reading->losses[at] = reading->losses[at - 1];
    reading->losses[at] = (Loss){place->record, place->offset, code_of(verdict), reason};
}

/* TRUE when there is more to read: the records behind this one, or, after too many deaths, only those before
 * it that died with the process unsent. Takes the reason. */
static gboolean survive(Reading *reading, OsintVerdict verdict, const OsintProgressPage *place, char *reason)
{
    gboolean whole = place->record == 0 || place->record < reading->record || reading->ending;
    reading->timeouts += verdict == OSINT_VERDICT_TIMEOUT ? 1 : 0;
    reading->ending = whole || reading->deaths == OSINT_WORKER_MAX_DEATHS || reading->timeouts > MAX_TIMEOUTS;
    if (reading->ending && !whole) {
        char *longer = g_strconcat(reason, "; what is behind it is not read", NULL);
        g_free(reason);
        reason = longer;
    }
    if (whole) {
        tell_losses(reading, G_MAXUINT64);
        refuse(reading, 0, code_of(verdict), reason);
        g_free(reason);
        return FALSE;
    }
    lose(reading, verdict, place, reason);
    resume(reading);
    reading->resumption.end_record = reading->ending ? place->record : 0;
    return TRUE;
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
        tell_losses(reading, G_MAXUINT64);
        give_process_back(pool, process);
        return FALSE;
    }
    osint_process_free(process);
    if (first || verdict == OSINT_VERDICT_TIMEOUT)
        return survive(reading, verdict, &place, reason);
    g_free(reason);
    resume(reading);
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
    for (guint i = 0; i < reading.deaths; i++)
        g_free(reading.losses[i].reason);
    return !more;
}
