#pragma once

// Fields of the kinds that behave alike: shares in percent, times, plain numbers. Each is made from
// what finds it in a Value: a reference for a changeable one.

#include <QtGlobal>

#include <cmath>

#include "core/time.h"
#include "ui/inspector/number_field.h"

namespace rollout {

inline constexpr double tenYearsInMinutes = 5'256'000;
inline constexpr double tenYearsInSeconds = 315'360'000;

enum class TimeUnit { InSeconds, InMinutes };

/// `Place(value)` gives a reference to a double from 0 to 1.
template <typename Value, auto Place>
constexpr NumberField<Value> percentField(const char* name, const char* label, const char* tip,
                                          double most = 100.0, int decimals = 2)
{
    return {{name, label, tip, QT_TRANSLATE_NOOP("rollout::Fields", " %"), 0, most, decimals},
            [](const Value& value) { return Place(value) * 100.0; },
            [](Value& value, double number) { Place(value) = number / 100.0; }};
}

/// `Place(value)` gives a reference to a double.
template <typename Value, auto Place>
constexpr NumberField<Value> numberField(const NumberFace& face)
{
    return {face, [](const Value& value) -> double { return Place(value); },
            [](Value& value, double number) { Place(value) = number; }};
}

/// `Place(value)` gives a reference to Milliseconds.
template <typename Value, TimeUnit Unit, auto Place>
constexpr NumberField<Value> timeField(const char* name, const char* label, const char* tip,
                                       double least = 0)
{
    constexpr double milliseconds = Unit == TimeUnit::InSeconds ? 1000.0 : 60'000.0;
    return {
        {name, label, tip,
         Unit == TimeUnit::InSeconds ? QT_TRANSLATE_NOOP("rollout::Fields", " s")
                                     : QT_TRANSLATE_NOOP("rollout::Fields", " min"),
         least, Unit == TimeUnit::InSeconds ? tenYearsInSeconds : tenYearsInMinutes, 1},
        [](const Value& value) { return static_cast<double>(Place(value).count()) / milliseconds; },
        [](Value& value, double number) {
            Place(value) =
                Milliseconds(static_cast<std::int64_t>(std::llround(number * milliseconds)));
        }};
}

/// The same field of something that may be missing.
template <typename Value>
constexpr NumberField<Value> whereThere(NumberField<Value> field, bool (*isThere)(const Value&))
{
    field.isThere = isThere;
    return field;
}

} // namespace rollout
