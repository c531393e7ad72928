#pragma once

// A window over a store in memory, with one page and one dock that note what they are shown.

#include <QFile>
#include <QKeyEvent>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include "tests/ui/support/fake_secrets.h"
#include "ui/common/prompts.h"
#include "ui/shell/actions.h"
#include "ui/shell/main_window.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/window_commands.h"

namespace rollout {

/// A page that notes what it is shown.
class NotingPage : public EntityPage
{
public:
    QString title() const override { return QStringLiteral("Noting"); }
    void showSnapshot(const SnapshotPtr& snapshot) override { shown.push_back(snapshot); }
    std::vector<SnapshotPtr> shown;
    int escapes = 0;

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        escapes += event->key() == Qt::Key_Escape ? 1 : 0;
        event->ignore(); // as a page without a filter
    }
};

struct WindowBench
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    Session session;
    ScriptedPrompts prompts;
    FakeSecrets secrets;
    SystemClock clock;
    int samplesAsked = 0;
    NotingPage* page = nullptr;
    NotingPage* dock = nullptr;
    std::unique_ptr<MainWindow> window;

    explicit WindowBench(const QString& storeUrl = QStringLiteral("memory:"))
    {
        makeWindow();
        open(storeUrl);
    }
    void open(const QString& storeUrl)
    {
        session.open(storeUrl);
        // Opening clears what the message bar says, a failure fills it.
        QTRY_VERIFY(session.storeUrl() == storeUrl || !window->messages().sentence().isEmpty());
    }
    void makeWindow()
    {
        const auto make = [](NotingPage*& slot) {
            return [&slot](const PageContext&) { return slot = new NotingPage; };
        };
        window = std::make_unique<MainWindow>(
            WindowParts{session, prompts, settings, secrets, clock,
                        PageRegistry{{QStringLiteral("noting"), QStringLiteral("overview"),
                                      PagePlace::Tab, make(page)},
                                     {QStringLiteral("docked"), QStringLiteral("events"),
                                      PagePlace::BottomDock, make(dock)}},
                        [this] { ++samplesAsked; }});
        window->show();
    }
    void trigger(Command command) { window->actions()[command]->trigger(); }
    template <typename Widget>
    Widget* find(const char* name)
    {
        return window->findChild<Widget*>(QLatin1String(name));
    }
    QString writeFleet(int targets, const QString& name = QStringLiteral("shop"))
    {
        const QString path = folder.filePath(name + QLatin1String(".csv"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write("name,group,tags,version\n");
        for (int i = 0; i < targets; ++i)
            file.write(QStringLiteral("t%1,g,,v1\n").arg(i).toUtf8());
        return path;
    }
    void importFleet(int targets, bool live = false, const QString& name = QStringLiteral("shop"))
    {
        window->commands().importFile(writeFleet(targets, name));
        if (live)
            find<QRadioButton>("importLive")->setChecked(true);
        find<QPushButton>("importVerb")->click();
        QTRY_VERIFY(snapshot() && snapshot()->entityName == name.toStdString());
        QTRY_VERIFY(!snapshot()->state.fleet.order().empty() || targets == 0);
    }
    /// Of what is in focus; null when nothing is.
    SnapshotPtr snapshot()
    {
        const auto entity = window->focusedEntity().entity();
        return entity ? session.snapshot(*entity) : nullptr;
    }
};

/// v1 is last known good, v2 is being rolled out to the first of ten targets.
inline void beginRollout(WindowBench& bench)
{
    bench.session.attempt([key = *bench.window->focusedEntity().entity()](Orchestrator& engine) {
        const auto names = engine.snapshot(key).value();
        const auto& ns = names->namespaceName;
        const auto& entity = names->entityName;
        const RolloutOptions goodAtOnce{Percent(100), Percent(0), Seconds(0), Seconds(120)};
        const RolloutOptions slowly{Percent(10), Percent(100), Seconds(60), Seconds(120)};
        const auto step = [&] { return engine.step(key).map([](const auto&) {}); };
        return engine.setRolloutOptions(ns, entity, goodAtOnce)
            .and_then([&] { return engine.setTargetVersion(ns, entity, "v1"); })
            .and_then(step)
            .and_then([&] { return engine.setRolloutOptions(ns, entity, slowly); })
            .and_then([&] { return engine.setTargetVersion(ns, entity, "v2"); })
            .and_then(step)
            .and_then(step);
    });
    QTRY_COMPARE(bench.snapshot()->state.step, std::uint64_t(3));
}

} // namespace rollout
