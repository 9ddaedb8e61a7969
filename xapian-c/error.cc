/* The one translator of C++ exceptions into GErrors, and the argument checks that throw before Xapian would
 * be too late or too kind. */
#include "xapian-c/handles.hh"

#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <new>

G_DEFINE_QUARK(xapc - error - quark, xapc_error)

namespace
{

/* Whether the exception being handled is a Class. Xapian's errors have no virtual function to ask. */
template <class Class> bool is()
{
    try {
        throw;
    } catch (const Class &) {
        return true;
    } catch (...) {
        return false;
    }
}

struct ErrorClass {
    bool (*handled)();
    XapcError code;
};

/* Subclasses stand before their base classes: the first that matches is taken. */
const ErrorClass error_classes[] = {
    {is<Xapian::DatabaseVersionError>, XAPC_ERROR_DATABASE_VERSION},
    {is<Xapian::DatabaseNotFoundError>, XAPC_ERROR_DATABASE_NOT_FOUND},
    {is<Xapian::DatabaseOpeningError>, XAPC_ERROR_DATABASE_OPENING},
    {is<Xapian::DatabaseCorruptError>, XAPC_ERROR_DATABASE_CORRUPT},
    {is<Xapian::DatabaseCreateError>, XAPC_ERROR_DATABASE_CREATE},
    {is<Xapian::DatabaseLockError>, XAPC_ERROR_DATABASE_LOCK},
    {is<Xapian::DatabaseModifiedError>, XAPC_ERROR_DATABASE_MODIFIED},
    {is<Xapian::DatabaseClosedError>, XAPC_ERROR_DATABASE_CLOSED},
    {is<Xapian::DatabaseError>, XAPC_ERROR_DATABASE},
    {is<Xapian::DocNotFoundError>, XAPC_ERROR_DOC_NOT_FOUND},
    {is<Xapian::FeatureUnavailableError>, XAPC_ERROR_FEATURE_UNAVAILABLE},
    {is<Xapian::NetworkTimeoutError>, XAPC_ERROR_NETWORK_TIMEOUT},
    {is<Xapian::NetworkError>, XAPC_ERROR_NETWORK},
    {is<Xapian::QueryParserError>, XAPC_ERROR_QUERY_PARSER},
    {is<Xapian::RangeError>, XAPC_ERROR_RANGE},
    {is<Xapian::SerialisationError>, XAPC_ERROR_SERIALISATION},
    {is<Xapian::WildcardError>, XAPC_ERROR_WILDCARD},
    {is<Xapian::InternalError>, XAPC_ERROR_INTERNAL},
    {is<Xapian::RuntimeError>, XAPC_ERROR_RUNTIME},
    {is<Xapian::InvalidArgumentError>, XAPC_ERROR_INVALID_ARGUMENT},
    {is<Xapian::InvalidOperationError>, XAPC_ERROR_INVALID_OPERATION},
    {is<Xapian::UnimplementedError>, XAPC_ERROR_UNIMPLEMENTED},
    {is<Xapian::AssertionError>, XAPC_ERROR_ASSERTION},
};

XapcError handled_code()
{
    for (const ErrorClass &known : error_classes) {
        if (known.handled())
            return known.code;
    }
    return XAPC_ERROR_OTHER;
}

/* Xapian puts paths and terms of any bytes into its texts; a GError's message is UTF-8. */
void set_error(GError **error, XapcError code, const std::string &text)
{
    g_autofree char *message = g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()));
    g_set_error_literal(error, XAPC_ERROR, code, message);
}

/* Only while thrown is being handled. */
void set_xapian_error(GError **error, const Xapian::Error &thrown)
{
    std::string text = std::string(thrown.get_type()) + ": " + thrown.get_msg();
    if (const char *system = thrown.get_error_string())
        text.append(": ").append(system);
    if (!thrown.get_context().empty())
        text.append(" (").append(thrown.get_context()).append(")");
    set_error(error, handled_code(), text);
}

void translate(GError **error)
{
    try {
        throw;
    } catch (const Xapian::Error &thrown) {
        set_xapian_error(error, thrown);
    } catch (const std::bad_alloc &) {
        g_set_error_literal(error, XAPC_ERROR, XAPC_ERROR_NO_MEMORY, "bad_alloc: out of memory");
    } catch (const std::exception &thrown) {
        set_error(error, XAPC_ERROR_UNKNOWN, std::string("exception: ") + thrown.what());
    } catch (...) {
        g_set_error_literal(error, XAPC_ERROR, XAPC_ERROR_UNKNOWN, "exception: of an unknown type");
    }
}

} // namespace

void xapc::translate_exception(GError **error) noexcept
{
    try {
        translate(error);
    } catch (...) {
        g_set_error_literal(error, XAPC_ERROR, XAPC_ERROR_NO_MEMORY,
                            "bad_alloc: no memory left for the message");
    }
}

std::string xapc::checked_term(const char *term)
{
    g_assert(term != nullptr);
    std::string checked(term);
    if (checked.empty())
        throw Xapian::InvalidArgumentError("a term must not be empty");
    if (checked.size() > XAPC_TERM_MAX)
        throw Xapian::InvalidArgumentError("term of " + std::to_string(checked.size()) + " bytes, at most " +
                                               std::to_string(XAPC_TERM_MAX) + " are allowed",
                                           checked);
    return checked;
}

Xapian::valueno xapc::checked_slot(guint32 slot)
{
    if (slot == Xapian::BAD_VALUENO)
        throw Xapian::InvalidArgumentError("no value slot has the number " + std::to_string(slot));
    return slot;
}

double xapc::checked_finite(double number, const char *name)
{
    if (!std::isfinite(number))
        throw Xapian::InvalidArgumentError(std::string(name) + " must be a finite number");
    return number;
}

namespace
{

void (*terminate_func)(const char *reason);

[[noreturn]] void on_terminate() noexcept
{
    const char *system = g_strerror(errno); /* all there is when Xapian's own cleaning up threw */
    g_autoptr(GError) error = nullptr;
    if (std::current_exception() != nullptr)
        xapc::translate_exception(&error);
    terminate_func(error != nullptr ? error->message : system);
    std::abort();
}

} // namespace

void xapc_on_terminate(void (*func)(const char *reason))
{
    terminate_func = func;
    std::set_terminate(on_terminate);
}

const char *xapc_version(void)
{
    return Xapian::version_string();
}
