#include "ui/training/training_page.h"

#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <stop_token>

#include "io/scenario_yaml.h"
#include "simulation/scenario.h"
#include "ui/common/focus.h"
#include "ui/common/job.h"
#include "ui/common/jobs.h"
#include "ui/common/prompts.h"
#include "ui/common/read_file.h"
#include "ui/common/session.h"
#include "ui/common/words.h"
#include "ui/training/exercise_panel.h"
#include "ui/training/gallery_panel.h"
#include "ui/training/result_panel.h"

namespace rollout {

namespace {

constexpr const char* trainingNamespace = "training";
constexpr const char* simulationsNamespace = "simulations";
constexpr int mostActions = 1000;

/// "crash-30", "crash-30-2" when there is one already.
std::string freeName(const Session& session, const std::string& wanted)
{
    std::string name = wanted;
    for (int number = 2; session.find(QLatin1String(simulationsNamespace), text(name)); ++number)
        name = wanted + '-' + std::to_string(number);
    return name;
}

} // namespace

TrainingPage::TrainingPage(const PageContext& context, QWidget* parent)
    : EntityPage(parent)
    , m_context(context)
    , m_faces(new QStackedWidget)
    , m_gallery(new GalleryPanel)
    , m_exercise(new ExercisePanel(context.session))
    , m_result(new ResultPanel)
{
    setObjectName(QStringLiteral("trainingPage"));
    for (QWidget* face : std::initializer_list<QWidget*>{m_gallery, m_exercise, m_result})
        m_faces->addWidget(face);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* scroller = new QScrollArea; // for a window that is lower than an exercise
    scroller->setFrameShape(QFrame::NoFrame);
    scroller->setFocusPolicy(Qt::NoFocus);
    scroller->setWidgetResizable(true);
    scroller->setWidget(m_faces);
    column->addWidget(scroller);
    connectPanels();
    connect(&context.session, &Session::played, this, &TrainingPage::takeNews);
    connect(&context.session, &Session::opened, this, &TrainingPage::noteOpened);
    // A question has the run wait, whoever starts it.
    connect(&context.session, &Session::runningChanged, this, [this](bool isRunning) {
        if (isRunning && m_news && !m_recorded && m_session.bets.size() < m_news->stopsReached)
            m_context.session.setRunning(false);
    });
}

QString TrainingPage::title() const
{
    return tr("Training");
}

void TrainingPage::showSnapshot(const SnapshotPtr&) { }

void TrainingPage::connectPanels()
{
    connect(m_gallery, &GalleryPanel::begun, this, [this] {
        if (const auto chosen = m_gallery->chosen())
            begin(*chosen);
    });
    connect(m_gallery, &GalleryPanel::fileAsked, this, &TrainingPage::openFile);
    connect(m_gallery, &GalleryPanel::simulationAsked, this, &TrainingPage::simulateOnly);
    connect(m_exercise, &ExercisePanel::answered, this, &TrainingPage::placeBet);
    connect(m_exercise, &ExercisePanel::injected, this, &TrainingPage::inject);
    connect(m_exercise, &ExercisePanel::restarted, this, [this] { begin(m_chosen); });
    connect(m_exercise, &ExercisePanel::ended, this, &TrainingPage::end);
    connect(m_exercise, &ExercisePanel::left, this, &TrainingPage::leave);
    connect(m_result, &ResultPanel::restarted, this, [this] { begin(m_chosen); });
    connect(m_result, &ResultPanel::left, this, &TrainingPage::leave);
    connect(m_result, &ResultPanel::enough, this, [this] {
        if (m_weighing)
            m_weighing->cancel();
    });
    connect(m_result, &ResultPanel::saveAsked, this, &TrainingPage::save);
}

void TrainingPage::begin(const NamedScenario& named)
{
    m_recorded.reset();
    m_chosen = named;
    PlayRequest request{++m_number, named.scenario, {trainingNamespace, named.name}, {}, {}};
    request.stops.reserve(named.training.questions.size());
    for (const TrainingQuestion& question : named.training.questions)
        request.stops.push_back(question.at);
    m_exercise->begin(named, {});
    play(request);
}

/// Nobody is asked: what was done and bet is done and bet again.
void TrainingPage::beginAgain(const SavedSession& recorded)
{
    m_recorded = recorded;
    m_chosen = recorded.named;
    m_toldDeeds = 0;
    m_knownModels = m_chosen.scenario.fleet.versions.size();
    m_exercise->begin(m_chosen, tr("replay"));
    play({++m_number,
          m_chosen.scenario,
          {trainingNamespace, m_chosen.name},
          {recorded.endedAt},
          recorded.deeds});
}

void TrainingPage::play(const PlayRequest& request)
{
    delete m_weighing;
    m_session = {};
    m_session.named = m_chosen;
    if (m_recorded)
        m_session.recordedDigest = m_recorded->digest;
    m_news.reset();
    m_faces->setCurrentWidget(m_exercise);
    m_isOpening = true;
    m_context.session.play(request);
}

/// Another store than the exercise's ends it.
void TrainingPage::noteOpened(const QString&)
{
    if (std::exchange(m_isOpening, false)) {
        if (m_news)
            m_context.focus.setEntity(m_news->entity);
        return;
    }
    m_news.reset();
    if (m_faces->currentWidget() == m_exercise)
        m_faces->setCurrentWidget(m_gallery);
}

void TrainingPage::takeNews(const PlayNewsPtr& news)
{
    if (news->number != m_number || m_faces->currentWidget() != m_exercise)
        return;
    m_news = news;
    m_session.happened.insert(m_session.happened.end(), news->happened.begin(),
                              news->happened.end());
    m_exercise->showNews(*news);
    if (m_recorded)
        return followReplay(*news);
    askNext();
    if (news->isOver && m_session.bets.size() >= news->stopsReached)
        end();
}

void TrainingPage::followReplay(const PlayNews& news)
{
    for (; m_toldDeeds < news.deeds.size(); ++m_toldDeeds)
        tellDeed(news.deeds[m_toldDeeds]);
    auto& bets = m_session.bets;
    while (bets.size() < m_recorded->bets.size()
           && m_recorded->bets[bets.size()].question.at <= news.nextStepAt) {
        const PlacedBet& bet = m_recorded->bets[bets.size()];
        m_exercise->note(bet.question.at,
                         tr("%1 %2 % was bet.")
                             .arg(questionText(bet.question.bet))
                             .arg(qRound(bet.probability * 100)));
        bets.push_back(bet);
    }
    if (news.isOver || news.nextStepAt >= m_recorded->endedAt)
        end();
}

/// Models that came to the fleet's were injected, and are held against the others' runs, too.
void TrainingPage::tellDeed(const Deed& deed)
{
    if (const auto* settings = std::get_if<SimulationSettings>(&deed.act.what)) {
        for (std::size_t i = m_knownModels; i < settings->versions.size(); ++i)
            m_session.named.scenario.events.push_back(
                {deed.before, "injected by the trainer", settings->versions[i]});
        m_knownModels = settings->versions.size();
    }
    const QString by = text(deed.act.signature.by);
    const QString what = happeningText(deed.act);
    m_exercise->note(deed.before, by.isEmpty() ? what : tr("%1: %2").arg(by, what));
}

void TrainingPage::askNext()
{
    if (m_session.bets.size() < m_news->stopsReached)
        m_exercise->ask(m_chosen.training.questions[m_session.bets.size()]);
}

void TrainingPage::placeBet(double probability)
{
    if (!m_news || m_session.bets.size() >= m_news->stopsReached)
        return;
    m_session.bets.push_back({m_chosen.training.questions[m_session.bets.size()], probability});
    m_exercise->stopAsking();
    if (m_session.bets.size() < m_news->stopsReached)
        return askNext();
    if (m_news->isOver)
        return end();
    m_context.session.setRunning(true);
}

/// What the trainer injects is an event of the scenario that was played.
void TrainingPage::inject(const VersionModel& model, const QString& words)
{
    if (!m_news)
        return;
    const EntityKey key = m_news->entity;
    const Seconds at = m_news->nextStepAt;
    m_context.session.attempt(
        this,
        [key, model](Orchestrator& engine) -> Result<void> {
            const auto snapshot = engine.snapshot(key);
            if (!snapshot)
                return tl::unexpected(snapshot.error());
            SimulationSettings settings =
                (*snapshot)->state.simulation.value_or(SimulationSettings{});
            settings.versions.push_back(model);
            return engine.setSimulation(key, settings);
        },
        [this, at, model, words] {
            m_session.named.scenario.events.push_back({at, "injected by the trainer", model});
            m_exercise->note(at, words);
        });
}

void TrainingPage::end()
{
    if (!m_news)
        return;
    m_context.session.setRunning(false);
    m_session.result = m_news->result;
    m_session.isCutShort =
        m_recorded && !m_news->isOver && m_news->nextStepAt < m_recorded->endedAt;
    m_session.played = {m_chosen, m_news->deeds, m_session.bets, m_news->nextStepAt,
                        m_session.result.digest};
    m_faces->setCurrentWidget(m_result);
    m_result->showProgress(0);
    fetchActions();
    weigh();
}

void TrainingPage::fetchActions()
{
    JournalFilter filter;
    filter.entity = m_news->entity;
    filter.wholeEntityOnly = true;
    m_context.session.attempt(
        this,
        [filter](Orchestrator& engine) { return engine.journalAfter(filter, 0, mostActions); },
        [this](std::vector<JournalRow> rows) {
            std::erase_if(rows, [](const JournalRow& row) {
                return row.by.empty() || row.by == "scenario" || row.by.starts_with("operator");
            });
            m_session.actions = std::move(rows);
        });
}

/// Against the same scenario, with what the trainer made of it.
void TrainingPage::weigh()
{
    const auto others = std::make_shared<Yardsticks>();
    auto* job = new Job(
        tr("Trying %1 other policies").arg(randomPolicies),
        [others, scenario = m_session.named.scenario](const JobWatch& watch) -> Result<void> {
            std::stop_source stop;
            *others = yardsticks(
                scenario, 0, stop.get_token(), [&](std::uint64_t done, std::uint64_t total) {
                    watch.progress(static_cast<double>(done) / static_cast<double>(total));
                    if (watch.isCancelled())
                        stop.request_stop();
                });
            return {};
        },
        this);
    m_weighing = job;
    m_context.session.jobs().follow(job);
    connect(job, &Job::progressed, m_result, &ResultPanel::showProgress);
    connect(job, &Job::finished, this, [this, others] {
        m_session.yardsticks = *others;
        m_session.score = scoreOf(m_session.named.scenario, others->isBadVersion, m_session.result);
        m_result->showResult(m_session);
    });
    job->start();
}

/// Back to the store from which the exercise was begun.
void TrainingPage::leave()
{
    m_context.session.setRunning(false);
    m_news.reset();
    m_faces->setCurrentWidget(m_gallery);
    Session& session = m_context.session;
    if (session.isInMemory() && !session.lastLastingUrl().isEmpty())
        session.open(session.lastLastingUrl());
}

void TrainingPage::openFile()
{
    m_context.prompts.openFile(
        this, tr("Open scenario or session"),
        tr("Scenarios and sessions (*.yaml *.yml *.json);;All files (*)"),
        [this](const QString& path) {
            if (path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
                return openSession(path);
            readFile(m_context.session, this, path, readScenario,
                     [this](const NamedScenario& named) { m_gallery->add(named); });
        });
}

void TrainingPage::openSession(const QString& path)
{
    readFile(m_context.session, this, path, readSession,
             [this](const SavedSession& recorded) { beginAgain(recorded); });
}

/// Its fleet, settings and policy as an entity of the open store, from now on; nothing happens to
/// it by itself.
void TrainingPage::simulateOnly()
{
    const auto chosen = m_gallery->chosen();
    if (!chosen)
        return;
    const Time now = m_context.session.simulationNow();
    const std::string name = freeName(m_context.session, chosen->name);
    m_context.session.attempt(
        this,
        [named = *chosen, name, now](Orchestrator& engine) {
            return engine.createEntity(simulationsNamespace, name,
                                       establishedFleet(named.scenario, now), {"scenario", {}});
        },
        [this](EntityKey key) { m_context.focus.setEntity(key); });
}

void TrainingPage::save()
{
    m_context.prompts.saveFile(
        this, tr("Save session"), text(m_session.named.name) + QStringLiteral(".json"),
        tr("Sessions (*.json);;Tables (*.csv);;Reports (*.pdf)"), [this](const QString& path) {
            auto* job = new Job(
                tr("Writing %1").arg(path),
                [path, session = m_session](const JobWatch&) {
                    return writeSession(session, path);
                },
                this);
            m_context.session.jobs().follow(job);
            connect(job, &Job::failed, this,
                    [this](const Error& error) { m_context.session.report(error); });
            job->start();
        });
}

} // namespace rollout
