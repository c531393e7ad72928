#pragma once

// The program: what the window needs, made and held together.

#include <QObject>
#include <QSettings>
#include <QTemporaryDir>

#include <memory>

#include "app/console/options.h"
#include "service/clock.h"
#include "ui/common/key_ring.h"
#include "ui/common/prompts.h"
#include "ui/common/session.h"
#include "ui/shell/main_window.h"

namespace rollout {

/// Fusion style, the console's palette. Once, before the first widget.
void dressApplication(std::optional<Scheme> scheme);

class Console : public QObject
{
    Q_OBJECT
public:
    /// `settings` outlives this.
    explicit Console(QSettings& settings, QObject* parent = nullptr);
    ~Console() override;

    /// Shows the window and opens what the options ask for: the sample, a store, or the default
    /// store, into which the sample is put when it does not exist yet.
    void start(const ConsoleOptions& options);
    /// A fresh sample in a temporary folder that goes with the program.
    void openSample();

    [[nodiscard]] MainWindow& window() { return *m_window; }
    [[nodiscard]] Session& session() { return m_session; }

Q_SIGNALS:
    void sampleOpened();

private:
    void fillAndOpen(const QString& url, const std::function<void()>& opened);

    SystemClock m_clock;
    QTemporaryDir m_folder;
    int m_samples = 0;
    Session m_session;
    DialogPrompts m_prompts;
    KeyRing m_keyRing;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace rollout
