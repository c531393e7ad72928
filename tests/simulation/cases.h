#pragma once

// Reads the reference figures of tests/data.

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include "simulation/closed_forms.h"
#include "simulation/scenario.h"

namespace rollout::test {

/// The rows under `section` of a file in tests/data; aborts the test when there are none.
QJsonArray rows(const char* file, const char* section);

/// N, batchPct, successPct, successTimeout, durationTimeout, tick, adopt.
PolicyCase policyOf(const QJsonObject& row);
/// The same policy as a scenario, on which `failProbability` of the targets fail.
Scenario scenarioOf(const PolicyCase& policy, double failProbability);

/// A name for a data row.
QByteArray nameOf(const PolicyCase& policy, double p);

} // namespace rollout::test
