/* Without compression the view is the data itself, which is not copied. */
#include "indexer/readers/archive/window.h"

#include <string.h>
#include <zlib.h>

#include "indexer/readers/gzip.h"

#define CHUNK ((gsize)1 << 16)
/* A member that is tried must show how it begins within so many bytes. */
#define TRIAL_INPUT ((gsize)4096)
#define TRIAL_OUTPUT ((gsize)64)
/* Archives of pages shrink to a tenth or so: what grows more than this, beyond the free part, is a bomb. */
#define FREE_OUTPUT ((guint64)1 << 30)
#define MAX_RATIO 200

struct OsintWindow {
    const char *data; /* borrowed */
    gsize length;
    gsize input; /* how much of it has been taken */
    gboolean gzip;
    gboolean open; /* a member is being inflated */
    z_stream stream;
    GByteArray *plain; /* inflated */
    gsize at;          /* in plain */
    guint64 dropped;   /* inflated bytes that were in plain before its first */
    GArray *members;   /* Member: those in view, in order */
    const char *code;  /* why it is broken */
    const char *reason;
};

typedef struct {
    guint64 begin;  /* in the inflated data */
    guint64 offset; /* in the file */
} Member;

static void break_here(OsintWindow *window, const char *code, const char *reason)
{
    window->code = code;
    window->reason = reason;
}

static const char *input_at(const OsintWindow *window)
{
    return window->data + window->input;
}

static gsize input_left(const OsintWindow *window)
{
    return window->length - window->input;
}

OsintWindow *osint_window_new(const void *data, gsize length)
{
    OsintWindow *window = g_new0(OsintWindow, 1);
    window->data = length > 0 ? data : "";
    window->length = length;
    window->plain = g_byte_array_new();
    window->members = g_array_new(FALSE, FALSE, sizeof(Member));
    window->gzip = osint_is_gzip(data, length);
    if (window->gzip && inflateInit2(&window->stream, 16 + MAX_WBITS) != Z_OK)
        g_error("zlib cannot start");
    return window;
}

void osint_window_free(OsintWindow *window)
{
    if (window->gzip)
        inflateEnd(&window->stream);
    g_byte_array_unref(window->plain);
    g_array_unref(window->members);
    g_free(window);
}

/* Zero bytes behind the last member are padding. */
static gboolean at_padding(OsintWindow *window)
{
    while (input_left(window) > 0 && *input_at(window) == '\0')
        window->input++;
    return input_left(window) == 0;
}

static gboolean open_member(OsintWindow *window)
{
    if (at_padding(window))
        return FALSE;
    if (!osint_is_gzip(input_at(window), input_left(window))) {
        break_here(window, "gzip-corrupt", "there is something else between gzip members");
        return FALSE;
    }
    Member member = {window->dropped + window->plain->len, window->input};
    if (window->members->len > 0 &&
        g_array_index(window->members, Member, window->members->len - 1).begin == member.begin)
        g_array_set_size(window->members, window->members->len - 1);
    g_array_append_val(window->members, member);
    inflateReset(&window->stream);
    window->open = TRUE;
    return TRUE;
}

static gboolean is_bomb(const OsintWindow *window)
{
    guint64 produced = window->dropped + window->plain->len;
    return produced > FREE_OUTPUT && produced / MAX_RATIO > window->input;
}

/* A piece of the open member into `plain`. */
static void inflate_piece(OsintWindow *window)
{
    z_stream *stream = &window->stream;
    gsize there = input_left(window);
    guint before = window->plain->len;
    g_byte_array_set_size(window->plain, before + (guint)CHUNK);
    stream->next_in = (z_const Bytef *)input_at(window);
    stream->avail_in = (uInt)MIN(there, (gsize)1 << 30);
    stream->next_out = window->plain->data + before;
    stream->avail_out = (uInt)CHUNK;
    int result = inflate(stream, Z_NO_FLUSH);
    window->input += (gsize)((const char *)stream->next_in - input_at(window));
    g_byte_array_set_size(window->plain, before + (guint)CHUNK - stream->avail_out);
    if (result == Z_STREAM_END)
        window->open = FALSE;
    else if (result == Z_BUF_ERROR || (result == Z_OK && there == 0))
        break_here(window, "gzip-truncated", "the gzip data ends in the middle");
    else if (result != Z_OK)
        break_here(window, "gzip-corrupt", stream->msg != NULL ? stream->msg : "the gzip data is corrupt");
    else if (is_bomb(window))
        break_here(window, "too-large", "it grows beyond measure when decompressed");
}

