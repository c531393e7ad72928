// What operators did, in the event log's words; and the dialog that asks them why.

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include "ui/common/operator_journal_words.h"
#include "ui/common/reason_dialog.h"
#include "ui/common/sentences.h"
#include "ui/common/settings.h"
#include "ui/common/words.h"

using namespace rollout;

namespace {

JournalRow rowOf(JournalKind kind)
{
    JournalRow row;
    row.kind = kind;
    row.version = "v2";
    row.previous = "v1";
    row.by = "ada";
    row.text = "database migration";
    row.count = 12;
    row.threshold = 30;
    if (kind == JournalKind::TargetExcluded || kind == JournalKind::TargetIncluded
        || kind == JournalKind::TargetApproved || kind == JournalKind::TargetRejected) {
        row.group = "eu";
        row.target = "node-1";
    }
    return row;
}

bool isSigned(JournalKind kind)
{
    return kind >= JournalKind::Paused;
}

} // namespace

class OperatorWordsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin)"))); }

    void everyKindHasASentenceOfItsOwn()
    {
        QStringList sentences;
        for (int number = static_cast<int>(JournalKind::WaveBegun);
             number <= static_cast<int>(JournalKind::ControllerChanged); ++number) {
            const auto kind = static_cast<JournalKind>(number);
            const QString sentence = journalSentence(rowOf(kind));
            QVERIFY2(!sentence.isEmpty() && !sentence.contains(u'%'), qPrintable(sentence));
            QVERIFY2(!sentences.contains(sentence), qPrintable(sentence));
            QVERIFY2(!isSigned(kind) || sentence.contains(QStringLiteral("by ada")),
                     qPrintable(sentence));
            QVERIFY2(sentence.contains(QStringLiteral("database migration"))
                         || kind == JournalKind::ApprovalAsked
                         || kind == JournalKind::PolicyChanged,
                     qPrintable(sentence));
            QVERIFY(!journalKindText(kind).isEmpty());
            sentences << sentence;
        }
    }

    void whoAndWhyAreLeftOutWhenUnknown()
    {
        JournalRow row = rowOf(JournalKind::Paused);
        QCOMPARE(journalSentence(row), QStringLiteral("paused by ada: database migration"));
        row.text.clear();
        QCOMPARE(journalSentence(row), QStringLiteral("paused by ada"));
        row.by.clear();
        QCOMPARE(journalSentence(row), QStringLiteral("paused"));
        row.text = "database migration";
        QCOMPARE(journalSentence(row), QStringLiteral("paused: database migration"));
    }

    void policiesAreInWords()
    {
        JournalRow row = rowOf(JournalKind::PolicyChanged);
        row.text = "stopWhileUnhealthy rollbackBatch=50% wave=[10% of group eu] approvals=2 new=7";
        QCOMPARE(journalSentence(row),
                 QStringLiteral("policy changed: nothing is assigned while targets fail; batch of "
                                "50% when rolling back; wave 10% of group eu; approvals needed: 2; "
                                "new=7 by ada"));
        row.text.clear();
        QCOMPARE(journalSentence(row),
                 QStringLiteral("policy changed: no guards, waves or approval by ada"));
    }

    void versionsAreSignedToo()
    {
        QVERIFY(journalSentence(rowOf(JournalKind::VersionAsked))
                    .endsWith(QStringLiteral("by ada: database migration")));
    }

    void ownTimeIsSaidWhereItDiffers()
    {
        JournalRow row = rowOf(JournalKind::Assigned);
        row.at = Time(Seconds(600));
        row.entityAt = row.at;
        QVERIFY(ownTimeWords(row).isEmpty());
        row.entityAt = Time(Seconds(480));
        const QString words = ownTimeWords(row);
        QVERIFY2(words.contains(QStringLiteral("0:08:00")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("2 min")), qPrintable(words));
    }

    void aNameIsKeptUntilItIsCleared()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        const QString loggedIn = operatorName(settings);
        QVERIFY(!loggedIn.isEmpty());
        setOperatorName(settings, QStringLiteral(" ada "));
        QCOMPARE(operatorName(settings), QStringLiteral("ada"));
        setOperatorName(settings, {});
        QCOMPARE(operatorName(settings), loggedIn);
    }

    void whatIsGraveHasToBeTyped()
    {
        const ReasonQuestion question{.title = QStringLiteral("Roll web back"),
                                      .sentence = QStringLiteral("web is LIVE."),
                                      .verb = QStringLiteral("Roll back 3 targets"),
                                      .by = QStringLiteral("ada"),
                                      .typed = QStringLiteral("web"),
                                      .isGrave = true};
        ReasonDialog dialog(question, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        auto* verb = dialog.findChild<QPushButton*>(QStringLiteral("reasonVerb"));
        auto* typed = dialog.findChild<QLineEdit*>(QStringLiteral("typedName"));
        QVERIFY(!verb->isEnabled() && !verb->isDefault());
        QTest::keyClicks(typed, QStringLiteral("web"));
        QVERIFY(verb->isEnabled());
        QTest::keyClicks(dialog.findChild<QLineEdit*>(QStringLiteral("reasonLine")),
                         QStringLiteral("too many errors"));
        QCOMPARE(dialog.signature(), (Signature{"ada", "too many errors"}));
        dialog.findChild<QLineEdit*>(QStringLiteral("signedBy"))->clear();
        QVERIFY(!verb->isEnabled()); // somebody has to sign
        QTest::keyClick(typed, Qt::Key_Return);
        QCOMPARE(dialog.result(), static_cast<int>(QDialog::Rejected));
    }
};

QTEST_MAIN(OperatorWordsTest)
#include "tst_operator_words.moc"
