#pragma once

// A bar on stderr, when that is a terminal.

#include <string>

#include "command.h"

namespace rollout::ctl {

/// Draws "label [#####     ] 50 %" in one line, over and over; the line is wiped when this goes.
/// Draws nothing when stderr is no terminal.
class Progress
{
public:
    Progress(Context& context, std::string label);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// 0 to 1. Cheap: draws only when the shown percentage changes.
    void show(double fraction);

private:
    Context& m_context;
    std::string m_label;
    int m_percent = -1;
};

} // namespace rollout::ctl
