/* argv is taken apart by getopt_long(3) as the table says: options may stand behind the query, "--" ends
 * them, "-n5" and "--limit=5" are the same. */
#include "search/options.h"

#include <getopt.h>
#include <string.h>

#define NAMELESS 256 /* getopt's value for the option in row i without a letter: NAMELESS + i */
#define HELP_COLUMN 27

static gboolean fail(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean fail(GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
    return FALSE;
}

/* ---- values ---- */

static gboolean read_number(const char *option, const char *value, guint64 minimum, guint64 maximum,
                            guint64 *number, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    if (g_ascii_string_to_unsigned(value, 10, minimum, maximum, number, &trouble))
        return TRUE;
    if (g_error_matches(trouble, G_NUMBER_PARSER_ERROR, G_NUMBER_PARSER_ERROR_OUT_OF_BOUNDS))
        return fail(error, "%s=%s: must be from %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT, option, value,
                    minimum, maximum);
    return fail(error, "%s=%s: not a whole number", option, value);
}

/* The number of a name in a list, which the message shows. */
static gboolean read_choice(const char *option, const char *value, const char *const *choices, int *choice,
                            GError **error)
{
    for (int i = 0; choices[i] != NULL; i++) {
        if (g_str_equal(choices[i], value)) {
            *choice = i;
            return TRUE;
        }
    }
    g_autofree char *all = g_strjoinv(", ", (char **)choices);
    return fail(error, "%s=%s: must be one of %s", option, value, all);
}

static gboolean set_print(OsintArguments *arguments, OsintPrint print, GError **error)
{
    if (arguments->print != OSINT_PRINT_HITS && arguments->print != print)
        return fail(error, "only one of --count, -l, --analyze and --names can be asked for");
    arguments->print = print;
    return TRUE;
}

/* ---- choices ---- */

static const char *const *whens(void)
{
    static const char *const names[] = {"auto", "always", "never", NULL};
    return names;
}

static const char *const *sorts(void)
{
    static const char *const names[] = {"relevance", "newest", "oldest", NULL};
    return names;
}

static const char *const *copies(void)
{
    static const char *const names[] = {"fold", "show", NULL};
    return names;
}

static const char *const *bys(void)
{
    static const char *const names[] = {"year", "month", "day", NULL};
    return names;
}

static const char *const *formats(void)
{
    static const char *names[32];
    const OsintRenderer *const *renderers = osint_renderers();
    for (guint i = 0; renderers[i] != NULL && i + 1 < G_N_ELEMENTS(names); i++)
        names[i] = renderers[i]->name;
    return names;
}

static gboolean set_when(const char *option, const char *value, OsintWhen *when, GError **error)
{
    int choice = OSINT_WHEN_ALWAYS;
    if (value != NULL && !read_choice(option, value, whens(), &choice, error))
        return FALSE;
    *when = (OsintWhen)choice;
    return TRUE;
}

/* ---- one function for each row of the table ---- */

static gboolean set_db(OsintArguments *arguments, const char *value, GError **error)
{
    if (*value == '\0')
        return fail(error, "--db: the directory's name is empty");
    arguments->db = value;
    return TRUE;
}

static gboolean set_config(OsintArguments *arguments, const char *value, GError **error)
{
    if (*value == '\0')
        return fail(error, "--config: the file's name is empty");
    arguments->config = value;
    return TRUE;
}

static gboolean set_limit(OsintArguments *arguments, const char *value, GError **error)
{
    arguments->has_limit = TRUE;
    if (g_str_equal(value, "all")) {
        arguments->search.limit = G_MAXUINT64;
        return TRUE;
    }
    return read_number("--limit", value, 0, G_MAXINT64, &arguments->search.limit, error);
}

static gboolean set_offset(OsintArguments *arguments, const char *value, GError **error)
{
    return read_number("--offset", value, 0, G_MAXINT64, &arguments->search.offset, error);
}

static gboolean set_passages(OsintArguments *arguments, const char *value, GError **error)
{
    guint64 passages = G_MAXINT32;
    arguments->has_passages = TRUE;
    if (!g_str_equal(value, "all") && !read_number("--passages", value, 1, G_MAXINT32, &passages, error))
        return FALSE;
    arguments->search.passages = (guint)passages;
    return TRUE;
}

static gboolean set_sort(OsintArguments *arguments, const char *value, GError **error)
{
    int choice = 0;
    if (!read_choice("--sort", value, sorts(), &choice, error))
        return FALSE;
    arguments->search.sort = (OsintSort)choice;
    return TRUE;
}

static gboolean set_copies(OsintArguments *arguments, const char *value, GError **error)
{
    int choice = 0;
    if (!read_choice("--copies", value, copies(), &choice, error))
        return FALSE;
    arguments->search.copies = (OsintFolding)choice;
    return TRUE;
}

static gboolean set_show(OsintArguments *arguments, const char *value, GError **error)
{
    int choice = 0;
    if (!read_choice("--show", value, osint_show_names(), &choice, error))
        return FALSE;
    arguments->show = (OsintShow)choice;
    return TRUE;
}

static gboolean set_by(OsintArguments *arguments, const char *value, GError **error)
{
    int choice = 0;
    if (!read_choice("--by", value, bys(), &choice, error))
        return FALSE;
    arguments->by = (OsintBy)(choice + OSINT_BY_YEAR);
    return TRUE;
}

static gboolean set_type(OsintArguments *arguments, const char *value, GError **error)
{
    int choice = 0;
    if (!read_choice("--type", value, osint_entity_types(), &choice, error))
        return FALSE;
    arguments->type = value;
    return TRUE;
}

static gboolean set_facets(OsintArguments *arguments, const char *value G_GNUC_UNUSED,
                           GError **error G_GNUC_UNUSED)
{
    arguments->facets = TRUE;
    return TRUE;
}

static gboolean set_format(OsintArguments *arguments, const char *value, GError **error G_GNUC_UNUSED)
{
    arguments->format_name = value;
    return TRUE;
}

static gboolean set_count(OsintArguments *arguments, const char *value G_GNUC_UNUSED, GError **error)
{
    return set_print(arguments, OSINT_PRINT_COUNT, error);
}

static gboolean set_paths(OsintArguments *arguments, const char *value G_GNUC_UNUSED, GError **error)
{
    return set_print(arguments, OSINT_PRINT_PATHS, error);
}

static gboolean set_nul(OsintArguments *arguments, const char *value G_GNUC_UNUSED, GError **error)
{
    arguments->nul = TRUE;
    return set_print(arguments, OSINT_PRINT_PATHS, error);
}

static gboolean set_explain(OsintArguments *arguments, const char *value G_GNUC_UNUSED,
                            GError **error G_GNUC_UNUSED)
{
    arguments->search.explain = TRUE;
    return TRUE;
}

static gboolean set_analyze(OsintArguments *arguments, const char *value G_GNUC_UNUSED, GError **error)
{
    return set_print(arguments, OSINT_PRINT_ANALYSIS, error);
}

static gboolean set_names(OsintArguments *arguments, const char *value, GError **error)
{
    arguments->names = value;
    return set_print(arguments, OSINT_PRINT_NAMES, error);
}

static gboolean set_queries_from(OsintArguments *arguments, const char *value, GError **error G_GNUC_UNUSED)
{
    arguments->queries_from = value;
    return TRUE;
}

static gboolean set_like(OsintArguments *arguments, const char *value, GError **error G_GNUC_UNUSED)
{
    arguments->like = value;
    return TRUE;
}

static gboolean set_color(OsintArguments *arguments, const char *value, GError **error)
{
    return set_when("--color", value, &arguments->color, error);
}

static gboolean set_pager(OsintArguments *arguments, const char *value, GError **error)
{
    return set_when("--pager", value, &arguments->pager, error);
}

static gboolean set_help(OsintArguments *arguments, const char *value G_GNUC_UNUSED,
                         GError **error G_GNUC_UNUSED)
{
    arguments->print = OSINT_PRINT_HELP;
    return TRUE;
}

static gboolean set_version(OsintArguments *arguments, const char *value G_GNUC_UNUSED,
                            GError **error G_GNUC_UNUSED)
{
    arguments->print = OSINT_PRINT_VERSION;
    return TRUE;
}

static const OsintOption options[] = {
    {0, "db", "DIR", "the index", NULL, set_db},
    {0, "config", "FILE", "the configuration file", NULL, set_config},
    {'n', "limit", "N", "at most N articles (default 10), or all", NULL, set_limit},
    {0, "offset", "N", "leave out the first N articles", NULL, set_offset},
    {0, "passages", "N", "at most N passages of an article (default 3), or all", NULL, set_passages},
    {0, "sort", "ORDER", "relevance (default), newest or oldest", sorts, set_sort},
    {0, "show", "VIEW",
     "passages (default), articles, timeline, entities,\nentity (the card of one) or network (who is in "
     "one\npassage with whom)",
     osint_show_names, set_show},
    {0, "by", "UNIT", "of a timeline: year, month or day", bys, set_by},
    {0, "type", "TYPE", "of entities: only this type", osint_entity_types, set_type},
    {0, "copies", "WHICH", "near-identical copies: fold (default: one stands\nfor all) or show", copies,
     set_copies},
    {0, "facets", NULL, "count by entity, type, source, language and year, too", NULL, set_facets},
    {0, "format", "FORMAT",
     "text (default), json, ndjson, csv, atom, trec,\nmarkdown, bibtex, csl-json, dot, graphml or svg",
     formats, set_format},
    {0, "count", NULL, "print only the number of matching articles", NULL, set_count},
    {'l', NULL, NULL, "print only the paths of the articles' files", NULL, set_paths},
    {'0', NULL, NULL, "likewise, each ended by a NUL byte", NULL, set_nul},
    {0, "explain", NULL, "say why each article and passage was found", NULL, set_explain},
    {0, "analyze", NULL, "say how the query was read, and do not search", NULL, set_analyze},
    {0, "names", "PREFIX", "print the names of entities that begin so", NULL, set_names},
    {0, "queries-from", "FILE", "a query or name<TAB>query in each line; - is stdin", NULL, set_queries_from},
    {0, "like", "ID", "articles like this one; a query narrows them", NULL, set_like},
    {0, "color", "[WHEN]", "auto (default), always or never", whens, set_color},
    {0, "pager", "[WHEN]", "auto (default), always or never", whens, set_pager},
    {0, "help", NULL, "print this and exit", NULL, set_help},
    {0, "version", NULL, "print the version and exit", NULL, set_version},
};

const OsintOption *osint_options(guint *count)
{
    *count = G_N_ELEMENTS(options);
    return options;
}

/* ---- argv ---- */

static gboolean value_is_optional(const OsintOption *option)
{
    return option->value != NULL && option->value[0] == '[';
}

static int argument_kind(const OsintOption *option)
{
    if (option->value == NULL)
        return no_argument;
    return value_is_optional(option) ? optional_argument : required_argument;
}

/* The table as getopt_long() wants it. "+" is not used: options may follow the query. */
static void table_for_getopt(GString *letters, GArray *names)
{
    g_string_append_c(letters, ':');
    for (guint i = 0; i < G_N_ELEMENTS(options); i++) {
        const OsintOption *option = &options[i];
        if (option->letter != 0) {
            g_string_append_c(letters, (char)option->letter);
            if (option->value != NULL)
                g_string_append_c(letters, ':');
        }
        if (option->name != NULL) {
            struct option entry = {option->name, argument_kind(option), NULL, NAMELESS + (int)i};
            g_array_append_val(names, entry);
        }
    }
}

static const OsintOption *option_of(int found)
{
    for (guint i = 0; i < G_N_ELEMENTS(options); i++)
        if (found == NAMELESS + (int)i || (options[i].letter != 0 && found == options[i].letter))
            return &options[i];
    return NULL;
}

/* What getopt refused: argv[optind - 1] when it was a long option, else the letter is in optopt. */
static gboolean fail_option(int found, char **argv, GError **error)
{
    const char *argument = argv[optind - 1];
    const OsintOption *option = option_of(optopt);
    gboolean is_long = g_str_has_prefix(argument, "--");
    if (found == ':')
        return is_long ? fail(error, "%s needs a value", argument) : fail(error, "-%c needs a value", optopt);
    if (is_long && option != NULL)
        return fail(error, "--%s takes no value", option->name);
    if (is_long)
        return fail(error, "there is no option %s", argument);
    return fail(error, "there is no option -%c (to leave out a word: NOT word, or -- before the query)",
                optopt);
}

static gboolean read_options(OsintArguments *arguments, int argc, char **argv, GError **error)
{
    g_autoptr(GString) letters = g_string_new(NULL);
    g_autoptr(GArray) names = g_array_new(TRUE, TRUE, sizeof(struct option));
    table_for_getopt(letters, names);
    optind = 0;
    opterr = 0;
    int found;
    while ((found = getopt_long(argc, argv, letters->str, (const struct option *)names->data, NULL)) != -1) {
        const OsintOption *option = found == '?' || found == ':' ? NULL : option_of(found);
        if (option == NULL)
            return fail_option(found, argv, error);
        if (!option->set(arguments, optarg, error))
            return FALSE;
        if (arguments->print == OSINT_PRINT_HELP || arguments->print == OSINT_PRINT_VERSION)
            return TRUE;
    }
    return TRUE;
}

/* ---- what goes together ---- */

static gboolean choose_renderer(OsintArguments *arguments, GError **error)
{
    const char *name = arguments->format_name != NULL ? arguments->format_name : "text";
    arguments->renderer = osint_renderer_find(name);
    if (arguments->renderer == NULL || !osint_renderer_shows(arguments->renderer, arguments->show)) {
        g_autofree char *names = osint_renderers_for(arguments->show);
        return fail(error, "--format=%s is not available for --show=%s; there are %s", name,
                    osint_show_names()[arguments->show], names);
    }
    if (arguments->print != OSINT_PRINT_HITS && !g_str_equal(name, "text"))
        return fail(error, "--format=%s is not available for --count, -l, --analyze and --names", name);
    return TRUE;
}

static gboolean check_format(const OsintArguments *arguments, GError **error)
{
    const OsintRenderer *renderer = arguments->renderer;
    if (arguments->facets && !renderer->has_facets)
        return fail(error, "--facets is not available for --format=%s; there are text and json",
                    renderer->name);
    if (arguments->search.explain && !renderer->has_explanations)
        return fail(error, "--explain is not available for --format=%s", renderer->name);
    if (arguments->queries_from != NULL && renderer->is_single)
        return fail(error, "--queries-from is not available for --format=%s, which is of one query",
                    renderer->name);
    return TRUE;
}

static gboolean check_view(const OsintArguments *arguments, GError **error)
{
    const char *show = osint_show_names()[arguments->show];
    gboolean counts = arguments->print == OSINT_PRINT_HITS && osint_show_counts(arguments->show);
    gboolean card = arguments->show == OSINT_SHOW_ENTITY;
    if (arguments->by != OSINT_BY_AUTO && arguments->show != OSINT_SHOW_TIMELINE && !card)
        return fail(error, "--by goes with --show=timeline and --show=entity");
    if (arguments->type != NULL && arguments->show != OSINT_SHOW_ENTITIES &&
        arguments->show != OSINT_SHOW_NETWORK && arguments->names == NULL)
        return fail(error, "--type goes with --show=entities, --show=network and --names");
    if (counts && arguments->search.explain)
        return fail(error, "--explain is not available for --show=%s", show);
    if (counts && arguments->has_passages && !card)
        return fail(error, "--passages is not available for --show=%s", show);
    if (counts && arguments->facets && card)
        return fail(error, "--facets is not available for --show=%s", show);
    if (arguments->print != OSINT_PRINT_HITS && arguments->facets)
        return fail(error, "--facets is not available for --count, -l and --analyze");
    return TRUE;
}

static gboolean read_query(OsintArguments *arguments, char **words, GError **error)
{
    if (arguments->like != NULL && (arguments->names != NULL || arguments->queries_from != NULL))
        return fail(error, "--like goes neither with --names nor with --queries-from");
    if (arguments->names != NULL)
        return (*words == NULL && arguments->queries_from == NULL) || fail(error, "--names takes no query");
    if (arguments->queries_from != NULL && *words != NULL)
        return fail(error, "a query and --queries-from exclude each other");
    if (arguments->queries_from == NULL && arguments->like == NULL && *words == NULL)
        return fail(error, "there is no query");
    if (arguments->queries_from == NULL && *words != NULL)
        arguments->query = g_strjoinv(" ", words);
    return TRUE;
}

gboolean osint_arguments_parse(OsintArguments *arguments, int argc, char **argv, GError **error)
{
    *arguments = (OsintArguments){.search = OSINT_SEARCH_OPTIONS_DEFAULT};
    if (!read_options(arguments, argc, argv, error))
        return FALSE;
    if (arguments->print == OSINT_PRINT_HELP || arguments->print == OSINT_PRINT_VERSION)
        return TRUE;
    if (arguments->show == OSINT_SHOW_ARTICLES)
        arguments->search.passages = 1;
    return choose_renderer(arguments, error) && check_format(arguments, error) &&
           check_view(arguments, error) && read_query(arguments, argv + optind, error);
}

void osint_arguments_clear(OsintArguments *arguments)
{
    g_clear_pointer(&arguments->query, g_free);
}

/* ---- usage ---- */

static void append_option(GString *usage, const OsintOption *option)
{
    gsize start = usage->len;
    if (option->letter != 0)
        g_string_append_printf(usage, "  -%c", option->letter);
    else
        g_string_append(usage, "    ");
    if (option->name != NULL)
        g_string_append_printf(usage, "%s--%s", option->letter != 0 ? ", " : "  ", option->name);
    if (value_is_optional(option))
        g_string_append_printf(usage, "[=%.*s]", (int)strlen(option->value) - 2, option->value + 1);
    else if (option->value != NULL)
        g_string_append_printf(usage, "=%s", option->value);
    do
        g_string_append_c(usage, ' ');
    while (usage->len - start < HELP_COLUMN);
    g_auto(GStrv) lines = g_strsplit(option->help, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        g_string_append_printf(usage, "%*s%s\n", line == lines ? 0 : HELP_COLUMN, "", *line);
}

char *osint_options_usage(void)
{
    GString *usage = g_string_new("usage: osint-search [OPTIONS] QUERY...\n"
                                  "       osint-search [OPTIONS] --queries-from=FILE\n\n"
                                  "Finds the articles of an index that match a query, and the passages that\n"
                                  "matter. The query language is described in osint-query(7).\n\n");
    for (guint i = 0; i < G_N_ELEMENTS(options); i++)
        append_option(usage, &options[i]);
    g_string_append(usage,
                    "\nExit status: 0 something found, 1 nothing found, 2 the query or an option cannot\n"
                    "be read, 3 the index cannot be read.\n");
    return g_string_free(usage, FALSE);
}
