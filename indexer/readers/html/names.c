/* Names out of bylines. Organisations stay when they are the stated author. */
#include "indexer/readers/html/names.h"

#include <string.h>

#include "indexer/article/date-words.h"
#include "indexer/readers/html/unescape.h"

#define MAX_WRITTEN 400
#define MAX_NAME 70
#define MAX_NAMES 30

/* ---- vocabulary, as g_utf8_casefold() leaves it ---- */

/* What stands before names. */
static const char *const introductions[] = {
    "by ",          "by:",          "written by", "posted by",  "published by", "words by",   "story by",
    "reported by",  "reporting by", "report by",  "opinion by", "text by",      "article by", "author:",
    "authors:",     "author ",      "authors ",   "autor:",     "autorin:",     "autor ",     "autore:",
    "autores:",     "auteur:",      "auteur :",   "auteurs :",  "von ",         "par ",       "por ",
    "door ",        "av ",          "af ",        "di ",        "tekst:",       "text:",      "testo:",
    "texte:",       "texto:",       "foto:",      "автор:",     "автор ",       "autorzy:",   "yazar:",
    "yazan:",       "szerző:",      "penulis:",   "oleh:",      "oleh ",        "tác giả:",   "作者:",
    "作者：",       "作者",         "記者",       "记者",       "文/",          "文／",       "文:",
    "文：",         "執筆:",        "執筆：",     "著者:",      "著者：",       "기자",       "كتب:",
    "بقلم:",        "от ",          "γράφει ",    "créé par",   "publié par",   "écrit par",  "skrivet av",
    "kirjoittaja:", "name:",        "updated by", "edited by",  "reviewed by",  NULL};

/* What stands behind a name and is none. */
static const char *const roles[] = {"editor",
                                    "reporter",
                                    "correspondent",
                                    "writer",
                                    "journalist",
                                    "columnist",
                                    "contributor",
                                    "author",
                                    "producer",
                                    "director",
                                    "manager",
                                    "ceo",
                                    "cto",
                                    "cfo",
                                    "founder",
                                    "cofounder",
                                    "president",
                                    "professor",
                                    "analyst",
                                    "specialist",
                                    "expert",
                                    "phd",
                                    "md",
                                    "dr",
                                    "rd",
                                    "rn",
                                    "mba",
                                    "msc",
                                    "bsc",
                                    "ma",
                                    "esq",
                                    "cpa",
                                    "cfp",
                                    "rdn",
                                    "mph",
                                    "dds",
                                    "jr",
                                    "sr",
                                    "redakteur",
                                    "redakteurin",
                                    "redaktion",
                                    "journaliste",
                                    "periodista",
                                    "giornalista",
                                    "rédacteur",
                                    "head",
                                    "chief",
                                    "officer",
                                    "assistant",
                                    "associate",
                                    "senior",
                                    "junior",
                                    "fellow",
                                    "lecturer",
                                    "coach",
                                    "certified",
                                    "freelance",
                                    "photographer",
                                    "videographer",
                                    "intern",
                                    "minutes",
                                    "min",
                                    "read",
                                    "updated",
                                    "published",
                                    "posted",
                                    "contributing",
                                    "strategist",
                                    "consultant",
                                    "engineer",
                                    "developer",
                                    "scientist",
                                    "researcher",
                                    "nutritionist",
                                    "therapist",
                                    "psychologist",
                                    "attorney",
                                    "lawyer",
                                    "follow",
                                    "bio",
                                    "view",
                                    "share",
                                    NULL};

/* What systems write where no author is known, and buttons beside authors. */
static const char *const nobodies[] = {"admin",
                                       "administrator",
                                       "author",
                                       "authors",
                                       "name",
                                       "unknown",
                                       "webmaster",
                                       "root",
                                       "user",
                                       "editor",
                                       "by",
                                       "null",
                                       "none",
                                       "undefined",
                                       "n/a",
                                       "guest",
                                       "superuser",
                                       "site admin",
                                       "wpadmin",
                                       "anonymous",
                                       "default",
                                       "post author",
                                       "about the author",
                                       "view all posts",
                                       "more",
                                       "follow",
                                       "share",
                                       NULL};

