#include "ui/shell/window_commands.h"

#include <QFileInfo>

#include "io/fleet_file.h"
#include "ui/common/focus.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/job.h"
#include "ui/common/prompts.h"
#include "ui/common/session.h"
#include "ui/common/words.h"
#include "ui/shell/import_dialog.h"
#include "ui/shell/message_bar.h"

namespace rollout {

namespace {

QString fleetFilter()
{
    return WindowCommands::tr("Fleets (*.csv *.json *.ndjson *.jsonl)");
}

std::vector<ClientState> reportedStates(const Fleet& fleet)
{
    std::vector<ClientState> states;
    states.reserve(fleet.size());
    for (const TargetId id : fleet.order()) {
        const Reported reported = fleet.target(id).reported;
        states.push_back({std::string(fleet.name(id)), std::string(fleet.group(id)),
                          std::string(fleet.tags().at(reported.tags)),
                          std::string(fleet.versions().at(reported.version)),
                          std::string(fleet.texts().at(reported.message)), reported.isError != 0});
    }
    return states;
}

} // namespace

WindowCommands::WindowCommands(const PageContext& context, const Actions& actions,
                               MessageBar& messages, QWidget* parent)
    : QObject(parent)
    , m_context(context)
    , m_actions(actions)
    , m_messages(messages)
    , m_window(parent)
{
    connectRunning(actions);
    connectFiles(actions);
    connect(actions[Command::SetVersion], &QAction::triggered, this,
            [this] { askVersion(VersionWish::Set); });
    connect(actions[Command::ForceVersion], &QAction::triggered, this,
            [this] { askVersion(VersionWish::Force); });
    connect(&context.focus, &Focus::entityChanged, this, &WindowCommands::refreshEnabled);
    connect(&context.session, &Session::entityChanged, this, &WindowCommands::refreshEnabled);
    connect(&context.session, &Session::runningChanged, this, &WindowCommands::refreshEnabled);
    refreshEnabled();
}

void WindowCommands::connectRunning(const Actions& actions)
{
    Session& session = m_context.session;
    connect(actions[Command::Step], &QAction::triggered, this,
            [this, &session] { session.step(m_context.focus.entity()); });
    connect(actions[Command::RunPause], &QAction::triggered, this,
            [&session] { session.setRunning(!session.isRunning()); });
    connect(actions[Command::Stop], &QAction::triggered, this,
            [&session] { session.setRunning(false); });
}

void WindowCommands::connectFiles(const Actions& actions)
{
    connect(actions[Command::Import], &QAction::triggered, this, [this] {
        m_context.prompts.openFile(m_window, tr("Import fleet"), fleetFilter(),
                                   [this](const QString& path) { importFile(path); });
    });
    connect(actions[Command::Export], &QAction::triggered, this, [this] {
        if (const SnapshotPtr snapshot = focused())
            m_context.prompts.saveFile(
                m_window, tr("Export fleet"), text(snapshot->entityName) + QLatin1String(".csv"),
                fleetFilter(), [this](const QString& path) { exportFile(path); });
    });
    connect(actions[Command::OpenSample], &QAction::triggered, this, &WindowCommands::sampleAsked);
    connect(actions[Command::OpenStore], &QAction::triggered, this, [this] {
        m_context.prompts.openFile(
            m_window, tr("Open store"), tr("Stores (*.db);;All files (*)"),
            [this](const QString& path) { openStore(QLatin1String("sqlite:") + path); });
    });
}

void WindowCommands::openStore(const QString& url)
{
    m_context.session.open(url);
}

SnapshotPtr WindowCommands::focused() const
{
    const auto entity = m_context.focus.entity();
    return entity ? m_context.session.snapshot(*entity) : nullptr;
}

void WindowCommands::refreshEnabled()
{
    const SnapshotPtr snapshot = focused();
    for (const Command command : {Command::SetVersion, Command::ForceVersion, Command::Export})
        m_actions[command]->setEnabled(snapshot != nullptr);
    const bool running = m_context.session.isRunning();
    m_actions[Command::Stop]->setEnabled(running);
    m_actions[Command::RunPause]->setText(running ? tr("Pause") : tr("Run"));
    m_actions[Command::RunPause]->setIcon(
        icon(running ? QStringLiteral("pause") : QStringLiteral("run")));
}

void WindowCommands::askVersion(VersionWish wish)
{
    const SnapshotPtr snapshot = focused();
    if (!snapshot)
        return;
    auto* dialog = new SetVersionDialog(*snapshot, wish, m_window);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, wish, snapshot] { apply(wish, *snapshot, dialog->version()); });
    dialog->open();
}

void WindowCommands::apply(VersionWish wish, const EntitySnapshot& snapshot, const QString& version)
{
    m_context.session.attempt([wish, ns = snapshot.namespaceName, entity = snapshot.entityName,
                               version = utf8(version)](Orchestrator& engine) {
        return wish == VersionWish::Set ? engine.setTargetVersion(ns, entity, version)
                                        : engine.forceTargetVersion(ns, entity, version);
    });
}

void WindowCommands::importFile(const QString& path)
{
    if (const auto format = fleetFormatOf(utf8(path)); !format) {
        m_messages.show(MessageBar::Tone::Problem, errorText(format.error()));
        return;
    }
    const QString ns = m_proposedNamespace ? m_proposedNamespace() : QString();
    auto* dialog = new ImportDialog(path, *m_context.session.directory(), ns, m_window);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, path] { readAndImport(path, dialog->wish()); });
    dialog->open();
}

void WindowCommands::readAndImport(const QString& path, const ImportWish& wish)
{
    const auto fleet = std::make_shared<std::vector<ClientState>>();
    auto* job = new Job(
        tr("Reading %1").arg(QFileInfo(path).fileName()),
        [path = utf8(path), fleet](const JobWatch& watch) -> Result<void> {
            auto read = importFleet(path, FleetFileWatch{watch.progress, watch.isCancelled});
            if (!read)
                return tl::unexpected(read.error());
            *fleet = std::move(*read);
            return {};
        },
        this);
    m_messages.follow(job);
    connect(job, &Job::succeeded, this, [this, fleet, wish] { store(fleet, wish); });
    job->start();
}

void WindowCommands::store(const ImportedFleet& fleet, const ImportWish& wish)
{
    m_context.session.attempt(
        this, [fleet, wish](Orchestrator& engine) { return importInto(engine, wish, *fleet); },
        [this, fleet, wish](EntityKey key) {
            m_context.focus.setEntity(key);
            m_messages.show(MessageBar::Tone::Information,
                            tr("Imported %1 targets into %2 › %3.")
                                .arg(formatCount(std::ssize(*fleet)), wish.ns, wish.entity),
                            tr("Set version…"),
                            [this] { m_actions[Command::SetVersion]->trigger(); });
        });
}

void WindowCommands::exportFile(const QString& path)
{
    const SnapshotPtr snapshot = focused();
    if (!snapshot)
        return;
    auto* job = new Job(
        tr("Writing %1").arg(QFileInfo(path).fileName()),
        [path = utf8(path), snapshot](const JobWatch& watch) {
            return exportFleet(path, reportedStates(snapshot->state.fleet),
                               FleetFileWatch{watch.progress, watch.isCancelled});
        },
        this);
    m_messages.follow(job);
    connect(job, &Job::succeeded, this, [this, path, snapshot] {
        m_messages.show(MessageBar::Tone::Information,
                        tr("Wrote %1 targets to %2.")
                            .arg(formatCount(std::ssize(snapshot->state.fleet.order())), path));
    });
    job->start();
}

} // namespace rollout
