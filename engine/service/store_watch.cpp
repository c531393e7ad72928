#include "service/store_watch.h"

#include <utility>

namespace rollout {

namespace {

constexpr Milliseconds longest{1000};
/// Who writes all the time hints all the time; each look may read a large fleet.
constexpr Milliseconds shortest{100};

} // namespace

StoreWatch::StoreWatch(StoreThread& store, EntityDirectory& directory,
                       std::unique_ptr<ChangeListener> listener, Told told)
    : m_store(store)
    , m_directory(directory)
    , m_listener(std::move(listener))
    , m_told(std::move(told))
    , m_thread([this] { work(); })
{
}

StoreWatch::~StoreWatch()
{
    m_ends = true;
    m_listener->wake();
    m_thread.join();
}

void StoreWatch::work()
{
    using Steady = std::chrono::steady_clock;
    auto last = Steady::now();
    while (!m_ends) {
        m_listener->wait(longest);
        const auto soonest = last + shortest;
        while (!m_ends && Steady::now() < soonest)
            std::this_thread::sleep_until(soonest);
        if (!m_ends && look() && m_told.read)
            m_told.read();
        last = Steady::now();
    }
}

void StoreWatch::tellAnswered(const Result<void>& answer)
{
    const bool isLost = !answer && answer.error().code == ErrorCode::Unreachable;
    if (std::exchange(m_isLost, isLost) != isLost && m_told.answered)
        m_told.answered(answer);
}

void StoreWatch::tellPolicies(std::uint64_t policies)
{
    if (std::exchange(m_policies, policies) != policies && m_told.policiesChanged)
        m_told.policiesChanged();
}

bool StoreWatch::look()
{
    const auto revisions = m_store.run([](Store& store) { return store.revisions(); });
    tellAnswered(revisions ? Result<void>() : tl::unexpected(revisions.error()));
    if (!revisions)
        return false;
    tellPolicies(revisions->policies);
    bool hasRead = false;
    if (m_definitions != revisions->definitions && m_directory.refresh()) {
        m_definitions = revisions->definitions;
        hasRead = true;
    }
    for (const Revisions::Entity& stored : revisions->entities)
        if (const auto entity = m_directory.find(stored.key))
            hasRead = (*entity)->catchUp(stored.revision) || hasRead;
    return hasRead;
}

} // namespace rollout
