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

/// A rollout whose every step is committed to a store in a file.
class DurableRollout
{
public:
    explicit DurableRollout(std::int64_t targets)
        : m_rollout(targets, benchOptions())
    {
    }

    [[nodiscard]] Result<void> open()
    {
        auto store = Store::open("sqlite:" + path().toStdString());
        if (!store)
            return tl::unexpected(store.error());
        m_store = std::move(*store);
        return m_store->createNamespace("bench", Time{})
            .and_then([&](NamespaceKey ns) { return m_store->createEntity(ns, "bench", Time{}); })
            .map([&](EntityKey key) { m_key = key; });
    }

    /// A step with its commit; the seconds that it took.
    [[nodiscard]] Result<double> step()
    {
        m_rollout.prepare();
        StepOutcome outcome;
        Result<void> committed;
        const double seconds = secondsOf([&] {
            outcome = m_rollout.step();
            committed = m_store->commit({m_key, m_rollout.state(), outcome.after, outcome.journal});
        });
        if (!committed)
            return tl::unexpected(committed.error());
        m_changed = changedTargets(m_rollout.state().fleet, outcome.after.fleet).size();
        m_rollout.take(outcome);
        return seconds;
    }

    /// The next step computed, and its rows written by bare statements to a copy of the file as it
    /// is now.
    [[nodiscard]] Result<double> floorOfNextStep(int number)
    {
        const QString copy = m_folder.filePath(QStringLiteral("floor%1.db").arg(number));
        m_store.reset(); // closing moves all that was written into the file itself
        if (!QFile::copy(path(), copy))
            return failure(ErrorCode::Io,
                           "cannot copy the store of the benchmark to " + copy.toStdString());
        auto store = Store::open("sqlite:" + path().toStdString());
        if (!store)
            return tl::unexpected(store.error());
        m_store = std::move(*store);
        m_rollout.prepare();
        const StepOutcome outcome = m_rollout.step();
        const Commit commit{m_key, m_rollout.state(), outcome.after, outcome.journal};
        return BareWriter::open(copy.toStdString())
            .and_then(
                [&](const std::unique_ptr<BareWriter>& writer) { return writer->write(commit); })
            .map([](std::chrono::nanoseconds time) {
                return std::chrono::duration<double>(time).count();
            });
    }

    /// Targets whose row the last step wrote.
    [[nodiscard]] std::size_t changed() const { return m_changed; }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("bench.db")); }

    QTemporaryDir m_folder;
    BenchRollout m_rollout;
    std::unique_ptr<Store> m_store;
    EntityKey m_key{};
    std::size_t m_changed = 0;
};

/// In each wave of the rollout a tenth of the fleet adopts, all in one step, and later nothing
/// changes for some steps.
class Measurement
{
public:
    explicit Measurement(std::int64_t targets)
        : m_tenth(static_cast<std::size_t>(targets / 10))
        , m_rollout(targets)
    {
    }

    [[nodiscard]] Result<Figures> run()
    {
        if (auto ok = m_rollout.open(); !ok)
            return tl::unexpected(ok.error());
        // Everybody comes to be known, v2 becomes the rolling version, the first batch is assigned.
        for (int i = 0; i < 3; ++i)
            if (auto ok = m_rollout.step(); !ok)
                return tl::unexpected(ok.error());
        for (int wave = 0; wave < waves; ++wave)
            if (auto ok = runWave(wave); !ok)
                return tl::unexpected(ok.error());
        return Figures{median(m_changing), median(m_floors), median(m_idle)};
    }

private:
    static constexpr int waves = 7;
    static constexpr int stepsOfWave = 8;

    Result<void> runWave(int wave)
    {
        for (int i = 0; i < stepsOfWave; ++i) {
            // Before the step in which the batch adopts, the same step's rows go to a copy.
            if (i == 0) {
                const auto floor = m_rollout.floorOfNextStep(wave);
                if (!floor)
                    return tl::unexpected(floor.error());
                m_floors.push_back(*floor);
            }
            const auto seconds = m_rollout.step();
            if (!seconds)
                return tl::unexpected(seconds.error());
            if (i == 0 && m_rollout.changed() != m_tenth)
                return failure(ErrorCode::InvalidArgument,
                               "the benchmark's rollout is not where it should be");
            if (i == 0)
                m_changing.push_back(*seconds);
            else if (m_rollout.changed() == 0)
                m_idle.push_back(*seconds);
        }
        return {};
    }

    const std::size_t m_tenth;
    DurableRollout m_rollout;
    std::vector<double> m_changing;
    std::vector<double> m_floors;
    std::vector<double> m_idle;
};

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
    const auto figures = Measurement(options.targets).run();
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
    command->add_flag("--json", options->isJson, "Print one JSON object");
    onRun(*command, context, [options, &context] { return run(*options, context); });
}

} // namespace rollout::ctl