/* ---- one name ---- */

static const char *skip_marks(const char *text)
{
    while (*text != '\0' && g_utf8_strchr(" :-|•·,/", -1, g_utf8_get_char(text)) != NULL)
        text = g_utf8_next_char(text);
    return text;
}

/* At most as many characters as there are. */
static const char *skip_characters(const char *text, glong count)
{
    for (; count > 0 && *text != '\0'; count--)
        text = g_utf8_next_char(text);
    return text;
}

static gboolean has_prefix_folded(const char *text, const char *prefix)
{
    g_autofree char *folded = g_utf8_casefold(text, -1);
    return g_str_has_prefix(folded, prefix);
}

/* Skips what introduces names, such as "Written by:". */
static const char *skip_introduction(const char *text)
{
    gboolean skipped = TRUE;
    while (skipped) {
        skipped = FALSE;
        text = skip_marks(text);
        for (gsize i = 0; introductions[i] != NULL && !skipped; i++) {
            if (!has_prefix_folded(text, introductions[i]))
                continue;
            text = skip_characters(text, g_utf8_strlen(introductions[i], -1));
            skipped = TRUE;
        }
    }
    const char *by = strcasestr(text, " by ");
    return by != NULL && by - text < 24 ? by + strlen(" by ") : text;
}

static gboolean has_word(const char *const *words, const char *text)
{
    g_autofree char *folded = g_utf8_casefold(text, -1);
    g_auto(GStrv) parts = g_strsplit_set(folded, " .,-/()'", -1);
    for (char **part = parts; *part != NULL; part++)
        if (**part != '\0' && g_strv_contains(words, *part))
            return TRUE;
    return FALSE;
}

/* "Senior Reporter", "PhD", "CEO of X" stand behind a name, and are none. */
static gboolean is_role(const char *text)
{
    return has_word(roles, text);
}

static gboolean is_nobody(const char *text)
{
    g_autofree char *folded = g_utf8_casefold(text, -1);
    return g_strv_contains(nobodies, folded);
}

/* Takes off the last words that are of a date ("Jane Doe, Aug. 3" was cut at the figure) or a role. */
static void drop_last_words(char *name, gboolean dated)
{
    while (*name != '\0') {
        char *space = strrchr(name, ' ');
        char *word = space != NULL ? space + 1 : name;
        g_autofree char *folded = g_utf8_casefold(word, (gssize)strcspn(word, ".,"));
        gboolean of_date = dated && osint_date_word_find(folded).kind != OSINT_DATE_WORD_UNKNOWN;
        if (!of_date && (!is_role(word) || (space != NULL && strlen(word) < 4)))
            return;
        *(space != NULL ? space : name) = '\0';
        g_strchomp(name);
    }
}

/* Where a name ends: at brackets, bars, figures, addresses. */
static void cut_tail(char *name)
{
    static const char *const ends[] = {" | ", "|",    " • ",  "•",   " · ",      "·",   "⋅",    "●",
                                       " (",  "(",    "[",    " – ", " — ",      " - ", " on ", " for ",
                                       " @",  "http", "www.", " /",  "\xC2\xA9", NULL};
    for (gsize i = 0; ends[i] != NULL; i++) {
        char *at = strstr(name, ends[i]);
        if (at != NULL)
            *at = '\0';
    }
    gsize figures = strcspn(name, "0123456789");
    gboolean dated = name[figures] != '\0';
    name[figures] = '\0';
    g_strchomp(name);
    drop_last_words(name, dated);
    while (*name != '\0' && strchr(",;:/-", name[strlen(name) - 1]) != NULL)
        name[strlen(name) - 1] = '\0';
    g_strchomp(name);
}

static gboolean has_letter(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        if (g_unichar_isalpha(g_utf8_get_char(text)))
            return TRUE;
    return FALSE;
}

static guint words_in(const char *text)
{
    guint words = *text != '\0' ? 1 : 0;
    for (const char *at = strchr(text, ' '); at != NULL; at = strchr(at + 1, ' '))
        words++;
    return words;
}

