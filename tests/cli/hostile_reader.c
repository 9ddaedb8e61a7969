/* osint-index with a reader that does what the document's first line says: a stand-in for the faults that no
 * reader is known to have. The linker puts it in the place of the reader (--wrap). */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "indexer/readers/document.h"

void __real_osint_read_document(const char *path, GBytes *bytes, const OsintReadOptions *options,
                                const OsintReadSink *sink);
void __wrap_osint_read_document(const char *path, GBytes *bytes, const OsintReadOptions *options,
                                const OsintReadSink *sink);
void __real_osint_read_ndjson_lines(const char *path, GBytes *lines, guint64 offset, guint line,
                                    const OsintReadOptions *options, const OsintReadSink *sink);
void __wrap_osint_read_ndjson_lines(const char *path, GBytes *lines, guint64 offset, guint line,
                                    const OsintReadOptions *options, const OsintReadSink *sink);
gboolean __real_osint_document_begin_record(OsintDocument *document, guint64 offset);
gboolean __wrap_osint_document_begin_record(OsintDocument *document, guint64 offset);

static void crash(void)
{
    raise(SIGSEGV);
}

/* Known to the compiler as a call that may return. */
static int deeper(volatile char *outer, int depth)
{
    volatile char frame[4096];
    frame[0] = outer[0];
    return depth == 0 ? frame[0] : deeper(frame, depth - 1) + frame[0];
}

static void overflow_stack(void)
{
    volatile char first[1] = {0};
    if (deeper(first, G_MAXINT) == 42)
        exit(3);
}

static void hang(void)
{
    for (volatile guint turns = 0;; turns++)
        ;
}

static void sleep_long(void)
{
    sleep(3600);
}

static void eat_memory(void)
{
    for (gsize i = 0; i < 4096; i++)
        memset(g_malloc(1 << 20), 1, 1 << 20);
}

/* As code does that looks at no result. Nobody reads what is written, which no compiler may know. */
static void eat_memory_unseen(void)
{
    for (gsize i = 0; i < 4096; i++) {
        void *volatile block = malloc(1 << 20);
        memset(block, 1, 1 << 20);
    }
}

static void leave_quietly(void)
{
    exit(0);
}

static void say_nonsense(void)
{
    static const char nonsense[64] = "this is no frame";
    if (send(STDIN_FILENO, nonsense, sizeof nonsense, 0) < 0)
        exit(3);
}

/* Ends of frames that nobody sends. */
static void say_half(void)
{
    static const guint32 header[4] = {2, 1 << 20, 0, 0};
    if (send(STDIN_FILENO, header, sizeof header, 0) < 0)
        exit(3);
    exit(0);
}

static void flood(const char *path, const OsintReadSink *sink)
{
    OsintRefusal refusal = {path, 0, 0, "flood", "there is always more to say of this document"};
    for (;;)
        sink->refused(&refusal, sink->user_data);
}

static const struct {
    const char *name;
    void (*act)(void);
} acts[] = {{"crash", crash},
            {"overflow-stack", overflow_stack},
            {"abort", abort},
            {"hang", hang},
            {"sleep", sleep_long},
            {"eat-memory", eat_memory},
            {"eat-memory-unseen", eat_memory_unseen},
            {"leave-quietly", leave_quietly},
            {"say-nonsense", say_nonsense},
            {"say-half", say_half}};

/* "!crash" at the beginning of what is read. */
static void obey(const char *data, gsize length)
{
    for (gsize i = 0; i < G_N_ELEMENTS(acts); i++) {
        gsize name = strlen(acts[i].name);
        if (length > name + 1 && data[0] == '!' && data[name + 1] == '\n' &&
            memcmp(data + 1, acts[i].name, name) == 0)
            acts[i].act();
    }
}

/* What is being read: of a document, or from some byte of a stream on. */
static const char *content;
static guint64 content_offset;

void __wrap_osint_read_document(const char *path, GBytes *bytes, const OsintReadOptions *options,
                                const OsintReadSink *sink)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    content = data;
    content_offset = 0;
    if (length >= 7 && memcmp(data, "!flood\n", 7) == 0)
        flood(path, sink);
    obey(data, length);
    __real_osint_read_document(path, bytes, options, sink);
}

void __wrap_osint_read_ndjson_lines(const char *path, GBytes *lines, guint64 offset, guint line,
                                    const OsintReadOptions *options, const OsintReadSink *sink)
{
    content = g_bytes_get_data(lines, NULL);
    content_offset = offset;
    __real_osint_read_ndjson_lines(path, lines, offset, line, options, sink);
}

/* A line of NDJSON that begins as {"!crash": ...}. */
gboolean __wrap_osint_document_begin_record(OsintDocument *document, guint64 offset)
{
    gboolean wanted = __real_osint_document_begin_record(document, offset);
    for (gsize i = 0; wanted && i < G_N_ELEMENTS(acts); i++) {
        g_autofree char *mark = g_strdup_printf("{\"!%s\"", acts[i].name);
        if (strncmp(content + (offset - content_offset), mark, strlen(mark)) == 0)
            acts[i].act();
    }
    return wanted;
}
