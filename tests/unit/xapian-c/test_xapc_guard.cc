/* Every class of exception thrown into the border comes out as its own code, and nothing gets through. */
#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <new>
#include <stdexcept>
#include <string>
#include <xapian.h>

extern "C" {
#include <cmocka.h>
}

#include "xapian-c/guard.hh"
#include "xapian-c/xapian-c.h"

namespace
{

template <class Thrower> void expect(Thrower &&thrower, XapcError code, const char *message)
{
    GError *error = nullptr;
    gboolean result = xapc::guard(&error, [&]() -> gboolean {
        thrower();
        return TRUE;
    });
    assert_false(result);
    assert_non_null(error);
    assert_int_equal(error->domain, XAPC_ERROR);
    assert_int_equal(error->code, code);
    assert_string_equal(error->message, message);
    g_error_free(error);
}

template <class Class> void expect_class(const char *name, XapcError code)
{
    std::string message = std::string(name) + ": what (where)";
    expect([] { throw Class("what", "where"); }, code, message.c_str());
}

void every_xapian_class_has_its_code(void **)
{
    expect_class<Xapian::DatabaseError>("DatabaseError", XAPC_ERROR_DATABASE);
    expect_class<Xapian::DatabaseCorruptError>("DatabaseCorruptError", XAPC_ERROR_DATABASE_CORRUPT);
    expect_class<Xapian::DatabaseCreateError>("DatabaseCreateError", XAPC_ERROR_DATABASE_CREATE);
    expect_class<Xapian::DatabaseLockError>("DatabaseLockError", XAPC_ERROR_DATABASE_LOCK);
    expect_class<Xapian::DatabaseModifiedError>("DatabaseModifiedError", XAPC_ERROR_DATABASE_MODIFIED);
    expect_class<Xapian::DatabaseOpeningError>("DatabaseOpeningError", XAPC_ERROR_DATABASE_OPENING);
    expect_class<Xapian::DatabaseNotFoundError>("DatabaseNotFoundError", XAPC_ERROR_DATABASE_NOT_FOUND);
    expect_class<Xapian::DatabaseVersionError>("DatabaseVersionError", XAPC_ERROR_DATABASE_VERSION);
    expect_class<Xapian::DatabaseClosedError>("DatabaseClosedError", XAPC_ERROR_DATABASE_CLOSED);
    expect_class<Xapian::DocNotFoundError>("DocNotFoundError", XAPC_ERROR_DOC_NOT_FOUND);
    expect_class<Xapian::FeatureUnavailableError>("FeatureUnavailableError", XAPC_ERROR_FEATURE_UNAVAILABLE);
    expect_class<Xapian::InvalidArgumentError>("InvalidArgumentError", XAPC_ERROR_INVALID_ARGUMENT);
    expect_class<Xapian::InvalidOperationError>("InvalidOperationError", XAPC_ERROR_INVALID_OPERATION);
    expect_class<Xapian::NetworkError>("NetworkError", XAPC_ERROR_NETWORK);
    expect_class<Xapian::NetworkTimeoutError>("NetworkTimeoutError", XAPC_ERROR_NETWORK_TIMEOUT);
    expect_class<Xapian::QueryParserError>("QueryParserError", XAPC_ERROR_QUERY_PARSER);
    expect_class<Xapian::RangeError>("RangeError", XAPC_ERROR_RANGE);
    expect_class<Xapian::SerialisationError>("SerialisationError", XAPC_ERROR_SERIALISATION);
    expect_class<Xapian::WildcardError>("WildcardError", XAPC_ERROR_WILDCARD);
    expect_class<Xapian::UnimplementedError>("UnimplementedError", XAPC_ERROR_UNIMPLEMENTED);
    expect_class<Xapian::AssertionError>("AssertionError", XAPC_ERROR_ASSERTION);
    expect_class<Xapian::InternalError>("InternalError", XAPC_ERROR_INTERNAL);
}

/* Classes a later libxapian may add: known by the nearest base class. */
struct NewDatabaseError : Xapian::DatabaseError {
    NewDatabaseError() : Xapian::DatabaseError("new")
    {
    }
};

struct NewRuntimeError : Xapian::RuntimeError {
    NewRuntimeError() : Xapian::RuntimeError("new", "", "7NewRuntimeError", 0)
    {
    }
};

struct NewLogicError : Xapian::LogicError {
    NewLogicError() : Xapian::LogicError("new", "", "7NewLogicError", 0)
    {
    }
};

void new_subclasses_fall_back_to_their_base(void **)
{
    expect([] { throw NewDatabaseError(); }, XAPC_ERROR_DATABASE, "DatabaseError: new");
    expect([] { throw NewRuntimeError(); }, XAPC_ERROR_RUNTIME, "NewRuntimeError: new");
    expect([] { throw NewLogicError(); }, XAPC_ERROR_OTHER, "NewLogicError: new");
}

void system_errors_are_named(void **)
{
    expect([] { throw Xapian::DatabaseError("cannot write", ENOSPC); }, XAPC_ERROR_DATABASE,
           "DatabaseError: cannot write: No space left on device");
}

void standard_and_foreign_exceptions(void **)
{
    expect([] { throw std::bad_alloc(); }, XAPC_ERROR_NO_MEMORY, "bad_alloc: out of memory");
    expect([] { throw std::length_error("too long"); }, XAPC_ERROR_UNKNOWN, "exception: too long");
    expect([] { throw 42; }, XAPC_ERROR_UNKNOWN, "exception: of an unknown type");
    expect([] { throw "text"; }, XAPC_ERROR_UNKNOWN, "exception: of an unknown type");
}

void messages_are_always_utf8(void **)
{
    GError *error = nullptr;
    assert_null(
        xapc::guard(&error, []() -> XapcDb * { throw Xapian::DatabaseOpeningError("\xff\xfe", "caf\xe9"); }));
    assert_int_equal(error->code, XAPC_ERROR_DATABASE_OPENING);
    assert_true(g_utf8_validate(error->message, -1, nullptr));
    g_error_free(error);
}

void errors_nobody_asks_for_are_dropped(void **)
{
    assert_int_equal(xapc::guard(nullptr, []() -> guint32 { throw Xapian::RangeError("x"); }), 0);
    assert_true(xapc::guard(nullptr, []() -> double { throw 1; }) == 0.0);
    xapc::guard(nullptr, [] { throw std::bad_alloc(); });
}

void results_pass_unchanged(void **)
{
    GError *error = nullptr;
    assert_int_equal(xapc::guard(&error, [] { return 7; }), 7);
    assert_null(error);
}

} // namespace

int main()
{
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_xapian_class_has_its_code),
        cmocka_unit_test(new_subclasses_fall_back_to_their_base),
        cmocka_unit_test(system_errors_are_named),
        cmocka_unit_test(standard_and_foreign_exceptions),
        cmocka_unit_test(messages_are_always_utf8),
        cmocka_unit_test(errors_nobody_asks_for_are_dropped),
        cmocka_unit_test(results_pass_unchanged),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
