/* What the opaque handles of xapian-c.h hold, and the small conversions all parts of the binding share.
 *
 * Xapian's own objects are counted references to shared internals, so a handle that holds a copy of another
 * handle's object (terms of their database, hits of their enquiry) keeps it alive. */
#ifndef XAPIAN_C_HANDLES_HH
#define XAPIAN_C_HANDLES_HH

#include <memory>
#include <string>
#include <vector>
#include <xapian.h>

#include "xapian-c/guard.hh"
#include "xapian-c/xapian-c.h"

static_assert(sizeof(Xapian::docid) == sizeof(guint32) && sizeof(Xapian::termcount) == sizeof(guint32) &&
                  sizeof(Xapian::valueno) == sizeof(guint32),
              "the header promises 32-bit document ids, counts and slots");

struct XapcDb {
    Xapian::Database database;
    std::unique_ptr<Xapian::WritableDatabase>
        writer;          /* null on a read-only handle; else shares database's internals */
    bool remote = false; /* any of it is served by another process */
};

struct XapcDoc {
    Xapian::Document document;
};

struct XapcQuery {
    Xapian::Query query;
    grefcount references;

    explicit XapcQuery(Xapian::Query &&from) : query(std::move(from))
    {
        g_ref_count_init(&references);
    }
};

struct XapcSpy {
    std::shared_ptr<Xapian::ValueCountMatchSpy> counts;
};

struct XapcEnquire {
    std::vector<std::shared_ptr<Xapian::ValueCountMatchSpy>>
        spies; /* outlive enquire, which has plain pointers */
    Xapian::Enquire enquire;
    Xapian::doccount documents; /* of the database */

    explicit XapcEnquire(const Xapian::Database &database)
        : enquire(database), documents(database.get_doccount())
    {
    }
};

struct XapcMset {
    Xapian::MSet mset;
};

struct XapcStem {
    Xapian::Stem stem;
};

namespace xapc
{

/* A term to store or to look up: throws InvalidArgumentError when it is empty or too long to be one. */
std::string checked_term(const char *term);

/* A slot that values can be kept in: throws InvalidArgumentError for Xapian::BAD_VALUENO. */
Xapian::valueno checked_slot(guint32 slot);

/* throws InvalidArgumentError unless number is finite; name is for the message. */
double checked_finite(double number, const char *name);

inline std::string bytes_to_string(gconstpointer data, gsize length)
{
    return length == 0 ? std::string() : std::string(static_cast<const char *>(data), length);
}

inline GBytes *string_to_bytes(const std::string &text)
{
    return g_bytes_new(text.data(), text.size());
}

inline char *string_to_c(const std::string &text)
{
    return g_strndup(text.data(), text.size());
}

/* Frees a handle inside the border: a destructor's exception is dropped, since there is nobody to tell. */
template <class Handle> void release(Handle *handle) noexcept
{
    guard(nullptr, [&] { delete handle; });
}

/* For lists: new handles over Xapian's iterators that keep the owner of the list alive. */
XapcTerms *new_terms(const Xapian::Database &owner, Xapian::TermIterator first);
XapcTerms *new_terms(const Xapian::Document &owner, Xapian::TermIterator first);
XapcTerms *new_terms(const Xapian::Enquire &owner, Xapian::TermIterator first);

} // namespace xapc

#endif