static void drop_seen(OsintWindow *window)
{
    if (window->at < CHUNK || window->at < window->plain->len / 2)
        return;
    g_byte_array_remove_range(window->plain, 0, (guint)window->at);
    window->dropped += window->at;
    window->at = 0;
    guint past = 0;
    while (past + 1 < window->members->len &&
           g_array_index(window->members, Member, past + 1).begin <= window->dropped)
        past++;
    if (past > 0)
        g_array_remove_range(window->members, 0, past);
}

gsize osint_window_fill(OsintWindow *window, gsize wanted)
{
    if (!window->gzip)
        return input_left(window);
    if (window->plain->len - window->at < wanted)
        drop_seen(window);
    while (window->plain->len - window->at < wanted && window->code == NULL &&
           (window->open || open_member(window)))
        inflate_piece(window);
    return window->plain->len - window->at;
}

const char *osint_window_data(const OsintWindow *window)
{
    if (!window->gzip)
        return input_at(window);
    return window->plain->data != NULL ? (const char *)window->plain->data + window->at : "";
}

gboolean osint_window_is_flat(const OsintWindow *window)
{
    return !window->gzip;
}

guint64 osint_window_skip(OsintWindow *window, guint64 count)
{
    guint64 left = count;
    while (left > 0) {
        gsize there = MIN(osint_window_fill(window, (gsize)MIN(left, CHUNK)), left);
        if (there == 0)
            break;
        *(window->gzip ? &window->at : &window->input) += there;
        left -= there;
    }
    return count - left;
}

guint64 osint_window_offset(const OsintWindow *window)
{
    if (!window->gzip)
        return window->input;
    guint64 here = window->dropped + window->at, offset = 0;
    for (guint i = 0; i < window->members->len; i++) {
        const Member *member = &g_array_index(window->members, Member, i);
        if (member->begin <= here)
            offset = member->offset;
    }
    return offset;
}

const char *osint_window_broken(const OsintWindow *window, const char **reason)
{
    *reason = window->reason;
    return window->code;
}

/* Whether a gzip member that begins a record stands here: WARC's version, or ARC's address. */
static gboolean begins_record(const char *data, gsize length)
{
    char begin[TRIAL_OUTPUT + 1] = "";
    z_stream stream = {.next_in = (z_const Bytef *)data, .avail_in = (uInt)MIN(length, TRIAL_INPUT)};
    if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK)
        return FALSE;
    stream.next_out = (Bytef *)begin;
    stream.avail_out = TRIAL_OUTPUT;
    int result = inflate(&stream, Z_SYNC_FLUSH);
    inflateEnd(&stream);
    return (result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR) &&
           (g_str_has_prefix(begin, "WARC/") || strstr(begin, "://") != NULL);
}

gboolean osint_window_resume(OsintWindow *window)
{
    if (!window->gzip || window->code == NULL || !g_str_has_prefix(window->code, "gzip-"))
        return FALSE;
    window->dropped += window->plain->len;
    g_byte_array_set_size(window->plain, 0);
    g_array_set_size(window->members, 0);
    window->at = 0;
    window->open = FALSE;
    for (; input_left(window) > 0; window->input++) {
        const char *next = memchr(input_at(window), 0x1F, input_left(window));
        if (next == NULL)
            return FALSE;
        window->input = (gsize)(next - window->data);
        if (osint_is_gzip(next, input_left(window)) && begins_record(next, input_left(window))) {
            break_here(window, NULL, NULL);
            return TRUE;
        }
    }
    return FALSE;
}
