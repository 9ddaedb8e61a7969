/* Articles to bytes: the serialised form of a GVariant, written in one pass. GVariant's own builder makes an
 * object of each string, looks its type up and then copies everything twice, which took twenty times as long.
 * The form is that of the GVariant specification (A. Larsson and R. Lortie): members are aligned, and a
 * container of members without a fixed size ends in their ends, counted from its beginning. */
#include "indexer/store/record.h"

#include <string.h>

#include "indexer/store/record-form.h"

/* Of what has numbers of 32 bits, and of the record, which has one of 64. */
#define ALIGNMENT_NUMBERS 4
#define ALIGNMENT_RECORD 8

typedef struct {
    GByteArray *bytes;
    GArray *ends; /* gsize: of the members of the open containers */
} Encoder;

/* An open container. */
typedef struct {
    gsize start;
    guint first; /* of its ends */
} Container;

static void align(Encoder *encoder, gsize alignment)
{
    static const guint8 nothing[ALIGNMENT_RECORD];
    gsize over = encoder->bytes->len % alignment;
    if (over > 0)
        g_byte_array_append(encoder->bytes, nothing, (guint)(alignment - over));
}

/* ---- containers ---- */

static Container begin(Encoder *encoder, gsize alignment)
{
    align(encoder, alignment);
    return (Container){encoder->bytes->len, encoder->ends->len};
}

/* After a member that has no fixed size; the last of a tuple needs none. */
static void note_end(Encoder *encoder, const Container *container)
{
    gsize end = encoder->bytes->len - container->start;
    g_array_append_val(encoder->ends, end);
}

/* How many bytes an end takes: as many as the size of the whole container needs. */
static guint end_width(gsize body, guint count)
{
    if (body + count <= G_MAXUINT8)
        return 1;
    if (body + 2 * (gsize)count <= G_MAXUINT16)
        return 2;
    return body + 4 * (gsize)count <= G_MAXUINT32 ? 4 : 8;
}

static void append_end(Encoder *encoder, guint number, guint width)
{
    guint64 little = GUINT64_TO_LE((guint64)g_array_index(encoder->ends, gsize, number));
    g_byte_array_append(encoder->bytes, (const guint8 *)&little, width);
}

static void finish_array(Encoder *encoder, const Container *array)
{
    guint last = encoder->ends->len;
    guint width = end_width(encoder->bytes->len - array->start, last - array->first);
    for (guint i = array->first; i < last; i++)
        append_end(encoder, i, width);
    g_array_set_size(encoder->ends, array->first);
}

/* The ends of a tuple's members stand in reverse order. */
static void finish_tuple(Encoder *encoder, const Container *tuple)
{
    guint last = encoder->ends->len;
    guint width = end_width(encoder->bytes->len - tuple->start, last - tuple->first);
    for (guint i = last; i > tuple->first; i--)
        append_end(encoder, i - 1, width);
    g_array_set_size(encoder->ends, tuple->first);
}

/* ---- values ---- */

static void append_string(Encoder *encoder, const char *string)
{
    g_byte_array_append(encoder->bytes, (const guint8 *)string, (guint)strlen(string) + 1);
}

/* As "ms": nothing, or the string and a byte more. */
static void append_maybe(Encoder *encoder, const char *string)
{
    static const guint8 there = 0;
    if (string == NULL)
        return;
    append_string(encoder, string);
    g_byte_array_append(encoder->bytes, &there, 1);
}

static void append_numbers(Encoder *encoder, const void *numbers, gsize count)
{
    guint before = encoder->bytes->len;
    if (count == 0)
        return;
    g_byte_array_append(encoder->bytes, numbers, (guint)(count * sizeof(guint32)));
    guint32 *written = (guint32 *)(void *)(encoder->bytes->data + before);
    for (gsize i = 0; i < count; i++)
        written[i] = GUINT32_TO_LE(written[i]);
}

/* ---- members of the record ---- */

static void add_string(Encoder *encoder, const Container *record, const char *string)
{
    append_maybe(encoder, string);
    note_end(encoder, record);
}

