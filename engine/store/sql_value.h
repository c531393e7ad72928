#pragma once

// Whole numbers, keys and times as the databases' drivers take them: 64 bits, times in milliseconds
// since 1970.

#include <QVariant>
#include <concepts>
#include <cstdint>
#include <type_traits>

#include "core/time.h"

namespace rollout {

/// A whole number, or a key of store.h.
template <typename Value>
requires std::integral<Value> || std::is_enum_v<Value>
[[nodiscard]] QVariant number(Value value)
{
    return QVariant(static_cast<qlonglong>(value));
}

/// Milliseconds since 1970.
[[nodiscard]] inline QVariant number(Time time)
{
    return QVariant(static_cast<qlonglong>(time.time_since_epoch().count()));
}

} // namespace rollout
