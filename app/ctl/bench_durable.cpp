// bench durable: what a step costs when it is written to disk as well, beside a floor in the same
// run, and a step in which nothing but report times changes. The floor is SQLite's own prepared
// statements writing the same rows, or libpq's COPY of them.

#include <QFile>
#include <QTemporaryDir>

#include <chrono>
#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include "bench.h"
#include "store/bare_writer.h"
#include "store/copy_writer.h"
#include "store/store.h"

namespace rollout::ctl {

namespace {

struct BenchDurableOptions
{
    std::string store; ///< a PostgreSQL's; empty: a file of its own
    std::int64_t targets = 100000;
    bool isJson = false;
};

struct DurableFigures
{
    double seconds = 0;
    double floorSeconds = 0;
    double idleSeconds = 0;
};

struct StepTimes
{
    double seconds = 0;
    double floorSeconds = 0;
    std::size_t changed = 0; ///< targets whose row was written
};

using Floor = std::function<Result<std::chrono::nanoseconds>(const Commit&)>;

/// Where a benchmark's store is, and what its figures are compared with.
class Place
{
public:
    virtual ~Place() = default;
    [[nodiscard]] virtual std::string url() const = 0;
    /// Of the store as it is; it is closed meanwhile.
    [[nodiscard]] virtual Result<Floor> openFloor() = 0;
};

/// The rows are written by bare statements to a copy of the store's file: both files have gone
/// through the same, and both connections stay open.
class FilePlace final : public Place
{
public:
    [[nodiscard]] std::string url() const override { return "sqlite:" + path().toStdString(); }
    [[nodiscard]] Result<Floor> openFloor() override
    {
        const QString copy = m_folder.filePath(QStringLiteral("floor.db"));
        if (!QFile::copy(path(), copy))
            return failure(ErrorCode::Io,
                           "cannot copy the store of the benchmark to " + copy.toStdString());
        return BareWriter::open(copy.toStdString()).map([](auto writer) -> Floor {
            return [shared = std::shared_ptr<BareWriter>(std::move(writer))](const Commit& commit) {
                return shared->write(commit);
            };
        });
    }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("bench.db")); }
    QTemporaryDir m_folder;
};

/// The store is in a schema of its own, which is gone afterwards.
class ServerPlace final : public Place
{
public:
    explicit ServerPlace(std::unique_ptr<ScratchSchema> schema)
        : m_schema(std::move(schema))
    {
    }
    [[nodiscard]] std::string url() const override { return m_schema->url(); }
    [[nodiscard]] Result<Floor> openFloor() override
    {
        return CopyWriter::open(url()).map([](auto writer) -> Floor {
            return [shared = std::shared_ptr<CopyWriter>(std::move(writer))](const Commit& commit) {
                return shared->write(commit);
            };
        });
    }

private:
    std::unique_ptr<ScratchSchema> m_schema;
};

Result<std::unique_ptr<Place>> placeFor(const std::string& store)
{
    if (store.empty())
        return std::make_unique<FilePlace>();
    return ScratchSchema::make(store).map([](auto schema) -> std::unique_ptr<Place> {
        return std::make_unique<ServerPlace>(std::move(schema));
    });
}

/// A rollout whose every step is committed to a store, and whose rows are written by the floor as
/// well.
class DurableRollout
{
public:
    DurableRollout(Place& place, std::int64_t targets)
        : m_place(place)
        , m_rollout(targets, benchOptions())
    {
    }

    [[nodiscard]] Result<void> open()
    {
        return openStore()
            .and_then([&] { return m_store->createNamespace("bench", Time{}); })
            .and_then([&](NamespaceKey ns) { return m_store->createEntity(ns, "bench", Time{}); })
            .map([&](EntityKey key) { m_key = key; })
            .and_then([&] { return step(); }) // every target comes to be known
            .and_then([&](const StepTimes&) {
                m_store.reset(); // closing moves all that was written into a file itself
                return m_place.openFloor();
            })
            .map([&](const Floor& floor) { m_floor = floor; })
            .and_then([&] { return openStore(); });
    }

