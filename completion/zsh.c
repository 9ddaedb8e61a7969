/* Completion for zsh, by its _arguments. */
#include "completion/completion.h"

#include <string.h>

/* In a specification between apostrophes. */
static void append_escaped(GString *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\'')
            g_string_append(out, "'\\''");
        else if (strchr("[]:\\", *at) != NULL)
            g_string_append_printf(out, "\\%c", *at);
        else
            g_string_append_c(out, *at);
    }
}

static void append_action(GString *out, OsintComplete complete, const char *const *choices)
{
    if (complete == OSINT_COMPLETE_FILES)
        g_string_append(out, "_files");
    else if (complete == OSINT_COMPLETE_DIRECTORIES)
        g_string_append(out, "_files -/");
    else if (complete == OSINT_COMPLETE_CHOICES) {
        g_autofree char *words = g_strjoinv(" ", (char **)choices);
        g_string_append_printf(out, "(%s)", words);
    }
}

/* How a name takes its value: "--limit=" also as the next word, "-n+" likewise, "--color=-" only joined. */
static void append_specification(GString *out, const OsintCompletionOption *option, gboolean long_name)
{
    g_string_append(out, " \\\n    '");
    if (option->is_repeatable)
        g_string_append_c(out, '*');
    else if (option->name != NULL && option->letter != 0)
        g_string_append_printf(out, "(-%c --%s)", option->letter, option->name);
    if (long_name)
        g_string_append_printf(out, "--%s%s", option->name,
                               option->value == NULL ? ""
                               : option->is_optional ? "=-"
                                                     : "=");
    else
        g_string_append_printf(out, "-%c%s", option->letter, option->value != NULL ? "+" : "");
    g_string_append_c(out, '[');
    append_escaped(out, option->help);
    g_string_append_c(out, ']');
    if (option->value != NULL) {
        g_string_append_printf(out, "%s%s:", option->is_optional ? "::" : ":", option->value);
        append_action(out, option->complete, option->choices);
    }
    g_string_append_c(out, '\'');
}

/* The index is the one that the line names. */
static void append_query(GString *out, const OsintCompletion *completion)
{
    g_string_append_printf(out,
                           "_osint_names() {\n"
                           "    [[ $PREFIX == (%s):* ]] || return 1\n"
                           "    compset -P '*:'\n"
                           "    local -a index names\n"
                           "    index=(${(M)words:#--(db|config)=*})\n"
                           "    names=(${(f)\"$(%s $index --names=\"$PREFIX\" 2>/dev/null | cut -f1)\"})\n"
                           "    compadd -a names\n"
                           "}\n\n",
                           completion->fields->str, completion->program);
}

void osint_completion_zsh(GString *out, const OsintCompletion *completion)
{
    g_string_append_printf(out, "#compdef %s\n\n", completion->program);
    if (completion->operands == OSINT_COMPLETE_QUERY)
        append_query(out, completion);
    g_string_append(out, "_arguments -s -S");
    for (guint i = 0; i < completion->options->len; i++) {
        const OsintCompletionOption *option = &g_array_index(completion->options, OsintCompletionOption, i);
        if (option->letter != 0)
            append_specification(out, option, FALSE);
        if (option->name != NULL)
            append_specification(out, option, TRUE);
    }
    g_string_append(out, completion->operands == OSINT_COMPLETE_FILES ? " \\\n    '*:path:_files'\n"
                                                                      : " \\\n    '*:query:_osint_names'\n");
}
