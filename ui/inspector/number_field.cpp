#include "ui/inspector/number_field.h"

#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QFormLayout>

namespace rollout {

namespace {

QString translated(const char* words)
{
    return QCoreApplication::translate("rollout::Fields", words);
}

} // namespace

QString labelOf(const NumberFace& face)
{
    return translated(face.label);
}

QString tipOf(const NumberFace& face)
{
    return translated(face.tip);
}

QDoubleSpinBox* makeSpin(const NumberFace& face)
{
    auto* spin = new QDoubleSpinBox;
    spin->setObjectName(QLatin1String(face.name));
    spin->setAccessibleName(labelOf(face));
    spin->setToolTip(tipOf(face));
    spin->setRange(face.least, face.most);
    spin->setDecimals(face.decimals);
    spin->setSuffix(translated(face.unit));
    if (face.most > 100.0)
        spin->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    else if (face.most <= 20.0)
        spin->setSingleStep(0.1);
    return spin;
}

void addRow(QFormLayout& form, const NumberFace& face, QDoubleSpinBox* spin)
{
    form.addRow(labelOf(face), spin);
}

void showNumber(QDoubleSpinBox& spin, double value, bool isThere)
{
    spin.setValue(value);
    spin.setEnabled(isThere);
}

} // namespace rollout
