#include "ui/shell/window_commands.h"

#include <QFileInfo>
#include <QUndoStack>

#include "io/fleet_file.h"
#include "ui/common/focus.h"
#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/job.h"
#include "ui/common/jobs.h"
#include "ui/common/prompts.h"
#include "ui/common/session.h"
#include "ui/common/settings.h"
#include "ui/common/store_command.h"
#include "ui/common/words.h"
#include "ui/shell/import_dialog.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/retention_dialog.h"
#include "ui/shell/store_door.h"

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
                               MessageBar& messages, Secrets& secrets, const Clock& liveClock,
                               QWidget* parent)
    : QObject(parent)
    , m_context(context)
    , m_actions(actions)
    , m_messages(messages)
    , m_liveClock(liveClock)
    , m_door(new StoreDoor(context, actions, messages, secrets, parent))
    , m_window(parent)
{
    connectRunning(actions);
    connectFiles(actions);
    connect(actions[Command::SetVersion], &QAction::triggered, this,
            [this] { askVersionOfFocused(VersionWish::Set); });
    connect(actions[Command::ForceVersion], &QAction::triggered, this,
            [this] { askVersionOfFocused(VersionWish::Force); });
    connect(actions[Command::Retention], &QAction::triggered, this, &WindowCommands::askRetention);
    connect(&context.focus, &Focus::entityChanged, this, &WindowCommands::refreshEnabled);
    connect(&context.focus, &Focus::pastChanged, this, &WindowCommands::refreshEnabled);
    connect(&context.session, &Session::entityChanged, this, &WindowCommands::refreshEnabled);
    connect(&context.session, &Session::runningChanged, this, &WindowCommands::refreshEnabled);
    connect(&context.session, &Session::opened, this, &WindowCommands::refreshEnabled);
    refreshEnabled();
}

void WindowCommands::connectRunning(const Actions& actions)
{
    Session& session = m_context.session;
    connect(actions[Command::Step], &QAction::triggered, this, [this, &session] {
        if (m_context.focus.past())
            return Q_EMIT goneOnFromPast(Command::Step);
        session.step(m_context.focus.entity());
    });
    connect(actions[Command::RunPause], &QAction::triggered, this, [this, &session] {
        if (m_context.focus.past() && !session.isRunning())
            return Q_EMIT goneOnFromPast(Command::RunPause);
        session.setRunning(!session.isRunning());
    });
    connect(actions[Command::Stop], &QAction::triggered, this,
            [&session] { session.setRunning(false); });
    connect(&session, &Session::heldChanged, this, &WindowCommands::tellHeld);
}

void WindowCommands::tellHeld(bool isHeld, const QString& reason)
{
    if (isHeld)
        m_messages.show(MessageBar::Tone::Problem,
                        tr("%1 The run stands still, and goes on by itself once the store answers.")
                            .arg(reason),
                        tr("Stop the run"), [this] { m_context.session.setRunning(false); });
    else if (m_context.session.isRunning())
        m_messages.show(MessageBar::Tone::Information,
                        tr("The store answers again: the run goes on."));
    else
        m_messages.clear();
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
    m_door->open(url);
}

SnapshotPtr WindowCommands::focused() const
{
    return shownSnapshot(m_context.focus, m_context.session);
}

void WindowCommands::refreshEnabled()
{
    const SnapshotPtr snapshot = focused();
    m_actions[Command::Export]->setEnabled(snapshot != nullptr);
    const bool isLocked = snapshot && snapshot->state.control.lock;
    for (const Command command : {Command::SetVersion, Command::ForceVersion})
        m_actions[command]->setEnabled(snapshot && !isLocked && !m_context.focus.past());
    for (const Command command : {Command::Step, Command::RunPause, Command::NewNamespace,
                                  Command::NewEntity, Command::Import, Command::Retention})
        m_actions[command]->setEnabled(m_context.session.hasStore());
    const bool running = m_context.session.isRunning();
    m_actions[Command::Stop]->setEnabled(running);
    m_actions[Command::RunPause]->setText(running ? tr("Pause") : tr("Run"));
    m_actions[Command::RunPause]->setIcon(
        icon(running ? QStringLiteral("pause") : QStringLiteral("run")));
}

void WindowCommands::askVersionOfFocused(VersionWish wish)
{
    if (const auto entity = m_context.focus.entity())
        askVersion(wish, *entity);
}

void WindowCommands::askVersion(VersionWish wish, EntityKey key)
{
    const SnapshotPtr snapshot = m_context.session.snapshot(key);
    const SummaryPtr summary = m_context.session.summary(key);
    if (!snapshot || !summary)
        return;
    auto* dialog = new SetVersionDialog(*snapshot, *summary, wish, m_window);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, wish, key] { confirm(wish, key, dialog->version()); });
    dialog->open();
}