    [[nodiscard]] Result<StepTimes> step()
    {
        m_rollout.prepare();
        StepTimes times;
        StepOutcome outcome;
        Result<void> committed;
        times.seconds = secondsOf([&] {
            outcome = m_rollout.step();
            committed = m_store->commit({m_key, m_rollout.state(), outcome.after, outcome.journal});
        });
        if (!committed)
            return tl::unexpected(committed.error());
        if (m_floor) {
            const auto bare = m_floor({m_key, m_rollout.state(), outcome.after, outcome.journal});
            if (!bare)
                return tl::unexpected(bare.error());
            times.floorSeconds = std::chrono::duration<double>(*bare).count();
        }
        times.changed = changedTargets(m_rollout.state().fleet, outcome.after.fleet).size();
        m_rollout.take(outcome);
        return times;
    }

private:
    [[nodiscard]] Result<void> openStore()
    {
        auto store = Store::open(m_place.url());
        if (!store)
            return tl::unexpected(store.error());
        m_store = std::move(*store);
        return {};
    }

    Place& m_place;
    BenchRollout m_rollout;
    std::unique_ptr<Store> m_store;
    Floor m_floor;
    EntityKey m_key{};
};

/// In each wave of the rollout a tenth of the fleet adopts, all in one step, and later nothing
/// changes for some steps.
Result<DurableFigures> measure(const BenchDurableOptions& options)
{
    constexpr int steps = 64;
    const std::int64_t targets = options.targets;
    const auto place = placeFor(options.store);
    if (!place)
        return tl::unexpected(place.error());
    DurableRollout rollout(**place, targets);
    if (auto ok = rollout.open(); !ok)
        return tl::unexpected(ok.error());
    std::vector<double> changing;
    std::vector<double> floors;
    std::vector<double> idle;
    for (int i = 0; i < steps; ++i) {
        const auto times = rollout.step();
        if (!times)
            return tl::unexpected(times.error());
        if (times->changed == static_cast<std::size_t>(targets / 10)) {
            changing.push_back(times->seconds);
            floors.push_back(times->floorSeconds);
        } else if (times->changed == 0) {
            idle.push_back(times->seconds);
        }
    }
    if (changing.size() < 5 || idle.size() < 5)
        return failure(ErrorCode::InvalidArgument,
                       "the benchmark's rollout did not go as it should");
    return DurableFigures{median(changing), median(floors), median(idle)};
}

void print(const BenchDurableOptions& options, const DurableFigures& figures, Context& context)
{
    if (options.isJson) {
        printJson(
            context,
            {{QStringLiteral("bench"), QStringLiteral("durable")},
             {QStringLiteral("store"),
              options.store.empty() ? QStringLiteral("sqlite") : QStringLiteral("postgresql")},
             {QStringLiteral("targets"), static_cast<qint64>(options.targets)},
             {QStringLiteral("seconds"), figures.seconds},
             {QStringLiteral("floorSeconds"), figures.floorSeconds},
             {QStringLiteral("idleSeconds"), figures.idleSeconds}});
        return;
    }
    const bool isFile = options.store.empty();
    context.out << options.targets << " targets in "
                << (isFile ? "SQLite (WAL, synchronous=FULL)" : "PostgreSQL") << ", all report\n"
                << "a tenth adopts    " << figures.seconds * 1e3 << " ms\n"
                << "floor             " << figures.floorSeconds * 1e3 << " ms (the same rows by "
                << (isFile ? "bare prepared statements" : "libpq's COPY") << "), ratio "
                << figures.seconds / figures.floorSeconds << '\n'
                << "nothing changes   " << figures.idleSeconds * 1e3 << " ms\n";
}

ExitCode runBenchDurable(const BenchDurableOptions& options, Context& context)
{
    const auto figures = measure(options);
    if (!figures)
        return refuse(context, figures.error());
    print(options, *figures, context);
    return ExitCode::Done;
}

} // namespace

void addBenchDurable(CLI::App& bench, Context& context)
{
    auto options = std::make_shared<BenchDurableOptions>();
    CLI::App* command =
        bench.add_subcommand("durable", "A step that is written to a store on a disk");
    command
        ->add_option("--store", options->store,
                     "A PostgreSQL to measure, in a schema of its own that is removed afterwards; "
                     "otherwise a file of SQLite")
        ->type_name("URL");
    command->add_option("--targets", options->targets, "Targets of the fleet")
        ->check(CLI::Range(100, 5000000))
        ->capture_default_str();
    command->add_flag("--json", options->isJson, "Print one JSON object")->disable_flag_override();
    onRun(*command, context, [options, &context] { return runBenchDurable(*options, context); });
}

} // namespace rollout::ctl
