/* How far two things are together from chance (Dunning 1993, "Accurate methods for the statistics of surprise
 * and coincidence"). */
#ifndef OSINT_SEARCH_LIKELIHOOD_H
#define OSINT_SEARCH_LIKELIHOOD_H

/* The log-likelihood ratio of passages with both, with one, with the other, and all; 0 where the two are
 * together no more often than by chance. */
double osint_likelihood(double both, double one, double other, double all);

#endif
