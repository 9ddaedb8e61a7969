/* Walks over terms, metadata keys, postings and values, with Xapian's iterators made safe: a step or a skip
 * past the end, or a look before the first step, is an answer here and undefined behaviour there. */
#include "xapian-c/handles.hh"

#include <algorithm>
#include <variant>

using xapc::guard;

namespace
{

template <class Iterator> class Walk
{
  public:
    explicit Walk(Iterator first) : at(std::move(first))
    {
    }

    /* Steps to the next entry; false at the end, and after a step that threw. */
    bool next()
    {
        if (state == State::on) {
            state = State::finished;
            ++at;
            state = State::before;
        }
        if (state == State::finished || at == Iterator()) {
            state = State::finished;
            return false;
        }
        state = State::on;
        return true;
    }

    /* Only forward: Xapian's term lists also go back when they are told to skip to an earlier term. */
    template <class Key> void skip_to(const Key &key)
    {
        if (state == State::finished || at == Iterator())
            return;
        state = State::finished;
        if (key_of(at) < key)
            at.skip_to(key);
        state = State::before;
    }

    const Iterator &current() const
    {
        if (state != State::on)
            throw Xapian::InvalidOperationError("the list stands on no entry");
        return at;
    }

  private:
    template <class Any> static auto key_of(const Any &iterator)
    {
        return *iterator;
    }

    static Xapian::docid key_of(const Xapian::ValueIterator &iterator)
    {
        return iterator.get_docid();
    }

    enum class State { before, on, finished }; /* before: next() gives what at points to */
    Iterator at;
    State state = State::before;
};

} // namespace

struct XapcTerms {
    std::variant<Xapian::Database, Xapian::Document, Xapian::Enquire> owner;
    Walk<Xapian::TermIterator> walk;
    std::string term; /* what next() handed out */
};

struct XapcPostings {
    Xapian::Database owner;
    Walk<Xapian::PostingIterator> walk;
};

/* The values of a slot as a list: what a server sends, since Xapian reads the values of a remote database
 * document by document. */
class Column
{
  public:
    Column(const Xapian::Database &database, Xapian::valueno slot)
    {
        Xapian::Enquire enquire(database);
        enquire.set_query(Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, std::string(1, '\0')));
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.set_sort_by_value(slot, false);
        Xapian::MSet all = enquire.get_mset(0, database.get_doccount());
        for (Xapian::MSetIterator hit = all.begin(); hit != all.end(); ++hit)
            entries.emplace_back(*hit, hit.get_sort_key());
        std::sort(entries.begin(), entries.end());
    }

    const std::pair<Xapian::docid, std::string> *next()
    {
        return at < entries.size() ? &entries[at++] : nullptr;
    }

    void skip_to(Xapian::docid docid)
    {
        while (at < entries.size() && entries[at].first < docid)
            at++;
    }

  private:
    std::vector<std::pair<Xapian::docid, std::string>> entries;
    std::size_t at = 0;
};

/* The same from the documents. Xapian's own streams leave out values that are not written yet when no change
 * was made since postings were last flushed, as in a transaction of just so many documents. */
class Unwritten
{
  public:
    Unwritten(Xapian::Database source, Xapian::valueno wanted)
        : database(std::move(source)), slot(wanted), at(database.postlist_begin("")),
          end(database.postlist_end(""))
    {
    }

    const std::pair<Xapian::docid, std::string> *next()
    {
        for (; at != end; ++at) {
            entry = {*at, database.get_document(*at).get_value(slot)};
            if (entry.second.empty())
                continue;
            ++at;
            return &entry;
        }
        return nullptr;
    }

    void skip_to(Xapian::docid docid)
    {
        if (at != end)
            at.skip_to(docid);
    }

  private:
    Xapian::Database database;
    Xapian::valueno slot;
    Xapian::PostingIterator at, end;
    std::pair<Xapian::docid, std::string> entry;
};

struct XapcValues {
    Xapian::Database owner;
    std::variant<Walk<Xapian::ValueIterator>, Column, Unwritten> walk;
    std::string value; /* what next() handed out */
};

XapcTerms *xapc::new_terms(const Xapian::Database &owner, Xapian::TermIterator first)
{
    return new XapcTerms{owner, Walk<Xapian::TermIterator>(std::move(first)), {}};
}

XapcTerms *xapc::new_terms(const Xapian::Document &owner, Xapian::TermIterator first)
{
    return new XapcTerms{owner, Walk<Xapian::TermIterator>(std::move(first)), {}};
}

XapcTerms *xapc::new_terms(const Xapian::Enquire &owner, Xapian::TermIterator first)
{
    return new XapcTerms{owner, Walk<Xapian::TermIterator>(std::move(first)), {}};
}

XapcTerms *xapc_db_terms(XapcDb *db, const char *prefix, GError **error)
{
    return guard(error, [&] { return xapc::new_terms(db->database, db->database.allterms_begin(prefix)); });
}

