/* Where memory is at an end, GLib says so in a fatal message; C++ and code that does not look die of a
 * signal, and then there is no room left for a mapping. */
#include "indexer/worker/downfall.h"

#include <glib.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "indexer/worker/protocol.h"

#define ROOM ((gsize)64 << 20)
#define HANDLER_STACK ((gsize)64 << 10)

static GLogWriterOutput on_message(GLogLevelFlags level, const GLogField *fields, gsize count,
                                   gpointer user_data G_GNUC_UNUSED)
{
    for (gsize i = 0; (level & G_LOG_LEVEL_ERROR) != 0 && i < count; i++)
        if (strcmp(fields[i].key, "MESSAGE") == 0 && strstr(fields[i].value, "allocat") != NULL)
            _exit(OSINT_WORKER_EXIT_MEMORY);
    return G_LOG_WRITER_HANDLED;
}

static void on_signal(int number)
{
    void *room = mmap(NULL, ROOM, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED)
        _exit(OSINT_WORKER_EXIT_MEMORY);
    raise(number);
}

void osint_downfall_watch(void)
{
    static char stack[HANDLER_STACK];
    if (OSINT_SANITIZED)
        return;
    const int numbers[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP};
    const stack_t alternative = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)(SA_RESETHAND | SA_ONSTACK)};
    sigemptyset(&action.sa_mask);
    sigaltstack(&alternative, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        sigaction(numbers[i], &action, NULL);
    g_log_set_writer_func(on_message, NULL, NULL);
}
