#include "progress.h"

#include <algorithm>
#include <ostream>
#include <utility>

namespace rollout::ctl {

Progress::Progress(Context& context, std::string label)
    : m_context(context)
    , m_label(std::move(label))
{
}

Progress::~Progress()
{
    if (m_percent >= 0)
        m_context.err << "\r\x1b[K" << std::flush;
}

void Progress::show(double fraction)
{
    constexpr int width = 40;
    const int percent = static_cast<int>(std::clamp(fraction, 0.0, 1.0) * 100.0);
    if (m_context.errTerminal == Terminal::No || percent == m_percent)
        return;
    m_percent = percent;
    std::string bar(static_cast<std::size_t>(width), ' ');
    std::fill_n(bar.begin(), percent * width / 100, '#');
    m_context.err << '\r' << m_label << " [" << bar << "] " << percent << " %" << std::flush;
}

} // namespace rollout::ctl
