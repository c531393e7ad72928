#pragma once

// A file that a person chose, read in a job of its own.

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <string>

#include "ui/common/job.h"
#include "ui/common/jobs.h"
#include "ui/common/session.h"
#include "ui/common/words.h"

namespace rollout {

/// `read(path)`, which gives a Result, in a thread of the job's; then `done(value)` in the
/// window's. What is wrong with the file is reported. The job ends with `owner`, which lives in the
/// window's thread.
template <typename Read, typename Done>
void readFile(Session& session, QObject* owner, const QString& path, Read read, Done done)
{
    using Value = typename decltype(read(std::string()))::value_type;
    const auto value = std::make_shared<std::optional<Value>>();
    auto* job = new Job(
        QObject::tr("Reading %1").arg(path),
        [path, read, value](const JobWatch&) {
            return read(utf8(path)).map([&](Value found) { value->emplace(std::move(found)); });
        },
        owner);
    session.jobs().follow(job);
    QObject::connect(job, &Job::succeeded, owner, [value, done] { done(std::move(**value)); });
    QObject::connect(job, &Job::failed, owner,
                     [&session](const Error& error) { session.report(error); });
    job->start();
}

} // namespace rollout
