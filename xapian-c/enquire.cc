/* Enquiries: a query, how its matches are weighted, ordered and counted, and the search itself. */
#include "xapian-c/handles.hh"

#include <algorithm>

using xapc::checked_finite;
using xapc::checked_slot;
using xapc::guard;

namespace
{

Xapian::Enquire::docid_order docid_order(XapcDocidOrder order)
{
    switch (order) {
    case XAPC_DOCID_ASCENDING:
        return Xapian::Enquire::ASCENDING;
    case XAPC_DOCID_DESCENDING:
        return Xapian::Enquire::DESCENDING;
    case XAPC_DOCID_ANY:
        return Xapian::Enquire::DONT_CARE;
    }
    throw Xapian::InvalidArgumentError("unknown document order " + std::to_string(order));
}

void set_sort(Xapian::Enquire &enquire, XapcSort sort, guint32 slot, bool reverse)
{
    switch (sort) {
    case XAPC_SORT_RELEVANCE:
        return enquire.set_sort_by_relevance();
    case XAPC_SORT_VALUE:
        return enquire.set_sort_by_value(checked_slot(slot), reverse);
    case XAPC_SORT_VALUE_THEN_RELEVANCE:
        return enquire.set_sort_by_value_then_relevance(checked_slot(slot), reverse);
    case XAPC_SORT_RELEVANCE_THEN_VALUE:
        return enquire.set_sort_by_relevance_then_value(checked_slot(slot), reverse);
    }
    throw Xapian::InvalidArgumentError("unknown sort order " + std::to_string(sort));
}

} // namespace

XapcEnquire *xapc_enquire_new(XapcDb *db, GError **error)
{
    return guard(error, [&] { return new XapcEnquire(db->database); });
}

void xapc_enquire_free(XapcEnquire *enquire)
{
    xapc::release(enquire);
}

gboolean xapc_enquire_set_query(XapcEnquire *enquire, const XapcQuery *query, GError **error)
{
    return guard(error, [&]() -> gboolean {
        enquire->enquire.set_query(query->query);
        return TRUE;
    });
}

gboolean xapc_enquire_set_bm25(XapcEnquire *e, double k1, double k2, double k3, double b, double min_normlen,
                               GError **error)
{
    return guard(error, [&]() -> gboolean {
        e->enquire.set_weighting_scheme(Xapian::BM25Weight(checked_finite(k1, "k1"), checked_finite(k2, "k2"),
                                                           checked_finite(k3, "k3"), checked_finite(b, "b"),
                                                           checked_finite(min_normlen, "min_normlen")));
        return TRUE;
    });
}

gboolean xapc_enquire_set_ineb2(XapcEnquire *enquire, double c, GError **error)
{
    return guard(error, [&]() -> gboolean {
        enquire->enquire.set_weighting_scheme(Xapian::IneB2Weight(checked_finite(c, "c")));
        return TRUE;
    });
}

gboolean xapc_enquire_set_boolean(XapcEnquire *enquire, GError **error)
{
    return guard(error, [&]() -> gboolean {
        enquire->enquire.set_weighting_scheme(Xapian::BoolWeight());
        return TRUE;
    });
}

gboolean xapc_enquire_set_docid_order(XapcEnquire *enquire, XapcDocidOrder order, GError **error)
{
    return guard(error, [&]() -> gboolean {
        enquire->enquire.set_docid_order(docid_order(order));
        return TRUE;
    });
}

gboolean xapc_enquire_set_cutoff(XapcEnquire *enquire, int percent, double weight, GError **error)
{
    return guard(error, [&]() -> gboolean {
        if (percent < 0 || percent > 100)
            throw Xapian::InvalidArgumentError("a cutoff of " + std::to_string(percent) + " percent");
        enquire->enquire.set_cutoff(percent, checked_finite(weight, "the cutoff weight"));
        return TRUE;
    });
}

gboolean xapc_enquire_set_collapse(XapcEnquire *enquire, guint32 slot, guint32 keep, GError **error)
{
    return guard(error, [&]() -> gboolean {
        enquire->enquire.set_collapse_key(keep == 0 ? Xapian::BAD_VALUENO : checked_slot(slot), keep);
        return TRUE;
    });
}

gboolean xapc_enquire_set_sort(XapcEnquire *enquire, XapcSort sort, guint32 slot, gboolean reverse,
                               GError **error)
{
    return guard(error, [&]() -> gboolean {
        set_sort(enquire->enquire, sort, slot, reverse);
        return TRUE;
    });
}

gboolean xapc_enquire_add_spy(XapcEnquire *enquire, XapcSpy *spy, GError **error)
{
    return guard(error, [&]() -> gboolean {
        enquire->spies.push_back(spy->counts);
        enquire->enquire.add_matchspy(spy->counts.get());
        return TRUE;
    });
}

gboolean xapc_enquire_clear_spies(XapcEnquire *enquire, GError **error)
{
    return guard(error, [&]() -> gboolean {
        enquire->enquire.clear_matchspies();
        enquire->spies.clear();
        return TRUE;
    });
}

namespace
{

/* Sees every match when as many are checked as there are documents. */
class Collector : public Xapian::MatchSpy
{
  public:
    void operator()(const Xapian::Document &document, double weight) override
    {
        matches.emplace_back(document.get_docid(), weight);
    }

    std::vector<std::pair<Xapian::docid, double>> matches;
};

/* The spies of an enquiry are its own again at the end. */
class Spying
{
  public:
    Spying(XapcEnquire &enquiry, Xapian::MatchSpy &spy) : of(enquiry)
    {
        of.enquire.clear_matchspies();
        of.enquire.add_matchspy(&spy);
    }
    ~Spying()
    {
        of.enquire.clear_matchspies();
        for (const auto &spy : of.spies)
            of.enquire.add_matchspy(spy.get());
    }
    Spying(const Spying &) = delete;
    Spying &operator=(const Spying &) = delete;

  private:
    XapcEnquire &of;
};

} // namespace

gboolean xapc_enquire_collect(XapcEnquire *enquire, GArray *docids, GArray *weights, GError **error)
{
    return guard(error, [&]() -> gboolean {
        Collector collector;
        {
            Spying spying(*enquire, collector);
            enquire->enquire.set_sort_by_relevance();
            enquire->enquire.get_mset(0, 1, enquire->documents);
        }
        if (!std::is_sorted(collector.matches.begin(), collector.matches.end()))
            std::sort(collector.matches.begin(), collector.matches.end());
        const guint before = docids->len, count = static_cast<guint>(collector.matches.size());
        g_array_set_size(docids, before + count);
        g_array_set_size(weights, before + count);
        for (guint i = 0; i < count; i++) {
            g_array_index(docids, guint32, before + i) = collector.matches[i].first;
            g_array_index(weights, double, before + i) = collector.matches[i].second;
        }
        return TRUE;
    });
}

XapcMset *xapc_enquire_search(XapcEnquire *enquire, guint32 first, guint32 max, guint32 check_at_least,
                              GError **error)
{
    return guard(error, [&] { return new XapcMset{enquire->enquire.get_mset(first, max, check_at_least)}; });
}
