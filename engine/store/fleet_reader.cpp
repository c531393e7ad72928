#include "store/fleet_reader.h"

#include <unordered_map>

#include "store/commit_rows.h"
#include "store/connection.h"
#include "store/control_json.h"
#include "store/controller_json.h"
#include "store/policy_json.h"
#include "store/report_rows.h"
#include "store/settings_json.h"

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

Time timeOf(std::int64_t milliseconds)
{
    return Time(Milliseconds(milliseconds));
}

QVariantList slotRange(EntityKey key)
{
    return {qlonglong(targetKey(key, 0)), qlonglong(targetKey(key, 0xffffffff))};
}

tl::unexpected<Error> damaged(const Connection& connection, const std::string& how)
{
    return failure(ErrorCode::Corrupt,
                   "the store \"" + connection.where() + "\" is damaged (" + how
                       + "); restore it from a backup or name another");
}

class Reader
{
public:
    Reader(Connection& connection, EntityKey key)
        : m_connection(connection)
        , m_key(key)
    {
    }

    Result<EntityState> read()
    {
        return readVersions()
            .and_then([&] { return readEntityRow(); })
            .and_then([&] { return readTargets(); })
            .and_then([&] { return readReportTimes(); })
            .and_then(
                [&] { return m_fault.empty() ? Result<void>() : damaged(m_connection, m_fault); })
            .map([&] { return std::move(m_state); });
    }

private:
    Result<void> readVersions();
    Result<void> readEntityRow();
    Result<void> readSimulation(const Rows& rows);
    Result<void> readDocuments(const Rows& rows);
    Result<void> readTargets();
    Result<void> readTarget(const Rows& rows);
    Result<void> readReportTimes();
    Result<void> endOf(const Rows& rows) const;
    Target targetOf(const Rows& rows);
    VersionId version(std::int64_t key);
    void addSlots();
    void expect(bool holds, const char* fault)
    {
        if (!holds && m_fault.empty())
            m_fault = fault;
    }

    Connection& m_connection;
    const EntityKey m_key;
    EntityState m_state;
    Time m_reportBase{};
    std::string m_fault; ///< the first value that cannot be; empty: none
    std::uint64_t m_slotCount = 0;
    std::uint64_t m_liveCount = 0;
    std::unordered_map<std::int64_t, std::string> m_versionTexts;
    std::unordered_map<std::int64_t, VersionId> m_versionIds;
    struct Slot
    {
        std::string group;
        std::string name;
        Target target;
        bool isLive;
    };
    std::vector<Slot> m_slots;
};

Result<void> Reader::readVersions()
{
    auto rows = m_connection.select(u"SELECT id, {bytes text} FROM version"_s);
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next())
        m_versionTexts.emplace(rows->integer(0), rows->text(1));
    return rows->end();
}

VersionId Reader::version(std::int64_t key)
{
    if (const auto known = m_versionIds.find(key); known != m_versionIds.end())
        return known->second;
    const auto text = m_versionTexts.find(key);
    expect(text != m_versionTexts.end(), "a version is missing");
    const VersionId id = text == m_versionTexts.end()
        ? VersionId::None
        : m_state.fleet.versions().intern(text->second);
    m_versionIds.emplace(key, id);
    return id;
}

Result<void> Reader::readEntityRow()
{
    auto rows = m_connection.select(
        u"SELECT step, changed_at, batch_percent, success_percent, "
        u"success_timeout_s, duration_timeout_s,"
        " target_version, rolling_version, good_version, bad_version, "
        "reported_at, {bytes simulation}, revision, slots, live,"
        " {bytes policy}, {bytes control}, {bytes approvals}, {bytes controller}"
        " FROM entity WHERE id = ? AND deleted = 0"
        " AND namespace IN (SELECT id FROM namespace WHERE deleted = 0)"_s,
        {qlonglong(m_key)});
    if (!rows)
        return tl::unexpected(rows.error());
    if (!rows->next())
        return rows->end().and_then([] {
            return Result<void>(
                failure(ErrorCode::NotFound, "there is no such entity in the store"));
        });
    m_state.step = static_cast<std::uint64_t>(rows->integer(0));
    m_state.revision = static_cast<std::uint64_t>(rows->integer(12));
    m_slotCount = static_cast<std::uint64_t>(rows->integer(13));
    m_liveCount = static_cast<std::uint64_t>(rows->integer(14));
    m_state.lastChangedAt = timeOf(rows->integer(1));
    m_state.options = {Percent(static_cast<int>(rows->integer(2))),
                       Percent(static_cast<int>(rows->integer(3))), Seconds(rows->integer(4)),
                       Seconds(rows->integer(5))};
    expect(checkOptions(m_state.options).has_value(), "its rollout options are out of range");
    m_state.rollout = {version(rows->integer(6)), version(rows->integer(7)),
                       version(rows->integer(8)), version(rows->integer(9))};
    m_reportBase = timeOf(rows->integer(10));
    return readSimulation(*rows).and_then([&] { return readDocuments(*rows); });
}

