/* Terminal and pager, as git does it: less gets LESS=FRX (end at once when all fits, keep colours, leave the
 * screen as it is) unless the user has settings of their own. */
#include "search/terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define WIDTH_UNKNOWN 80u
#define WIDTH_LEAST 30u /* narrower, text is left to the terminal to break */

static guint width_of_terminal(void)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    guint64 columns;
    const char *variable = g_getenv("COLUMNS");
    if (variable != NULL && g_ascii_string_to_unsigned(variable, 10, 1, 10000, &columns, NULL))
        return (guint)columns;
    return WIDTH_UNKNOWN;
}

/* no-color.org: NO_COLOR counts when it is not empty. */
static gboolean wants_color(OsintWhen color, gboolean is_terminal)
{
    const char *no_color = g_getenv("NO_COLOR");
    if (color != OSINT_WHEN_AUTO)
        return color == OSINT_WHEN_ALWAYS;
    return is_terminal && (no_color == NULL || *no_color == '\0') && g_strcmp0(g_getenv("TERM"), "dumb") != 0;
}

void osint_terminal_init(OsintTerminal *terminal, OsintWhen color)
{
    *terminal = (OsintTerminal){.is_terminal = isatty(STDOUT_FILENO) == 1};
    terminal->width = terminal->is_terminal ? MAX(width_of_terminal(), WIDTH_LEAST) : 0;
    terminal->color = wants_color(color, terminal->is_terminal);
}

static char *pager_command(void)
{
    const char *named = g_getenv("PAGER");
    if (named == NULL)
        return g_find_program_in_path("less");
    return *named == '\0' || g_str_equal(named, "cat") ? NULL : g_strdup(named);
}

/* A pager may be a pipeline of programs that end when nobody reads them, which this one does not. */
static void let_pipes_break(gpointer unused)
{
    (void)unused;
    signal(SIGPIPE, SIG_DFL);
}

void osint_terminal_start_pager(OsintTerminal *terminal)
{
    g_autofree char *command = terminal->page && terminal->is_terminal ? pager_command() : NULL;
    terminal->page = FALSE;
    if (command == NULL)
        return;
    char *argv[] = {(char *)"/bin/sh", (char *)"-c", command, NULL};
    g_auto(GStrv) environment = g_get_environ();
    environment = g_environ_setenv(environment, "LESS", "FRX", FALSE);
    environment = g_environ_setenv(environment, "LV", "-c", FALSE);
    int input;
    GSpawnFlags flags = G_SPAWN_DO_NOT_REAP_CHILD;
    if (!g_spawn_async_with_pipes(NULL, argv, environment, flags, let_pipes_break, NULL, &terminal->pager,
                                  &input, NULL, NULL, NULL))
        return;
    signal(SIGINT, SIG_IGN);
    dup2(input, STDOUT_FILENO);
    close(input);
}

void osint_terminal_finish(OsintTerminal *terminal)
{
    if (terminal->pager == 0)
        return;
    fclose(stdout);
    while (waitpid(terminal->pager, NULL, 0) < 0 && errno == EINTR)
        ;
    terminal->pager = 0;
}
