#pragma once

// --by and --reason: who does something, and why, for the journal.

#include <QString>

#include "command.h"
#include "core/control.h"

namespace rollout::ctl {

/// Binds --by, which is the user's name unless given, and --reason.
inline void addSignatureOptions(CLI::App& command, Signature& signature)
{
    for (const char* variable : {"LOGNAME", "USER"})
        if (signature.by.empty())
            signature.by = qEnvironmentVariable(variable).toStdString();
    command.add_option("--by", signature.by, "Who does it, for the journal (default: your name)")
        ->type_name("NAME");
    command.add_option("--reason", signature.reason, "Why, for the journal and for colleagues")
        ->type_name("TEXT");
}

} // namespace rollout::ctl
