/* What writing the columns of a whole generation costs: bench_columns INDEX/current
 *
 * Writes them anew there and prints the CPU seconds. */
#include <stdio.h>
#include <time.h>

#include "indexer/store/columns-write.h"

int main(int argc, char **argv)
{
    struct timespec used;
    if (argc != 2) {
        g_printerr("usage: bench_columns INDEX/current\n");
        return 2;
    }
    osint_columns_write(argv[1], NULL, NULL);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    printf("%.2f\n", (double)used.tv_sec + 1e-9 * (double)used.tv_nsec);
    return 0;
}
