#include <iostream>
#include <memory>
#include <unistd.h>

#include "ctl.h"

int main(int argc, char** argv)
{
    using namespace rollout::ctl;
    const auto terminal = isatty(STDERR_FILENO) != 0 ? Terminal::Yes : Terminal::No;
    Context context{std::cout, std::cerr, terminal, {}};
    std::unique_ptr<rollout::LogFile> log;
    context.startLog = [&log](const rollout::LogOptions& options) {
        return rollout::LogFile::start(options).map(
            [&log](std::unique_ptr<rollout::LogFile> started) { log = std::move(started); });
    };
    return runCtl(argc, argv, context);
}
