#pragma once

// Numbers that a form edits: how each is called, in which unit and range, and where it is kept.

#include <QString>

#include <span>
#include <utility>
#include <vector>

class QDoubleSpinBox;
class QFormLayout;

namespace rollout {

struct NumberFace
{
    const char* name; ///< object name of its editor
    const char* label; ///< to be translated (context rollout::Fields), as what follows
    const char* tip; ///< what it does to targets
    const char* unit; ///< behind the number: " %"
    double least; ///< in that unit
    double most;
    int decimals;
};

/// A number of a Value, in its face's unit.
template <typename Value>
struct NumberField
{
    NumberFace face;
    double (*get)(const Value&);
    void (*set)(Value&, double);
    bool (*isThere)(const Value&) = nullptr; ///< whether it can be set; null: always
};

[[nodiscard]] QString labelOf(const NumberFace& face);
[[nodiscard]] QString tipOf(const NumberFace& face);
[[nodiscard]] QDoubleSpinBox* makeSpin(const NumberFace& face);
/// A row of its own.
void addRow(QFormLayout& form, const NumberFace& face, QDoubleSpinBox* spin);
void showNumber(QDoubleSpinBox& spin, double value, bool isThere);

/// The editors of some fields of one Value. Whoever uses them connects each.
template <typename Value>
class NumberEditors
{
public:
    using Field = NumberField<Value>;

    /// A row for each field; `connectSpin(spin, field)` is called once for each.
    template <typename Connect>
    void add(QFormLayout& form, std::span<const Field> fields, Connect connectSpin)
    {
        for (const Field& field : fields) {
            QDoubleSpinBox* spin = makeSpin(field.face);
            connectSpin(spin, &field);
            addRow(form, field.face, spin);
            m_editors.emplace_back(spin, &field);
        }
    }
    /// `shown` holds what is shown, `value` tells what can be set.
    void show(const Value& shown, const Value& value)
    {
        for (const auto& [spin, field] : m_editors)
            showNumber(*spin, field->get(shown), !field->isThere || field->isThere(value));
    }

private:
    std::vector<std::pair<QDoubleSpinBox*, const Field*>> m_editors;
};

} // namespace rollout
