#pragma once

// The command line of rollout-console.

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

#include "core/demo.h"
#include "core/result.h"
#include "service/log_file.h"
#include "ui/common/palette.h"

namespace rollout {

struct ConsoleOptions
{
    QString storeUrl; ///< empty: the default one
    bool sample = false; ///< a fresh sample store in a temporary folder, running
    std::optional<Scheme> scheme; ///< nothing: as the desktop's
    QSize size{1600, 900}; ///< of the window in screenshots
    std::optional<DemoScript> demo; ///< to be played at once
    QString screenshots; ///< folder to write pictures to, then quit; empty: none
    bool bench = false;
    std::int64_t targets = 100'000; ///< of --bench
    bool json = false; ///< of --bench
    LogOptions log;
    QString answer; ///< --help or --version: print this and quit
};

/// `arguments` as of QCoreApplication, the program's name first.
[[nodiscard]] Result<ConsoleOptions> parseConsoleOptions(const QStringList& arguments);

} // namespace rollout