static gboolean is_known(const GPtrArray *names, const char *name)
{
    g_autofree char *folded = g_utf8_casefold(name, -1);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *other = g_utf8_casefold(g_ptr_array_index(names, i), -1);
        if (strcmp(folded, other) == 0)
            return TRUE;
    }
    return FALSE;
}

static void add_name(GPtrArray *names, const char *written)
{
    g_autofree char *name = g_strdup(skip_introduction(written));
    if (strchr(name, '@') != NULL && strchr(name, ' ') == NULL)
        return;
    cut_tail(name);
    gsize length = strlen(name);
    if (length < 2 || length > MAX_NAME || !has_letter(name) || words_in(name) > 7 || is_nobody(name) ||
        is_known(names, name) || names->len == MAX_NAMES)
        return;
    g_ptr_array_add(names, g_steal_pointer(&name));
}

/* ---- several names ---- */

/* "and" in many languages, between names of at least two words: "Maria & Katerina" signs as one. */
static gboolean split_pair(const char *text, char **first, char **second)
{
    static const char *const joints[] = {" and ", " & ",   " und ",  " et ", " y ",   " e ",
                                         " en ",  " och ", " og ",   " ja ", " i ",   " и ",
                                         " ve ",  " dan ", " with ", " és ", " και ", NULL};
    for (gsize i = 0; joints[i] != NULL; i++) {
        const char *at = strstr(text, joints[i]);
        if (at == NULL)
            continue;
        g_autofree char *left = g_strndup(text, (gsize)(at - text));
        const char *right = at + strlen(joints[i]);
        if (words_in(left) < 2 || words_in(right) < 2 || strstr(text, " of ") != NULL)
            continue;
        *first = g_steal_pointer(&left);
        *second = g_strdup(right);
        return TRUE;
    }
    return FALSE;
}

static void add_joined(GPtrArray *names, const char *text)
{
    g_autofree char *rest = g_strdup(text);
    char *first, *second;
    while (split_pair(rest, &first, &second)) {
        add_name(names, first);
        g_free(first);
        g_free(rest);
        rest = second;
    }
    add_name(names, rest);
}

/* Behind the first name, a part that is one word, or a role, says who the one before it is. */
static gboolean is_apposition(const char *part, guint index)
{
    static const char *const particles[] = {"of", "at", "the", "for", "from", NULL};
    return index > 0 && (is_role(part) || words_in(part) < 2 || has_word(particles, part));
}

void osint_names_add(GPtrArray *names, const char *written)
{
    g_autofree char *text = osint_text_unescape(written);
    if (text == NULL || strlen(text) > MAX_WRITTEN || strstr(text, "://") != NULL)
        return;
    g_auto(GStrv) groups = g_strsplit_set(skip_introduction(text), ";\n", -1);
    for (char **group = groups; *group != NULL; group++) {
        g_auto(GStrv) parts = g_regex_split_simple(",\\s+(?:and |& )?|、|，|／", *group, 0, 0);
        for (guint i = 0; parts[i] != NULL; i++) {
            g_strstrip(parts[i]);
            if (!is_apposition(parts[i], i))
                add_joined(names, parts[i]);
        }
    }
}

/* ---- the page's authors ---- */

static void drop_publisher(GPtrArray *names, const char *publisher)
{
    for (guint i = 0; i < names->len && names->len > 1 && publisher != NULL;) {
        if (g_ascii_strcasecmp(g_ptr_array_index(names, i), publisher) == 0)
            g_ptr_array_remove_index(names, i);
        else
            i++;
    }
}

static void add_metas(GPtrArray *names, const OsintPage *page)
{
    static const char *const known[] = {"author",
                                        "article:author",
                                        "og:article:author",
                                        "og:author",
                                        "citation_author",
                                        "parsely-author",
                                        "sailthru.author",
                                        "dc.creator",
                                        "dcterms.creator",
                                        "dc:creator",
                                        "byl",
                                        "article:author_name",
                                        "rbauthors",
                                        "cxenseparse:author",
                                        "authors"};
    for (gsize k = 0; k < G_N_ELEMENTS(known) && names->len == 0; k++)
        for (guint i = 0; i < page->metas->len; i++) {
            const OsintPageMeta *meta = &g_array_index(page->metas, OsintPageMeta, i);
            if (g_ascii_strcasecmp(meta->name, known[k]) == 0)
                osint_names_add(names, meta->content);
        }
}

