/* Work on whole databases as files: merging and checking. */
#include "xapian-c/handles.hh"

#include <sstream>

using xapc::guard;

/* Xapian would write over a database that is already there. */
static void refuse_existing(const char *destination)
{
    g_autofree char *version_file = g_build_filename(destination, "iamglass", nullptr);
    if (g_file_test(version_file, G_FILE_TEST_EXISTS))
        throw Xapian::DatabaseCreateError("cannot compact over a database that exists", destination);
}

gboolean xapc_compact(const char *const *sources, gsize count, const char *destination, gboolean keep_docids,
                      GError **error)
{
    return guard(error, [&]() -> gboolean {
        if (count == 0)
            throw Xapian::InvalidArgumentError("no database to compact", destination);
        refuse_existing(destination);
        Xapian::Database all;
        for (gsize i = 0; i < count; i++)
            all.add_database(Xapian::Database(sources[i]));
        all.compact(destination,
                    Xapian::Compactor::FULL | (keep_docids ? Xapian::DBCOMPACT_NO_RENUMBER : 0U));
        return TRUE;
    });
}

gboolean xapc_check(const char *path, gsize *problems, char **report, GError **error)
{
    return guard(error, [&]() -> gboolean {
        std::ostringstream text;
        gsize found = Xapian::Database::check(path, 0, &text);
        if (report != nullptr)
            *report = xapc::string_to_c(text.str());
        *problems = found;
        return TRUE;
    });
}
