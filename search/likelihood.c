/* Two by two tables. */
#include "search/likelihood.h"

#include <glib.h>
#include <math.h>

static double term(double observed, double expected)
{
    return observed > 0 && expected > 0 ? observed * log(observed / expected) : 0;
}

double osint_likelihood(double both, double one, double other, double all)
{
    double rest = MAX(all - one, 0), none = MAX(rest - (other - both), 0);
    all = one + rest;
    double expected = all > 0 ? one * other / all : 0;
    if (both <= expected)
        return 0;
    return 2 * (term(both, expected) + term(one - both, one * (all - other) / all) +
                term(other - both, rest * other / all) + term(none, rest * (all - other) / all));
}
