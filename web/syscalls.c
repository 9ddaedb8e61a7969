/* seccomp, with a program that make-filter made when this one was built. */
#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "web/filter.h"
#include "web/sandbox.h"

gboolean osint_sandbox_restrict_calls(gboolean network)
{
    struct sock_fprog program = {
        .len = network ? G_N_ELEMENTS(network_calls) : G_N_ELEMENTS(local_calls),
        .filter = (struct sock_filter *)(network ? network_calls : local_calls),
    };
    /* Without the flag, older kernels slow down all memory access of a process with a filter. */
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program) == 0;
}