static void add_strings(Encoder *encoder, const Container *record, const GPtrArray *strings)
{
    Container array = begin(encoder, 1);
    for (guint i = 0; i < strings->len; i++) {
        append_string(encoder, g_ptr_array_index(strings, i));
        note_end(encoder, &array);
    }
    finish_array(encoder, &array);
    note_end(encoder, record);
}

/* An array of tuples that are numbers only. */
static void add_numbers(Encoder *encoder, const Container *record, const GArray *tuples)
{
    align(encoder, ALIGNMENT_NUMBERS);
    append_numbers(encoder, tuples->data,
                   (gsize)tuples->len * g_array_get_element_size((GArray *)tuples) / sizeof(guint32));
    note_end(encoder, record);
}

/* The article's distinct entities; *numbers gives the place of each mention's entity among them. */
static GPtrArray *distinct_entities(const OsintArticle *article, GArray *numbers)
{
    GPtrArray *entities = g_ptr_array_new();
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        g_autofree char *key = g_strjoin("\t", mention->entity, mention->type, mention->name, NULL);
        guint32 number = GPOINTER_TO_UINT(g_hash_table_lookup(known, key));
        if (number == 0) {
            g_ptr_array_add(entities, (gpointer)mention);
            number = entities->len;
            g_hash_table_insert(known, g_steal_pointer(&key), GUINT_TO_POINTER(number));
        }
        number--;
        g_array_append_val(numbers, number);
    }
    return entities;
}

/* The reasons, each once; numbers gives the place of each mention's, from 1, or 0. */
static GPtrArray *distinct_reasons(const OsintArticle *article, GArray *numbers)
{
    GPtrArray *reasons = g_ptr_array_new();
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < article->mentions->len; i++) {
        char *why = g_array_index(article->mentions, OsintMention, i).why;
        guint32 number = why == NULL ? 0 : GPOINTER_TO_UINT(g_hash_table_lookup(known, why));
        if (why != NULL && number == 0) {
            g_ptr_array_add(reasons, why);
            number = reasons->len;
            g_hash_table_insert(known, why, GUINT_TO_POINTER(number));
        }
        g_array_append_val(numbers, number);
    }
    return reasons;
}

static guint32 flags_of(const OsintMention *mention)
{
    return (mention->confidence & OSINT_RECORD_CONFIDENCE) |
           (mention->descriptive ? OSINT_RECORD_DESCRIPTIVE : 0u) |
           (mention->by_hand ? OSINT_RECORD_BY_HAND : 0u) |
           (mention->undecided ? OSINT_RECORD_UNDECIDED : 0u) | (mention->benign ? OSINT_RECORD_BENIGN : 0u);
}

static void add_named(Encoder *encoder, const Container *record, const GPtrArray *entities)
{
    Container array = begin(encoder, 1);
    for (guint i = 0; i < entities->len; i++) {
        const OsintMention *mention = g_ptr_array_index(entities, i);
        Container tuple = begin(encoder, 1);
        append_string(encoder, mention->entity);
        note_end(encoder, &tuple);
        append_string(encoder, mention->type);
        note_end(encoder, &tuple);
        append_string(encoder, mention->name);
        finish_tuple(encoder, &tuple);
        note_end(encoder, &array);
    }
    finish_array(encoder, &array);
    note_end(encoder, record);
}

static void add_mentions(Encoder *encoder, const Container *record, const OsintArticle *article)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GPtrArray) entities = distinct_entities(article, numbers);
    g_autoptr(GArray) reason_numbers = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GPtrArray) reasons = distinct_reasons(article, reason_numbers);
    g_autoptr(GArray) stored = g_array_new(FALSE, FALSE, sizeof(OsintStoredMention));
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        OsintStoredMention element = {mention->span, g_array_index(numbers, guint32, i),
                                      g_array_index(reason_numbers, guint32, i), flags_of(mention)};
        g_array_append_val(stored, element);
    }
    add_named(encoder, record, entities);
    add_strings(encoder, record, reasons);
    add_numbers(encoder, record, stored);
}

