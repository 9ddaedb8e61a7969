/* osint-completion: a tool of the build. osint-completion SHELL PROGRAM FILE writes what SHELL needs to
 * complete the command line of PROGRAM. */
#include <stdio.h>
#include <string.h>

#include "completion/completion.h"
#include "indexer/options.h"
#include "search/options.h"
#include "search/query-internal.h"

static void option_clear(gpointer data)
{
    OsintCompletionOption *option = data;
    g_free(option->name);
    g_free(option->help);
    g_free(option->value);
}

static OsintComplete complete_for(const char *value, const char *const *choices)
{
    if (choices != NULL)
        return OSINT_COMPLETE_CHOICES;
    if (g_strcmp0(value, "FILE") == 0)
        return OSINT_COMPLETE_FILES;
    return g_strcmp0(value, "DIR") == 0 ? OSINT_COMPLETE_DIRECTORIES : OSINT_COMPLETE_NOTHING;
}

static char *one_line(const char *help)
{
    char *line = g_strdup(help);
    return g_strdelimit(line, "\n", ' ');
}

/* "[WHEN]": a value that may be left out. */
static void add_search_option(GArray *options, const OsintOption *from)
{
    gboolean is_optional = from->value != NULL && from->value[0] == '[';
    OsintCompletionOption option = {.letter = (char)from->letter,
                                    .name = g_strdup(from->name),
                                    .help = one_line(from->help),
                                    .is_optional = is_optional,
                                    .choices = from->values != NULL ? from->values() : NULL};
    if (from->value != NULL)
        option.value =
            is_optional ? g_strndup(from->value + 1, strlen(from->value) - 2) : g_strdup(from->value);
    option.complete = complete_for(option.value, option.choices);
    g_array_append_val(options, option);
}

static void add_index_option(const GOptionEntry *entry, const char *const *choices, gpointer options)
{
    OsintCompletionOption option = {.letter = entry->short_name,
                                    .name = g_strdup(entry->long_name),
                                    .help = one_line(entry->description),
                                    .value = g_strdup(entry->arg_description),
                                    .is_repeatable = entry->arg == G_OPTION_ARG_FILENAME_ARRAY,
                                    .choices = choices};
    option.complete = complete_for(option.value, choices);
    g_array_append_val((GArray *)options, option);
}

/* Indicators are in no list. */
static void add_fields(GString *out)
{
    gsize count;
    const OsintFieldName *fields = osint_query_fields(&count);
    for (gsize i = 0; i < count; i++)
        if ((fields[i].class == OSINT_FIELD_CLASS_ENTITY && !osint_query_indicator_family(fields[i].type)) ||
            fields[i].class == OSINT_FIELD_CLASS_COUNT)
            g_string_append_printf(out, "%s%s", out->len > 0 ? "|" : "", fields[i].name);
}

static gboolean fill(OsintCompletion *completion, const char *program)
{
    completion->program = program;
    if (g_str_equal(program, "osint-index")) {
        completion->operands = OSINT_COMPLETE_FILES;
        osint_options_each(add_index_option, completion->options);
        return TRUE;
    }
    completion->operands = OSINT_COMPLETE_QUERY;
    add_fields(completion->fields);
    guint count;
    const OsintOption *options = osint_options(&count);
    for (guint i = 0; i < count; i++)
        add_search_option(completion->options, &options[i]);
    return g_str_equal(program, "osint-search");
}

int main(int argc, char **argv)
{
    OsintCompletion completion = {.options = g_array_new(FALSE, FALSE, sizeof(OsintCompletionOption)),
                                  .fields = g_string_new(NULL)};
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_array_set_clear_func(completion.options, option_clear);
    if (argc != 4 || !fill(&completion, argv[2])) {
        fputs("usage: osint-completion bash|zsh osint-search|osint-index FILE\n", stderr);
        return 2;
    }
    if (g_str_equal(argv[1], "bash"))
        osint_completion_bash(out, &completion);
    else
        osint_completion_zsh(out, &completion);
    g_array_unref(completion.options);
    g_string_free(completion.fields, TRUE);
    if (g_file_set_contents(argv[3], out->str, (gssize)out->len, &error))
        return 0;
    fprintf(stderr, "osint-completion: %s\n", error->message);
    return 1;
}