/* Cards of Twitter have pairs of a label and a value; the label is in the page's language. */
static void add_card(GPtrArray *names, const OsintPage *page)
{
    static const char *const labels[] = {
        "written by",     "author",     "verfasst von", "écrit par",  "escrito por",
        "scritto da",     "geschreven", "autor",        "skrivet av", "skrevet av",
        "napisane przez", "написано",   "автор",        "yazan",      "ditulis oleh",
        "執筆者",         "作者",       "글쓴이",       NULL};
    const char *label = osint_page_meta(page, "twitter:label1");
    const char *value = osint_page_meta(page, "twitter:data1");
    for (gsize i = 0; label != NULL && value != NULL && labels[i] != NULL; i++)
        if (has_prefix_folded(label, labels[i])) {
            osint_names_add(names, value);
            return;
        }
}

static gboolean is_near(const OsintPageByline *byline, const OsintPageHeading *headline)
{
    if (headline == NULL)
        return TRUE;
    gssize distance = (gssize)byline->place.bytes - (gssize)headline->place.bytes;
    return distance > -300 && distance < 1500;
}

/* An element within another gives the name alone; the outer one has more words behind it. */
static void drop_longer(GPtrArray *names)
{
    for (guint i = 0; i < names->len; i++)
        for (guint k = names->len; k-- > 0;) {
            const char *name = g_ptr_array_index(names, i), *other = g_ptr_array_index(names, k);
            gsize length = strlen(name);
            if (strncmp(other, name, length) == 0 && other[length] == ' ' && words_in(name) > 1) {
                g_ptr_array_remove_index(names, k);
                i -= k < i ? 1 : 0;
            }
        }
}

/* The most certain bylines near the headline; those of one kind that follow one another belong together. */
static void add_bylines(GPtrArray *names, const OsintPage *page, const OsintPageHeading *headline)
{
    for (guint strength = 4; strength > 0 && names->len == 0; strength--) {
        guint line = G_MAXUINT;
        for (guint i = 0; i < page->bylines->len; i++) {
            const OsintPageByline *byline = &g_array_index(page->bylines, OsintPageByline, i);
            if (byline->strength != strength || osint_page_is_aside(page, byline->place) ||
                !is_near(byline, headline) || (line != G_MAXUINT && byline->place.line > line + 3))
                continue;
            guint before = names->len;
            osint_names_add(names, byline->text);
            if (names->len > before)
                line = byline->place.line;
        }
    }
}

static gboolean is_publisher(const GPtrArray *names, const char *publisher)
{
    return names->len == 1 && publisher != NULL &&
           g_ascii_strcasecmp(g_ptr_array_index(names, 0), publisher) == 0;
}

static GPtrArray *declared_authors(const OsintPage *page, const OsintLinkedData *linked)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; linked != NULL && linked->article && i < linked->authors->len; i++)
        osint_names_add(names, g_ptr_array_index(linked->authors, i));
    if (names->len == 0)
        add_metas(names, page);
    if (names->len == 0)
        add_card(names, page);
    for (guint i = 0; names->len == 0 && linked != NULL && i < linked->authors->len; i++)
        osint_names_add(names, g_ptr_array_index(linked->authors, i));
    return names;
}

GPtrArray *osint_page_authors(const OsintPage *page, const OsintLinkedData *linked,
                              const OsintPageHeading *headline, const char *publisher)
{
    g_autoptr(GPtrArray) declared = declared_authors(page, linked);
    gboolean organisation = is_publisher(declared, publisher) || (linked != NULL && linked->organisations);
    drop_publisher(declared, publisher);
    if (declared->len > 0 && !organisation)
        return g_steal_pointer(&declared);
    g_autoptr(GPtrArray) seen = g_ptr_array_new_with_free_func(g_free);
    add_bylines(seen, page, headline);
    drop_longer(seen);
    drop_publisher(seen, publisher);
    return seen->len > 0 ? g_steal_pointer(&seen) : g_steal_pointer(&declared);
}