XapcTerms *xapc_db_metadata_keys(XapcDb *db, const char *prefix, GError **error)
{
    return guard(error,
                 [&] { return xapc::new_terms(db->database, db->database.metadata_keys_begin(prefix)); });
}

XapcTerms *xapc_doc_terms(XapcDoc *doc, GError **error)
{
    return guard(error, [&] { return xapc::new_terms(doc->document, doc->document.termlist_begin()); });
}

XapcTerms *xapc_enquire_matching_terms(XapcEnquire *enquire, guint32 docid, GError **error)
{
    return guard(error, [&] {
        return xapc::new_terms(enquire->enquire, enquire->enquire.get_matching_terms_begin(docid));
    });
}

gboolean xapc_terms_next(XapcTerms *terms, const char **term, GError **error)
{
    return guard(error, [&]() -> gboolean {
        if (!terms->walk.next())
            return FALSE;
        terms->term = *terms->walk.current();
        *term = terms->term.c_str();
        return TRUE;
    });
}

gboolean xapc_terms_skip_to(XapcTerms *terms, const char *term, GError **error)
{
    return guard(error, [&]() -> gboolean {
        if (std::holds_alternative<Xapian::Enquire>(terms->owner))
            throw Xapian::InvalidOperationError("matching terms stand in no order to skip in");
        terms->walk.skip_to(std::string(term));
        return TRUE;
    });
}

gboolean xapc_terms_freq(XapcTerms *terms, guint32 *term_freq, GError **error)
{
    return guard(error, [&]() -> gboolean {
        *term_freq = terms->walk.current().get_termfreq();
        return TRUE;
    });
}

gboolean xapc_terms_wdf(XapcTerms *terms, guint32 *wdf, GError **error)
{
    return guard(error, [&]() -> gboolean {
        *wdf = terms->walk.current().get_wdf();
        return TRUE;
    });
}

void xapc_terms_free(XapcTerms *terms)
{
    xapc::release(terms);
}

XapcPostings *xapc_db_postings(XapcDb *db, const char *term, GError **error)
{
    return guard(error, [&] {
        std::string wanted = *term == '\0' ? std::string() : xapc::checked_term(term);
        return new XapcPostings{db->database,
                                Walk<Xapian::PostingIterator>(db->database.postlist_begin(wanted))};
    });
}

gboolean xapc_postings_next(XapcPostings *postings, guint32 *docid, GError **error)
{
    return guard(error, [&]() -> gboolean {
        if (!postings->walk.next())
            return FALSE;
        *docid = *postings->walk.current();
        return TRUE;
    });
}

gboolean xapc_postings_skip_to(XapcPostings *postings, guint32 docid, GError **error)
{
    return guard(error, [&]() -> gboolean {
        postings->walk.skip_to(docid);
        return TRUE;
    });
}

gboolean xapc_postings_wdf(XapcPostings *postings, guint32 *wdf, GError **error)
{
    return guard(error, [&]() -> gboolean {
        *wdf = postings->walk.current().get_wdf();
        return TRUE;
    });
}

void xapc_postings_free(XapcPostings *postings)
{
    xapc::release(postings);
}

XapcValues *xapc_db_values(XapcDb *db, guint32 slot, GError **error)
{
    return guard(error, [&] {
        Xapian::valueno checked = xapc::checked_slot(slot);
        if (db->remote)
            return new XapcValues{db->database, Column(db->database, checked), {}};
        if (db->writer != nullptr)
            return new XapcValues{db->database, Unwritten(db->database, checked), {}};
        return new XapcValues{
            db->database, Walk<Xapian::ValueIterator>(db->database.valuestream_begin(checked)), {}};
    });
}

/* The next entry; false at the end. */
static bool next_value(XapcValues *values, guint32 *docid)
{
    auto *column = std::get_if<Column>(&values->walk);
    auto *unwritten = std::get_if<Unwritten>(&values->walk);
    if (column != nullptr || unwritten != nullptr) {
        const auto *entry = column != nullptr ? column->next() : unwritten->next();
        if (entry == nullptr)
            return false;
        *docid = entry->first;
        values->value = entry->second;
        return true;
    }
    auto &walk = std::get<Walk<Xapian::ValueIterator>>(values->walk);
    if (!walk.next())
        return false;
    values->value = *walk.current();
    *docid = walk.current().get_docid();
    return true;
}

gboolean xapc_values_next(XapcValues *values, guint32 *docid, const char **value, gsize *length,
                          GError **error)
{
    return guard(error, [&]() -> gboolean {
        if (!next_value(values, docid))
            return FALSE;
        *value = values->value.data();
        *length = values->value.size();
        return TRUE;
    });
}

gboolean xapc_values_skip_to(XapcValues *values, guint32 docid, GError **error)
{
    return guard(error, [&]() -> gboolean {
        std::visit([&](auto &walk) { walk.skip_to(docid); }, values->walk);
        return TRUE;
    });
}

void xapc_values_free(XapcValues *values)
{
    xapc::release(values);
}
