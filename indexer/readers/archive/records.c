/* A record is believed as long as the next one begins where it says that it ends. Where it does not, the next
 * beginning is looked for, so that one wrong length costs no other record. */
#include "indexer/readers/archive/records.h"

#include <string.h>

#include "indexer/readers/archive/arc.h"
#include "indexer/readers/archive/fields.h"

#define MAX_HEADER ((gsize)1 << 16)
#define CHUNK ((gsize)1 << 16)
/* What may stand between records: line ends. */
#define MAX_GAP ((gsize)16)

struct OsintRecords {
    OsintWindow *window;
    gsize max_block;
    guint64 pending; /* bytes of the last record that are still in the window */
    gboolean ended;
    GHashTable *fields; /* of the record at hand */
    OsintArcLine arc;
    char *uri;
    char *message;
    const char *trouble; /* the code that is to be told before the next record */
    guint64 trouble_at;
};

OsintRecords *osint_records_new(OsintWindow *window, gsize max_block)
{
    OsintRecords *records = g_new0(OsintRecords, 1);
    records->window = window;
    records->max_block = max_block;
    return records;
}

static void clear_record(OsintRecords *records)
{
    g_clear_pointer(&records->fields, g_hash_table_unref);
    osint_arc_clear(&records->arc);
    g_clear_pointer(&records->uri, g_free);
}

void osint_records_free(OsintRecords *records)
{
    clear_record(records);
    g_free(records->message);
    g_free(records);
}

gboolean osint_records_begin_warc(const char *text, gsize length)
{
    return length > 6 && memcmp(text, "WARC/", 5) == 0 && g_ascii_isdigit(text[5]);
}

gboolean osint_records_begin_arc(const char *text, gsize length)
{
    OsintArcLine line;
    if (!osint_arc_parse(text, length, &line))
        return FALSE;
    osint_arc_clear(&line);
    return TRUE;
}

static gboolean begins_record(const char *text, gsize length)
{
    return osint_records_begin_warc(text, length) || osint_records_begin_arc(text, length);
}

static void note_trouble(OsintRecords *records, const char *code, guint64 offset, char *message)
{
    g_free(records->message);
    records->message = message;
    records->trouble = code;
    records->trouble_at = offset;
}

static gboolean is_line_end(char c)
{
    return c == '\r' || c == '\n';
}

static void note_truncated(OsintRecords *records, guint64 offset)
{
    note_trouble(records, "archive-truncated", offset,
                 g_strdup("the archive ends in the middle of a record"));
}

static gsize line_ends(const char *data, gsize length)
{
    gsize width = 0;
    while (width < length && is_line_end(data[width]))
        width++;
    return width;
}

/* Where, from `from` on, a line begins a record in the bytes in view; their number when none does. */
static gsize find_beginning(const char *data, gsize length, gsize from)
{
    for (gsize at = from; at < length;) {
        if ((at == 0 || data[at - 1] == '\n') && begins_record(data + at, length - at))
            return at;
        const char *next = memchr(data + at, '\n', length - at);
        at = next != NULL ? (gsize)(next - data) + 1 : length;
    }
    return length;
}

/* Whether a record may end after `length` bytes: the data ends there, or another begins. */
static gboolean ends_at(OsintRecords *records, gsize length)
{
    gsize there = osint_window_fill(records->window, length + MAX_GAP + MAX_HEADER);
    const char *data = osint_window_data(records->window);
    if (there <= length)
        return there == length;
    gsize gap = line_ends(data + length, MIN(there - length, MAX_GAP));
    return length + gap == there || begins_record(data + length + gap, there - length - gap);
}

/* To the next line that begins a record, or the end of the data. */
static void skip_to_beginning(OsintRecords *records)
{
    gsize there;
    while ((there = osint_window_fill(records->window, CHUNK)) > 0) {
        const char *data = osint_window_data(records->window);
        gsize at = find_beginning(data, there, 0);
        if (at < there) {
            osint_window_skip(records->window, at);
            return;
        }
        const char *last = memrchr(data, '\n', there);
        gsize past = last != NULL && last > data ? (gsize)(last - data) : there;
        osint_window_skip(records->window, there < CHUNK ? there : past);
    }
}

/* How long the block at hand is really: what is declared, unless the data ends before it or shows that
 * another record begins elsewhere. */
static gsize true_length(OsintRecords *records, OsintRecord *record, guint64 declared, gboolean known)
{
    gsize there = osint_window_fill(records->window, (gsize)declared + MAX_GAP);
    if (known && declared <= there && ends_at(records, (gsize)declared))
        return (gsize)declared;
    gsize limit = osint_window_is_flat(records->window)
                      ? there
                      : MIN(records->max_block, MAX((gsize)declared, CHUNK * 16));
    there = osint_window_fill(records->window, limit + MAX_HEADER);
    const char *data = osint_window_data(records->window);
    gsize next = find_beginning(data, there, 0);
    if (next == there) {
        const char *reason;
        gboolean cut = declared > there;
        record->cut = record->cut || cut;
        if (cut && osint_window_broken(records->window, &reason) == NULL)
            note_truncated(records, record->offset);
        return known ? (gsize)MIN(declared, there) : there;
    }
    record->mended = known;
    while (next > 0 && is_line_end(data[next - 1]))
        next--;
    return next;
}