static void add_citations(Encoder *encoder, const Container *record, const OsintArticle *article)
{
    Container array = begin(encoder, ALIGNMENT_NUMBERS);
    for (guint i = 0; i < article->citations->len; i++) {
        const OsintCitation *citation = &g_array_index(article->citations, OsintCitation, i);
        guint8 unnamed = citation->unnamed ? 1 : 0;
        Container tuple = begin(encoder, ALIGNMENT_NUMBERS);
        append_numbers(encoder, &citation->span, 2);
        add_string(encoder, &tuple, citation->origin);
        add_string(encoder, &tuple, citation->name);
        g_byte_array_append(encoder->bytes, &unnamed, 1);
        finish_tuple(encoder, &tuple);
        note_end(encoder, &array);
    }
    finish_array(encoder, &array);
    note_end(encoder, record);
}

static void add_warnings(Encoder *encoder, const Container *record, const OsintArticle *article)
{
    Container array = begin(encoder, 1);
    for (guint i = 0; i < article->warnings->len; i++) {
        const OsintWarning *warning = g_ptr_array_index(article->warnings, i);
        Container tuple = begin(encoder, 1);
        append_string(encoder, warning->code);
        note_end(encoder, &tuple);
        append_string(encoder, warning->message);
        finish_tuple(encoder, &tuple);
        note_end(encoder, &array);
    }
    finish_array(encoder, &array);
    note_end(encoder, record);
}

/* The last member. */
static void add_marks(Encoder *encoder, const OsintArticle *article)
{
    Container array = begin(encoder, ALIGNMENT_NUMBERS);
    for (guint i = 0; i < article->marks->len; i++) {
        const OsintMark *mark = &g_array_index(article->marks, OsintMark, i);
        align(encoder, ALIGNMENT_NUMBERS);
        append_numbers(encoder, &mark->span, 2);
        append_string(encoder, mark->entity);
        note_end(encoder, &array);
    }
    finish_array(encoder, &array);
}

static void add_facts(Encoder *encoder, const Container *record, const OsintArticle *article)
{
    guint64 bytes = GUINT64_TO_LE(article->bytes);
    add_string(encoder, record, article->id);
    add_string(encoder, record, article->title);
    add_strings(encoder, record, article->authors);
    add_string(encoder, record, article->publisher);
    add_string(encoder, record, article->url);
    add_string(encoder, record, article->published);
    add_string(encoder, record, article->updated);
    add_string(encoder, record, article->accessed);
    add_string(encoder, record, article->language);
    add_string(encoder, record, article->text);
    add_strings(encoder, record, article->entities);
    add_strings(encoder, record, article->tagged);
    add_strings(encoder, record, article->tags);
    add_string(encoder, record, article->rating);
    add_string(encoder, record, article->tlp);
    add_string(encoder, record, article->path);
    add_string(encoder, record, article->sha256);
    add_string(encoder, record, article->media_type);
    align(encoder, ALIGNMENT_RECORD);
    g_byte_array_append(encoder->bytes, (const guint8 *)&bytes, sizeof bytes);
}

GBytes *osint_record_encode(const OsintArticle *article)
{
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(gsize));
    gsize text = article->text == NULL ? 0 : strlen(article->text);
    Encoder encoder = {g_byte_array_sized_new((guint)(text + text / 4 + 1024)), ends};
    Container record = begin(&encoder, ALIGNMENT_RECORD);
    add_facts(&encoder, &record, article);
    add_numbers(&encoder, &record, article->headings);
    add_numbers(&encoder, &record, article->pages);
    add_numbers(&encoder, &record, article->sentences);
    add_numbers(&encoder, &record, article->passages);
    add_mentions(&encoder, &record, article);
    add_citations(&encoder, &record, article);
    add_warnings(&encoder, &record, article);
    add_marks(&encoder, article);
    finish_tuple(&encoder, &record);
    return g_byte_array_free_to_bytes(encoder.bytes);
}
