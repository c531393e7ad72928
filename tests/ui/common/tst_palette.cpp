#include <QRegularExpression>
#include <QTest>

#include <set>

#include "ui/common/icons.h"
#include "ui/common/palette.h"
#include "ui/common/words.h"

using namespace rollout;

namespace {

TargetPhase phase(std::size_t number)
{
    return static_cast<TargetPhase>(number);
}

} // namespace

class PaletteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void schemeFollowsThePalette();
    void phasesDifferWithoutColour();
    void textOnEveryFillIsReadable();
    void paleFillsHaveAnOutline();
    void ordinaryTextIsReadable();
    void versionsDifferByColourOrDashes();
    void everyRolloutPhaseHasAnIcon();
    void everyJournalKindHasWords();
};

void PaletteTest::schemeFollowsThePalette()
{
    QVERIFY(!isDark(consolePalette(Scheme::Light)));
    QVERIFY(isDark(consolePalette(Scheme::Dark)));
}

void PaletteTest::phasesDifferWithoutColour()
{
    std::set<QChar> glyphs;
    std::set<QString> words;
    for (std::size_t i = 0; i < targetPhaseCount; ++i) {
        glyphs.insert(phaseGlyph(phase(i)));
        words.insert(phaseText(phase(i)));
    }
    QCOMPARE(glyphs.size(), targetPhaseCount);
    QCOMPARE(words.size(), targetPhaseCount);
}

void PaletteTest::textOnEveryFillIsReadable()
{
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark})
        for (std::size_t i = 0; i < targetPhaseCount; ++i) {
            const QColor fill = phaseColour(phase(i), scheme);
            QVERIFY2(contrast(fill, textOn(fill)) >= 4.5, qPrintable(phaseText(phase(i))));
        }
}

void PaletteTest::paleFillsHaveAnOutline()
{
    for (const auto pale : {TargetPhase::Old, TargetPhase::Assigned, TargetPhase::Baking})
        QVERIFY2(needsOutline(phaseColour(pale, Scheme::Light), Scheme::Light),
                 qPrintable(phaseText(pale)));
    QVERIFY(!needsOutline(phaseColour(TargetPhase::Succeeded, Scheme::Light), Scheme::Light));
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark})
        QVERIFY(contrast(outlineColour(scheme), consolePalette(scheme).color(QPalette::Base)) >= 3);
}

void PaletteTest::ordinaryTextIsReadable()
{
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        const QPalette palette = consolePalette(scheme);
        const QColor ground = palette.color(QPalette::Window);
        QVERIFY(contrast(palette.color(QPalette::WindowText), ground) >= 7);
        QVERIFY(contrast(quietText(palette), ground) >= 4.5);
        QVERIFY(contrast(liveColour(scheme), ground) >= 4.5);
        QVERIFY(
            contrast(palette.color(QPalette::Highlight), palette.color(QPalette::HighlightedText))
            >= 4);
    }
}

void PaletteTest::versionsDifferByColourOrDashes()
{
    std::set<std::tuple<QRgb, int, qreal>> looks;
    for (int age = 0; age < 12; ++age) {
        const VersionStyle style = versionStyle(age);
        looks.insert({style.colour.rgb(), style.dashes, style.width});
    }
    QCOMPARE(looks.size(), std::size_t(12));
}

void PaletteTest::everyRolloutPhaseHasAnIcon()
{
    initResources();
    for (int i = 0; i <= static_cast<int>(RolloutPhase::RolledBack); ++i) {
        const auto rolloutPhase = static_cast<RolloutPhase>(i);
        QVERIFY2(!icon(rolloutPhaseIcon(rolloutPhase)).isNull(),
                 qPrintable(rolloutPhaseText(rolloutPhase)));
    }
    QVERIFY(icon(QStringLiteral("no such icon")).isNull());
}

void PaletteTest::everyJournalKindHasWords()
{
    for (const int kind :
         {1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 20, 21, 22, 30, 31, 32, 33, 34, 35, 36, 37})
        QVERIFY2(!journalKindText(static_cast<JournalKind>(kind)).isEmpty(),
                 qPrintable(QString::number(kind)));
}

QTEST_MAIN(PaletteTest)
#include "tst_palette.moc"