/* Past a block that is too large to be looked at as a whole. */
static void pass_large(OsintRecords *records, OsintRecord *record, guint64 declared)
{
    record->length = MIN(osint_window_fill(records->window, CHUNK), CHUNK);
    record->block = osint_window_data(records->window);
    record->large = TRUE;
    records->pending = declared;
}

static void take_block(OsintRecords *records, OsintRecord *record, guint64 declared, gboolean known)
{
    gboolean flat = osint_window_is_flat(records->window);
    gsize length = flat || declared <= records->max_block ? true_length(records, record, declared, known) : 0;
    if (length > records->max_block || (!flat && declared > records->max_block)) {
        pass_large(records, record, flat ? length : declared);
        return;
    }
    record->length = length;
    record->block = osint_window_data(records->window);
    records->pending = length;
}

/* wget writes the address in angle brackets. */
static char *bare_uri(const char *uri)
{
    gsize length = uri != NULL ? strlen(uri) : 0;
    if (length > 2 && uri[0] == '<' && uri[length - 1] == '>')
        return g_strndup(uri + 1, length - 2);
    return g_strdup(uri);
}

static gboolean read_warc(OsintRecords *records, OsintRecord *record, const char *data, gsize length)
{
    gsize header = osint_fields_end(data, MIN(length, MAX_HEADER));
    guint64 declared = 0;
    if (header == 0)
        return FALSE;
    records->fields = osint_fields_parse(data, header);
    const char *size = g_hash_table_lookup(records->fields, "content-length");
    gboolean known = size != NULL && g_ascii_string_to_unsigned(size, 10, 0, G_MAXINT64, &declared, NULL);
    records->uri = bare_uri(g_hash_table_lookup(records->fields, "warc-target-uri"));
    record->type = g_hash_table_lookup(records->fields, "warc-type");
    record->uri = records->uri;
    record->date = g_hash_table_lookup(records->fields, "warc-date");
    record->content_type = g_hash_table_lookup(records->fields, "content-type");
    record->cut = g_hash_table_contains(records->fields, "warc-truncated");
    if (record->type == NULL)
        record->type = "unknown";
    osint_window_skip(records->window, header);
    take_block(records, record, declared, known);
    return TRUE;
}

static gboolean read_arc(OsintRecords *records, OsintRecord *record, const char *data, gsize length)
{
    if (!osint_arc_parse(data, MIN(length, MAX_HEADER), &records->arc))
        return FALSE;
    const OsintArcLine *line = &records->arc;
    record->type = g_str_has_prefix(line->uri, "filedesc:") ? "filedesc" : "response";
    record->uri = line->uri;
    record->date = line->date;
    record->content_type = line->content_type;
    osint_window_skip(records->window, line->width);
    take_block(records, record, line->length, line->has_length);
    return TRUE;
}

static gboolean tell_trouble(OsintRecords *records, OsintRecord *record)
{
    *record = (OsintRecord){
        .offset = records->trouble_at, .code = records->trouble, .message = records->message, .block = ""};
    records->trouble = NULL;
    return TRUE;
}

/* Past the last record and the line ends behind it; FALSE when nothing is left. */
static gboolean to_next(OsintRecords *records)
{
    guint64 pending = records->pending;
    records->pending = 0;
    if (osint_window_skip(records->window, pending) < pending) {
        const char *reason;
        if (osint_window_broken(records->window, &reason) == NULL)
            note_truncated(records, osint_window_offset(records->window));
        return FALSE;
    }
    gsize there, gap;
    while ((there = osint_window_fill(records->window, MAX_HEADER)) > 0 &&
           (gap = line_ends(osint_window_data(records->window), there)) > 0)
        osint_window_skip(records->window, gap);
    return there > 0;
}

/* At the end of what can be read in one piece: a break in gzip is told once, and gone past when there is
 * more. */
static gboolean at_end(OsintRecords *records, OsintRecord *record)
{
    const char *reason, *code = osint_window_broken(records->window, &reason);
    if (code == NULL || records->ended)
        return records->trouble != NULL && tell_trouble(records, record);
    guint64 offset = osint_window_offset(records->window);
    records->ended = !osint_window_resume(records->window);
    note_trouble(records, code, offset, g_strdup(reason));
    return tell_trouble(records, record);
}

/* Where no record begins: a header that the data's end cuts, or damage. */
static gboolean pass_over(OsintRecords *records, OsintRecord *record, gsize there)
{
    const char *reason;
    gboolean cut = there < MAX_HEADER && osint_records_begin_warc(osint_window_data(records->window), there);
    if (cut && osint_window_broken(records->window, &reason) != NULL) {
        osint_window_skip(records->window, there);
        return at_end(records, record);
    }
    if (cut)
        note_truncated(records, record->offset);
    else
        note_trouble(records, "archive-damaged", record->offset, g_strdup("no record begins here"));
    osint_window_skip(records->window, 1);
    skip_to_beginning(records);
    return tell_trouble(records, record);
}

gboolean osint_records_next(OsintRecords *records, OsintRecord *record)
{
    if (records->trouble != NULL)
        return tell_trouble(records, record);
    clear_record(records);
    if (records->ended || !to_next(records))
        return at_end(records, record);
    gsize there = osint_window_fill(records->window, MAX_HEADER);
    const char *data = osint_window_data(records->window);
    *record = (OsintRecord){.offset = osint_window_offset(records->window), .block = ""};
    gboolean warc = osint_records_begin_warc(data, there);
    if (warc ? !read_warc(records, record, data, there) : !read_arc(records, record, data, there))
        return pass_over(records, record, there);
    return TRUE;
}