Result<void> Reader::readDocuments(const Rows& rows)
{
    const auto& where = m_connection.where();
    if (!rows.isNull(15)) {
        auto policy = policyFromJson(rows.text(15), where);
        if (!policy)
            return tl::unexpected(policy.error());
        policy->options = m_state.options;
        m_state.setPolicy(*policy);
    }
    if (!rows.isNull(16))
        if (auto done = controlFromJson(rows.text(16), m_state, where); !done)
            return done;
    if (!rows.isNull(18)) {
        auto controller = controllerFromJson(rows.text(18), where);
        if (!controller)
            return tl::unexpected(controller.error());
        m_state.controller = std::move(*controller);
    }
    return rows.isNull(17) ? Result<void>() : approvalsFromJson(rows.text(17), m_state, where);
}

Result<void> Reader::readSimulation(const Rows& rows)
{
    if (rows.isNull(11))
        return {};
    return settingsFromJson(rows.text(11), m_connection.where())
        .map([&](SimulationSettings settings) { m_state.simulation = std::move(settings); });
}

Result<void> Reader::readTargets()
{
    auto rows = m_connection.select(
        u"SELECT target.id, {bytes grp}, {bytes name}, version, is_error, changed_at, message_at,"
        " {bytes message}, {bytes tags}, expected, expected_is_error, expected_changed_at,"
        " expected_message_at, note, note_seconds, note_limit, {bytes note_text}"
        " FROM target LEFT JOIN target_state ON target_state.id = target.id"
        " WHERE target.id BETWEEN ? AND ? ORDER BY target.id"_s,
        slotRange(m_key));
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next())
        if (auto done = readTarget(*rows); !done)
            return done;
    if (auto end = rows->end(); !end)
        return end;
    addSlots();
    // A damaged page may end the rows early without an error.
    if (m_state.fleet.slots() != m_slotCount || m_state.fleet.size() != m_liveCount)
        return damaged(m_connection,
                       "it has " + std::to_string(m_state.fleet.size()) + " of "
                           + std::to_string(m_liveCount) + " targets");
    return {};
}

Result<void> Reader::readTarget(const Rows& rows)
{
    if (slotOf(rows.integer(0)) != m_slots.size())
        return damaged(m_connection, "a target is missing");
    const bool isLive = !rows.isNull(3);
    m_slots.push_back({rows.text(1), rows.text(2), isLive ? targetOf(rows) : Target{}, isLive});
    return {};
}

Target Reader::targetOf(const Rows& rows)
{
    Fleet& fleet = m_state.fleet;
    const auto text = [&](int column) {
        return rows.isNull(column) ? TextId::None : fleet.texts().intern(rows.text(column));
    };
    expect(rows.integer(4) == 0 || rows.integer(4) == 1, "an error mark is neither 0 nor 1");
    expect(rows.integer(13) >= 0 && rows.integer(13) <= static_cast<int>(NoteKind::TriedAgain),
           "a note is of no kind");
    Target target;
    target.reported = {version(rows.integer(3)), text(7),
                       rows.isNull(8) ? TagsId::None : fleet.tags().intern(rows.text(8)),
                       static_cast<std::uint32_t>(rows.integer(4))};
    target.currentChangedAt = timeOf(rows.integer(5));
    target.currentMessageAt = timeOf(rows.integer(6));
    target.expectedVersion = version(rows.integer(9));
    expect(rows.integer(10) >= 0 && rows.integer(10) <= 3, "a mark is out of range");
    target.expectedIsError = (rows.integer(10) & 1) != 0;
    target.isExcluded = (rows.integer(10) & 2) != 0;
    target.expectedChangedAt = timeOf(rows.integer(11));
    target.expectedMessageAt = timeOf(rows.integer(12));
    target.expectedNote = {static_cast<NoteKind>(rows.integer(13)),
                           static_cast<std::int32_t>(rows.integer(14)),
                           static_cast<std::int32_t>(rows.integer(15)), text(16)};
    return target;
}

void Reader::addSlots()
{
    std::vector<Fleet::Addition> additions;
    additions.reserve(m_slots.size());
    for (const Slot& slot : m_slots)
        additions.push_back({slot.group, slot.name, slot.target, slot.isLive});
    m_state.fleet.add(additions);
}

Result<void> Reader::readReportTimes()
{
    auto rows = m_connection.select(
        u"SELECT at, {bytes slots} FROM report_time WHERE entity = ? ORDER BY id"_s,
        {qlonglong(m_key)});
    if (!rows)
        return tl::unexpected(rows.error());
    ReportRowReader reader(m_state.fleet.slots());
    while (rows->next()) {
        const auto at = rows->isNull(0) ? std::nullopt : std::optional(timeOf(rows->integer(0)));
        if (!reader.take(at, rows->text(1)))
            return damaged(m_connection, "a time of reports is of no target");
    }
    m_state.fleet.reportTimes() = ReportTimes(m_reportBase, reader.exceptions());
    return rows->end();
}

} // namespace

Result<EntityState> readEntity(Connection& connection, EntityKey key)
{
    return Reader(connection, key).read();
}

} // namespace rollout
