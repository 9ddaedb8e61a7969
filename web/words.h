/* The words of the interface: one catalogue a language, each with every text.
 *
 * A text is plain: it is escaped like any other, and {1} to {9} stand for what is put in. Each page has its
 * own part of the catalogue. */
#ifndef OSINT_WEB_WORDS_H
#define OSINT_WEB_WORDS_H

#include <glib.h>
#include <stdarg.h>

G_BEGIN_DECLS

/* {1} is the number. */
typedef struct {
    const char *one, *other;
} OsintPlural;

/* Of a language, or of a media type. */
typedef struct {
    const char *tag, *name;
} OsintLanguageWord;

typedef struct {
    const char *one, *many; /* "threat actor", "Threat actors" */
} OsintKindWords;

#define OSINT_KINDS 11
#define OSINT_QUERY_ERRORS 6
#define OSINT_START_WAYS 6
#define OSINT_HELP_KEYS 5
#define OSINT_HELP_NOTES 4
#define OSINT_HELP_CHAPTERS 6
#define OSINT_HELP_ROWS 48
#define OSINT_VIEWS 6
#define OSINT_SORTS 3
#define OSINT_FILTERS 14

typedef struct {
    const char *tag; /* of the interface's language, as in <html lang> */

    struct {
        const char *skip, *skip_to_results, *home, *help, *how_to_ask, *search_label, *search_button, *hint;
    } frame;

    /* What went wrong. */
    struct {
        const char *no_index, *no_index_text;
        const char *overdue, *overdue_text;
        const char *bad_query, *query_errors[OSINT_QUERY_ERRORS]; /* in the order of OsintQueryErrorCode */
        const char *bad_address;
        const char *not_found, *no_page, *no_file, *no_article;
        const char *only_reading, *only_reading_text;
        const char *too_long, *too_long_text; /* {1} bytes */
    } trouble;

    struct {
        const char *status;     /* {1} is the status, {2} the failure's id */
        const char *start_over; /* {1} is the link to the first page, which says first_page */
        const char *first_page;
        const char *see_help; /* {1} is the link to it, which says frame.how_to_ask */
        const char *did_you_mean;
    } failure;

    struct {
        const char *months[12];
        const char *year, *month, *day, *time; /* {1} year, {2} month as above, {3} day, {4} time, {5} zone */
        const char *undated;
        OsintKindWords kinds[OSINT_KINDS]; /* in the order of osint_label_kinds() */
        OsintPlural articles, passages, copies;
        const char *comma, *and_more; /* between names; {1} is how many are not shown */
    } label;

    struct {
        const char *missing;                         /* before words that the article does not have */
        const char *passage, *page;                  /* {1} is its number; of the document's page */
        const char *as;                              /* {1} is what the article calls an entity */
        const char *described, *described_undecided; /* {1} is a description of it, {2} per cent */
        const char *card, *more_entities;            /* {1} is the entity; how many there are */
        const char *only, *original, *like, *cite;   /* labels of links */
        const char *earliest, *is_earliest;          /* behind "3 copies"; {1} is where the copy is from */
        const char *not_found, *more_copies;         /* behind a copy; {1} is how many there are */
        const char *accessed;                        /* {1} is a date */
    } hit;

    /* The first page. */
    struct {
        const char *heading, *everything;
        const char *entities, *ways_heading, *newest;
        const char *ways[OSINT_START_WAYS];   /* what examples find, in the order of OsintExamples */
        const char *empty, *fill, *fill_note; /* {1} is a command */
    } start;

    struct {
        const char *title, *contents, *query, *finds;
        const char *views, *views_note, *show, *sort, *by, *copies, *page, *format;
        const char *keys, *keys_note, *key, *goes, *key_goes[OSINT_HELP_KEYS];
        const char *notes[OSINT_HELP_NOTES];
        const char *chapters[OSINT_HELP_CHAPTERS];
        const char *rows[OSINT_HELP_ROWS]; /* of all chapters, as help.c has their examples */
    } help;

    const char *views[OSINT_VIEWS]; /* in the order of OsintShow */

    /* The card of an entity. */
    struct {
        const char *first, *last, *articles, *mentions;
        const char *described, *undecided; /* {1} of the mentions */
        const char *only_newest;           /* {1} articles are read */
        const char *unseen, *unlisted;
        const char *unknown_heading, *unknown;        /* {1} the id */
        const char *several_heading, *several;        /* likewise */
        const char *all_passages, *feed, *feed_title; /* {1} the name */
        const char *names, *name, *used_by, *lists, *also, *no_list;
        OsintPlural more_names;
        const char *timeline, *newest, *related, *related_note, *relations, *references, *identifiers;
        const char *together;                   /* {1} passages, {2} articles */
        const char *relation_list, *confidence; /* {1} the list; {1} per cent */
    } entity;

    /* The entities of an answer. */
    struct {
        const char *name, *kind, *articles, *mentions, *first, *last, *narrow;
        const char *only, *without; /* {1} the name */
        const char *only_short, *without_short;
        const char *undecided; /* {1} mentions */
        OsintPlural count;
        const char *counted;                  /* {1} articles were read of {2} */
        const char *is_short;                 /* what is left out beyond {1} articles */
        const char *all_kinds, *none, *shown; /* {1} to {2} of {3} */
    } entities;
    /* The page of results. */
    struct {
        const char *nothing, *closest, *closest_note;
        const char *about;                /* {1} is "12 articles" */
        const char *for_query;            /* {1} is the query */
        const char *folded, *show_copies; /* {1} is "2 copies" */
        const char *copies_shown, *fold_copies;
        const char *searched;               /* {1} is the query in words */
        const char *read_as, *did_you_mean; /* {1} is a query */
        const char *also_searched;          /* {1} is an entity, {2} its other names */
        const char *only_under;             /* {1} is an entity, {2} the one name */
        const char *only_name, *all_names;  /* {1} is the name */
        OsintPlural more_names;
        const char *comma;                      /* between names */
        const char *filters, *remove, *exclude; /* {1} is the filter, the value */
        const char *filter;                     /* {1} is one of those below, {2} its value */
        const char *fields[OSINT_FILTERS];      /* in the order of OsintField, from ENTITY on */
        const char *view, *order, *sorts[OSINT_SORTS];
        const char *to_narrow, *to_results;
        const char *pages, *first, *previous, *next;
        const char *range, *range_of, *range_of_about; /* {1} to {2} of {3} */
        const char *formats;
        const char *past_end, *to_first;     /* {1} is the page */
        const char *what_helps, *without;    /* {1} is the filter */
        const char *fewer_words, *by_entity; /* {1} and {2} are examples */
        const char *see_help;                /* {1} is frame.how_to_ask */
    } results;

    /* A query in words. */
    struct {
        const char *all, *word, *phrase, *prefix, *fuzzy; /* {1} is the word */
        const char *loose_phrase;                         /* likewise; {2} is a distance */
        const char *in[3];                                /* title, text, author; {1} is what is there */
        const char *joint_and, *joint_or, *joint_near, *joint_before, *open, *close;
        const char *within, *one_sentence, *one_passage; /* {1} is what; {2} is a distance */
    } spoken;

    /* Facets. */
    struct {
        const char *heading, *type, *source, *language, *year, *tag;
        const char *exclude, *exclude_title; /* {1} is the value, and below */
        const char *remove;
        OsintPlural more;
        const char *sample; /* {1} is how many articles were read */
    } narrow;

    struct {
        const char *by[3], *units[4]; /* "by year"; of the choice, the first is the program's own */
        const char *unit, *table, *published, *articles;
        const char *bar;           /* {1} is the period, {2} "12 articles" */
        const char *most, *all_in; /* {1} is the period, {2} a number */
        OsintPlural coarse, undated;
        const char *no_month, *no_day;   /* {1} is what is known */
        const char *too_long, *all_rows; /* {1} is their number */
    } timeline;

    /* A stored article. */
    struct {
        const char *by;
        const char *about;
        const char *entities;
        const char *matched;
        const char *described;
        const char *described_sure; /* {1} per cent */
        const char *sure;           /* {1} per cent */
        const char *mention;        /* {1} the name, {2} the kind */
        const char *inner;          /* {1} another mention */
        const char *undecided;
        const char *benign;
        const char *step_through;
        const char *passage;
        const char *passage_at_source;
        const char *page;
        const char *cited;
        const char *unnamed;
        const char *unnamed_of; /* {1} the name */
        const char *source;
        const char *address;
        const char *publisher;
        const char *published;
        const char *updated;
        const char *accessed;
        const char *added;
        const char *language;
        const char *copies;
        const char *this_one;
        const char *earliest;
        const char *rating;
        const char *tlp;
        const char *tags;
        const char *file;
        const char *media_type;
        const char *size;
        const char *sha256;
        const char *id;
        const char *warnings;
        const char *like;
        const char *formats;
        const char *more;
        const char *results;
        const char *back;   /* {1} the query */
        const char *result; /* {1} of {2} */
        const char *result_about;
        const char *previous_result;
        const char *next_result;
        const char *key; /* {1} what a link does, {2} its key */
        const char *matches_label;
        const char *match; /* {1} of {2} */
        const char *first_match;
        const char *previous_match;
        const char *next_match;
        const char *in_passages;
        const char *parts;
        const char *part; /* {1} of {2} */
        const char *first_part;
        const char *previous_part;
        const char *next_part;
        const char *last_part;
        OsintPlural mentions, matches, bytes;
    } article;

    /* Entities that stand in the same passages. */
    struct {
        const char *pair, *passages, *articles, *weight;
        const char *pair_title; /* {1} and {2} are names, {3} "7 passages", {4} "5 articles" */
        const char *node_title; /* {1} is the name, {2} its kind, {3} and {4} as above */
        const char *drawn;      /* {1} of {2} pairs */
        const char *how_to_read, *about_weight;
        const char *described; /* {1} is a number of passages */
        const char *counted;   /* {1} articles were read of {2} */
        const char *crowded;   /* {1} is "3 passages", {2} a number of entities */
        const char *none;
        const char *no_module, *no_picture;
    } network;

    /* Behind all that are texts. */
    const OsintLanguageWord *languages;
    guint languages_count;
    const OsintLanguageWord *types; /* media types */
    guint types_count;
} OsintWords;

extern const OsintWords osint_words_en, osint_words_ja;

/* The catalogue that an Accept-Language header (RFC 9110, 12.5.4; may be NULL) likes best; English when it
 * likes none. */
const OsintWords *osint_words_for(const char *accept_language);
/* The catalogues, NULL-terminated. */
const OsintWords *const *osint_words_all(void);
/* A text with what is put in: char *, ended by NULL. Not escaped; freed by the caller. */
char *osint_words_fill(const char *text, ...) G_GNUC_NULL_TERMINATED;
char *osint_words_fill_list(const char *text, va_list values);

#define OSINT_WORDS_PLACE 3 /* bytes of "{1}" */
/* Where the next {1} to {9} stands, or the end of the text. */
const char *osint_words_place(const char *text);

G_END_DECLS

#endif
