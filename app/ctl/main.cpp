#include <iostream>
#include <unistd.h>

#include "ctl.h"

int main(int argc, char** argv)
{
    using namespace rollout::ctl;
    const auto terminal = isatty(STDERR_FILENO) != 0 ? Terminal::Yes : Terminal::No;
    Context context{std::cout, std::cerr, terminal, {}};
    return runCtl(argc, argv, context);
}
