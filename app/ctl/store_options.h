#pragma once

// --store, and the engine behind it; NAMESPACE and ENTITY where a command is about one entity.

#include <memory>
#include <string>

#include "command.h"
#include "service/orchestrator.h"

namespace rollout::ctl {

/// What to do about a store's file that is not there.
enum class MissingStore { Create, Refuse };

/// An engine on a store, timed by the system's clock; simulated entities by one of its own.
struct Engine
{
    SystemClock liveClock;
    VirtualClock simulationClock;
    std::unique_ptr<Orchestrator> orchestrator;
};

[[nodiscard]] Result<std::unique_ptr<Engine>> openEngine(const std::string& url,
                                                         MissingStore missing);

/// Whether there is a store to open; one in memory always is.
[[nodiscard]] bool isThere(const std::string& url);

/// Binds --store to `url`, which is given its default.
void addStoreOption(CLI::App& command, std::string& url);
/// Binds --json.
void addJsonFlag(CLI::App& command, bool& isJson);

/// The options of a command about one entity.
struct EntityOptions
{
    std::string store;
    std::string namespaceName;
    std::string entityName;
    bool isJson = false;
};

/// Binds --store, --json and the positional NAMESPACE and ENTITY.
void addEntityArguments(CLI::App& command, EntityOptions& options);
/// The same with --namespace and --entity in place of positions, for commands whose argument is a
/// file.
void addEntityFlags(CLI::App& command, EntityOptions& options);

} // namespace rollout::ctl