/// What is live and destructive is done once the entity's name is typed.
void WindowCommands::confirm(VersionWish wish, EntityKey key, const QString& version)
{
    const SnapshotPtr snapshot = m_context.session.snapshot(key);
    const SummaryPtr summary = m_context.session.summary(key);
    if (!snapshot || !summary)
        return; // it was deleted meanwhile
    const EntityState& state = snapshot->state;
    if (wish == VersionWish::Set || state.isSimulated() || !declaresBad(state, utf8(version)))
        return apply(wish, *snapshot, version);
    const QString name = text(snapshot->entityName);
    const std::int64_t told = toldToRoll(state, *summary);
    m_context.prompts.confirm(m_window,
                              {.title = tr("Force %1 on %2").arg(version, name),
                               .sentence = tr("%1 is LIVE. %2 Type its name to force %3.")
                                               .arg(name, forcedWords(state, told), version),
                               .verb = tr("Turn %1 back").arg(formatTargets(told)),
                               .typed = name},
                              [this, wish, snapshot, version] { apply(wish, *snapshot, version); });
}

void WindowCommands::apply(VersionWish wish, const EntitySnapshot& snapshot, const QString& version)
{
    m_context.session.attempt(
        [wish, ns = snapshot.namespaceName, entity = snapshot.entityName, version = utf8(version),
         who = Signature{utf8(operatorName(m_context.settings)), {}}](Orchestrator& engine) {
            return wish == VersionWish::Set ? engine.setTargetVersion(ns, entity, version, who)
                                            : engine.forceTargetVersion(ns, entity, version, who);
        });
}

void WindowCommands::askRetention()
{
    using Kept = std::optional<std::chrono::days>;
    m_context.session.attempt(
        this, [](Orchestrator& engine) { return engine.retention(); },
        [this](const Kept& stored) {
            auto* dialog =
                new RetentionDialog(m_context.session, stored, m_liveClock.now(), m_window);
            connect(dialog, &QDialog::accepted, this,
                    [this, dialog, stored] { setRetention(stored, dialog->chosen()); });
            dialog->open();
        });
}

/// Rows go with the next upkeep only: until then undoing keeps them.
void WindowCommands::setRetention(const std::optional<std::chrono::days>& before,
                                  const std::optional<std::chrono::days>& after)
{
    const auto setting = [](const std::optional<std::chrono::days>& kept) {
        return [kept](Orchestrator& engine) { return engine.setRetention(kept); };
    };
    m_context.session.attempt(this, setting(after), [this, setting, before, after] {
        m_context.undo.push(new StoreCommand(m_context.session, this,
                                             tr("change how long the journal is kept"),
                                             {setting(before)}, {setting(after)}));
        m_messages.show(MessageBar::Tone::Information,
                        after ? tr("The journal is kept for %1 days.").arg(after->count())
                              : tr("The journal is kept for ever."),
                        tr("Undo"), [this] { m_actions[Command::Undo]->trigger(); });
    });
}

void WindowCommands::importFile(const QString& path)
{
    if (!m_context.session.hasStore()) {
        m_messages.show(
            MessageBar::Tone::Problem,
            tr("No store is open that %1 could be imported into.").arg(QFileInfo(path).fileName()),
            tr("Open a store…"), [this] { m_actions[Command::OpenStore]->trigger(); });
        return;
    }
    if (const auto format = fleetFormatOf(utf8(path)); !format) {
        m_messages.show(MessageBar::Tone::Problem, errorText(format.error()));
        return;
    }
    const QString ns = m_proposedNamespace ? m_proposedNamespace() : QString();
    auto* dialog = new ImportDialog(path, m_context.session, ns, m_window);
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
            if (read->empty())
                return failure(ErrorCode::InvalidArgument,
                               path + ": the file names no target; give each a line with its name");
            *fleet = std::move(*read);
            return {};
        },
        this);
    m_messages.follow(job);
    m_context.session.jobs().follow(job);
    connect(job, &Job::succeeded, this, [this, fleet, wish] { store(fleet, wish); });
    job->start();
}

void WindowCommands::store(const ImportedFleet& fleet, const ImportWish& wish)
{
    m_context.session.attempt(
        this, [fleet, wish](Orchestrator& engine) { return importInto(engine, wish, *fleet); },
        [this, fleet, wish](EntityKey key) {
            Q_EMIT entityImported(key);
            sayImported(key, wish, std::ssize(*fleet));
        });
}

void WindowCommands::sayImported(EntityKey key, const ImportWish& wish, std::int64_t targets)
{
    m_messages.showNote(
        key, tr("Imported %1 into %2 › %3.").arg(formatTargets(targets), wish.ns, wish.entity),
        tr("Set version…"), [this, key] { askVersion(VersionWish::Set, key); });
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
    m_context.session.jobs().follow(job);
    connect(job, &Job::succeeded, this, [this, path, snapshot] {
        m_messages.showNote(
            snapshot->key,
            tr("Wrote %1 to %2.")
                .arg(formatTargets(std::ssize(snapshot->state.fleet.order())), path));
    });
    job->start();
}

} // namespace rollout
