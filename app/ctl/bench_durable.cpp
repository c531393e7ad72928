// bench durable: what a step costs when it is written to disk as well, beside SQLite's own prepared
// statements writing the same rows, and a step in which nothing but report times changes.

#include <QFile>
#include <QTemporaryDir>

#include <memory>
#include <ostream>

#include "bench.h"
#include "store/bare_writer.h"
#include "store/store.h"

namespace rollout::ctl {

namespace {

struct Options
{
    std::int64_t targets = 100000;
    bool isJson = false;
};

struct Figures
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

/// A rollout whose every step is committed to a store in a file, and whose rows are written by bare
/// statements to a copy of that file as well: both files have gone through the same, and both
/// connections stay open.
class DurableRollout
{
public:
    explicit DurableRollout(std::int64_t targets)
        : m_rollout(targets, benchOptions())
    {
    }

    [[nodiscard]] Result<void> open()
    {
        return openStore()
            .and_then([&] { return m_store->createNamespace("bench", Time{}); })
            .and_then([&](NamespaceKey ns) { return m_store->createEntity(ns, "bench", Time{}); })
            .map([&](EntityKey key) { m_key = key; })
            .and_then([&] { return step(); }) // every target comes to be known
            .and_then([&](const StepTimes&) { return openFloor(); });
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
            const auto bare =
                m_floor->write({m_key, m_rollout.state(), outcome.after, outcome.journal});
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
        auto store = Store::open("sqlite:" + path().toStdString());
        if (!store)
            return tl::unexpected(store.error());
        m_store = std::move(*store);
        return {};
    }

    [[nodiscard]] Result<void> openFloor()
    {
        const QString copy = m_folder.filePath(QStringLiteral("floor.db"));
        m_store.reset(); // closing moves all that was written into the file itself
        if (!QFile::copy(path(), copy))
            return failure(ErrorCode::Io,
                           "cannot copy the store of the benchmark to " + copy.toStdString());
        return openStore().and_then([&]() -> Result<void> {
            auto floor = BareWriter::open(copy.toStdString());
            if (!floor)
                return tl::unexpected(floor.error());
            m_floor = std::move(*floor);
            return {};
        });
    }

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("bench.db")); }

    QTemporaryDir m_folder;
    BenchRollout m_rollout;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<BareWriter> m_floor;
    EntityKey m_key{};
};

/// In each wave of the rollout a tenth of the fleet adopts, all in one step, and later nothing
/// changes for some steps.
Result<Figures> measure(std::int64_t targets)
{
    constexpr int steps = 64;
    DurableRollout rollout(targets);
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
    return Figures{median(changing), median(floors), median(idle)};
}

void print(const Options& options, const Figures& figures, Context& context)
{
    if (options.isJson) {
        printJson(context,
                  {{QStringLiteral("bench"), QStringLiteral("durable")},
                   {QStringLiteral("store"), QStringLiteral("sqlite")},
                   {QStringLiteral("targets"), static_cast<qint64>(options.targets)},
                   {QStringLiteral("seconds"), figures.seconds},
                   {QStringLiteral("floorSeconds"), figures.floorSeconds},
                   {QStringLiteral("idleSeconds"), figures.idleSeconds}});
        return;
    }
    context.out << options.targets << " targets in SQLite (WAL, synchronous=FULL), all report\n"
                << "a tenth adopts    " << figures.seconds * 1e3 << " ms\n"
                << "floor             " << figures.floorSeconds * 1e3
                << " ms (the same rows by bare prepared statements), ratio "
                << figures.seconds / figures.floorSeconds << '\n'
                << "nothing changes   " << figures.idleSeconds * 1e3 << " ms\n";
}

ExitCode run(const Options& options, Context& context)
{
    const auto figures = measure(options.targets);
    if (!figures)
        return refuse(context, figures.error());
    print(options, *figures, context);
    return ExitCode::Done;
}

} // namespace

void addBenchDurable(CLI::App& bench, Context& context)
{
    auto options = std::make_shared<Options>();
    CLI::App* command =
        bench.add_subcommand("durable", "A step that is written to a store in a file");
    command->add_option("--targets", options->targets, "Targets of the fleet")
        ->check(CLI::Range(100, 5000000))
        ->capture_default_str();
    command->add_flag("--json", options->isJson, "Print one JSON object")->disable_flag_override();
    onRun(*command, context, [options, &context] { return run(*options, context); });
}

} // namespace rollout::ctl
