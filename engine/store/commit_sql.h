#pragma once

// The statements that are executed once a row, in the words of dialect.h. Their parameters are
// bound in this order.

namespace rollout::sql {

inline constexpr auto insertTarget =
    "INSERT INTO target (grp, name, id) VALUES ({text}, {text}, ?)";
inline constexpr auto renameTarget = "UPDATE target SET grp = {text}, name = {text} WHERE id = ?";

inline constexpr auto insertState =
    "INSERT INTO target_state (version, is_error, changed_at, message_at, message, tags,"
    " expected, expected_is_error, expected_changed_at, expected_message_at, note,"
    " note_seconds, note_limit, note_text, id)"
    " VALUES (?, ?, ?, ?, {text}, {text}, ?, ?, ?, ?, ?, ?, ?, {text}, ?)";
inline constexpr auto updateState =
    "UPDATE target_state SET version = ?, is_error = ?, changed_at = ?, message_at = ?,"
    " message = {text}, tags = {text}, expected = ?, expected_is_error = ?,"
    " expected_changed_at = ?, expected_message_at = ?, note = ?, note_seconds = ?,"
    " note_limit = ?, note_text = {text} WHERE id = ?";
inline constexpr auto deleteState = "DELETE FROM target_state WHERE id = ?";

inline constexpr auto appendReport =
    "INSERT INTO report_time (entity, at, slots) VALUES (?, ?, {text})";

inline constexpr auto insertShare =
    "INSERT INTO share_sample (entity, at, step, version, expected, current, failing)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)";
inline constexpr auto insertJournal =
    "INSERT INTO journal (id, entity, step, at, kind, target, version, previous, count,"
    " threshold, text, entity_at, by_whom) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {text}, ?,"
    " {text})";

} // namespace rollout::sql
