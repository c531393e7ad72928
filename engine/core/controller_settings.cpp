#include "core/controller_settings.h"

#include <cstddef>
#include <string_view>

#include "core/names.h"

namespace rollout {

namespace {

Result<void> checkText(const std::string& what, std::string_view text)
{
    if (isCleanUtf8(text))
        return {};
    return failure(ErrorCode::InvalidArgument,
                   what + " is not valid UTF-8 text without the character U+0000");
}

} // namespace

Result<void> checkSettings(const CommandSettings& settings)
{
    if (settings.program.empty())
        return failure(ErrorCode::InvalidArgument,
                       "the controller's program is empty; name a program, or its path");
    if (auto ok = checkText("the controller's program", settings.program); !ok)
        return ok;
    for (std::size_t i = 0; i < settings.arguments.size(); ++i)
        if (auto ok =
                checkText("argument " + std::to_string(i + 1) + " of the controller's program",
                          settings.arguments[i]);
            !ok)
            return ok;
    if (settings.timeout < minimumCommandTimeout || settings.timeout > maximumCommandTimeout)
        return failure(ErrorCode::InvalidArgument,
                       "the controller's time-out is " + std::to_string(settings.timeout.count())
                           + " s; " + std::to_string(minimumCommandTimeout.count()) + " s to "
                           + std::to_string(maximumCommandTimeout.count()) + " s are allowed");
    return {};
}

} // namespace rollout
