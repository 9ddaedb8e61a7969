/* Completion for bash, which needs no library of shell functions. readline breaks words at "=": a value may
 * be the third of three words. */
#include "completion/completion.h"

#include <string.h>

static char *function_of(const char *program)
{
    char *name = g_strconcat("_", program, NULL);
    return g_strdelimit(name, "-", '_');
}

/* "--limit|-n" */
static void append_pattern(GString *out, const OsintCompletionOption *option)
{
    if (option->name != NULL)
        g_string_append_printf(out, "--%s", option->name);
    if (option->letter != 0)
        g_string_append_printf(out, "%s-%c", option->name != NULL ? "|" : "", option->letter);
}

static char *reply_of(const OsintCompletionOption *option)
{
    switch (option->complete) {
    case OSINT_COMPLETE_CHOICES: {
        g_autofree char *words = g_strjoinv(" ", (char **)option->choices);
        return g_strdup_printf("mapfile -t COMPREPLY < <(compgen -W '%s' -P \"$lead\" -- \"$cur\")", words);
    }
    case OSINT_COMPLETE_FILES:
        return g_strdup(
            "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -P \"$lead\" -- \"$cur\")");
    case OSINT_COMPLETE_DIRECTORIES:
        return g_strdup(
            "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -P \"$lead\" -- \"$cur\")");
    default:
        return NULL;
    }
}

/* The value of an option that may stand without one is only what is joined to it. */
static void append_case(GString *out, const OsintCompletionOption *option)
{
    g_autofree char *reply = reply_of(option);
    g_string_append(out, "    ");
    append_pattern(out, option);
    g_string_append(out, ")\n");
    if (option->is_optional)
        g_string_append_printf(out, "        if [[ -n $joined ]]; then %s; return 0; fi\n", reply);
    else if (reply != NULL)
        g_string_append_printf(out, "        %s\n        return 0\n", reply);
    else
        g_string_append(out, "        return 0\n");
    g_string_append(out, "        ;;\n");
}

static void append_names(GString *out, const OsintCompletion *completion)
{
    for (guint i = 0; i < completion->options->len; i++) {
        const OsintCompletionOption *option = &g_array_index(completion->options, OsintCompletionOption, i);
        const char *space = i > 0 ? " " : "";
        if (option->name != NULL)
            g_string_append_printf(out, "%s--%s%s", space, option->name,
                                   option->value != NULL && !option->is_optional ? "=" : "");
        else
            g_string_append_printf(out, "%s-%c", space, option->letter);
    }
}

static gboolean any_is_optional(const OsintCompletion *completion)
{
    gboolean any = FALSE;
    for (guint i = 0; i < completion->options->len; i++)
        any = any || g_array_index(completion->options, OsintCompletionOption, i).is_optional;
    return any;
}

static void append_head(GString *out, const OsintCompletion *completion, const char *function)
{
    const char *joined = any_is_optional(completion) ? " joined=1" : "";
    g_string_append_printf(out,
                           "# bash completion for %s\n\n"
                           "%s()\n"
                           "{\n"
                           "    local cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]}\n"
                           "    local lead='' i%s\n"
                           "    COMPREPLY=()\n"
                           "    if [[ $cur == --*=* ]]; then\n"
                           "        option=${cur%%%%=*} lead=${cur%%%%=*}= cur=${cur#*=}%s\n"
                           "    elif [[ $cur == '=' ]]; then\n"
                           "        cur=''%s\n"
                           "    elif [[ $option == '=' ]]; then\n"
                           "        option=${COMP_WORDS[COMP_CWORD-2]}%s\n"
                           "    fi\n"
                           "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                           "        [[ ${COMP_WORDS[i]} == -- ]] && option=--\n"
                           "    done\n"
                           "    case $option in\n",
                           completion->program, function, *joined != '\0' ? " joined=''" : "", joined, joined,
                           joined);
}

/* readline may break words at ":", too. The index is the one that the line names. */
static void append_query(GString *out, const OsintCompletion *completion)
{
    g_string_append_printf(
        out,
        "    else\n"
        "        local field='' index=()\n"
        "        if [[ $cur == *:* ]]; then\n"
        "            field=${cur%%%%:*} lead=${cur%%%%:*}: cur=${cur#*:}\n"
        "            if [[ -z $field ]]; then field=$option lead=''; fi\n"
        "        elif [[ $option == ':' ]]; then\n"
        "            field=${COMP_WORDS[COMP_CWORD-2]}\n"
        "        fi\n"
        "        for ((i = 1; i < COMP_CWORD - 1; i++)); do\n"
        "            if [[ ${COMP_WORDS[i]} == --db || ${COMP_WORDS[i]} == --config ]]; then\n"
        "                index+=(\"${COMP_WORDS[i]}=${COMP_WORDS[i+1]#=}\")\n"
        "                if [[ ${COMP_WORDS[i+1]} == '=' ]]; then\n"
        "                    index[-1]+=${COMP_WORDS[i+2]}\n"
        "                fi\n"
        "            fi\n"
        "        done\n"
        "        case $field in %s)\n"
        "            mapfile -t COMPREPLY < <(compgen -P \"$lead\" -W \"$(\n"
        "                %s \"${index[@]}\" --names=\"$cur\" 2>/dev/null | cut -f1)\" -- "
        "\"${cur,,}\")\n"
        "        esac\n",
        completion->fields->str, completion->program);
}

static void append_tail(GString *out, const OsintCompletion *completion, const char *function)
{
    g_string_append(out, "    esac\n"
                         "    if [[ $option != -- && $cur == -* ]]; then\n"
                         "        mapfile -t COMPREPLY < <(compgen -W '");
    append_names(out, completion);
    g_string_append(out, "' -- \"$cur\")\n"
                         "        if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then\n"
                         "            compopt -o nospace\n"
                         "        fi\n");
    if (completion->operands == OSINT_COMPLETE_FILES)
        g_string_append(out,
                        "    else\n"
                        "        compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n");
    if (completion->operands == OSINT_COMPLETE_QUERY)
        append_query(out, completion);
    g_string_append_printf(out, "    fi\n}\n\ncomplete -F %s %s\n", function, completion->program);
}

void osint_completion_bash(GString *out, const OsintCompletion *completion)
{
    g_autofree char *function = function_of(completion->program);
    append_head(out, completion, function);
    for (guint i = 0; i < completion->options->len; i++) {
        const OsintCompletionOption *option = &g_array_index(completion->options, OsintCompletionOption, i);
        if (option->value != NULL)
            append_case(out, option);
    }
    append_tail(out, completion, function);
}
