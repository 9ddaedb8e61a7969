/* What the sanitizers are told about libxapian 1.4 itself; compiled only into sanitized programs.
 *
 * Database::check() deletes a table through a base class without a virtual destructor, and a search that ends
 * with an exception (a wildcard over its limit) does not free the weights it had made. */

extern "C" __attribute__((visibility("default"))) const char *__asan_default_options(void);
extern "C" __attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);

const char *__asan_default_options(void)
{
    return "new_delete_type_mismatch=0";
}

const char *__lsan_default_suppressions(void)
{
    return "leak:Weight::clone\n";
}
