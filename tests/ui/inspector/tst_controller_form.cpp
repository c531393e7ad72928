// The program that answers an entity's hooks, set in the inspector.

#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

#include "tests/ui/support/page_fixture.h"
#include "ui/inspector/argument_lines.h"
#include "ui/inspector/inspector_page.h"

using namespace rollout;

namespace {

const RolloutOptions tenPercent{Percent(10), Percent(100), Seconds(60), Seconds(120)};

struct Bench
{
    PageFixture fixture;
    InspectorPage page{fixture.context()};
    QLineEdit* program = page.findChild<QLineEdit*>(QStringLiteral("controllerProgram"));
    QPlainTextEdit* arguments =
        page.findChild<QPlainTextEdit*>(QStringLiteral("controllerArguments"));
    QSpinBox* timeout = page.findChild<QSpinBox*>(QStringLiteral("controllerTimeout"));
    QCheckBox* approval = page.findChild<QCheckBox*>(QStringLiteral("hookApproval"));
    QLabel* wrong = page.findChild<QLabel*>(QStringLiteral("controllerWrong"));
    QLabel* failed = page.findChild<QLabel*>(QStringLiteral("controllerFailure"));

    bool open()
    {
        if (!fixture.addFleet("web", 50, 10, tenPercent, 0.0))
            return false;
        page.resize(330, 900);
        page.show();
        refresh();
        return true;
    }
    /// As the engine has it: what is no step is not waited for by the fixture.
    SnapshotPtr newest()
    {
        SnapshotPtr newest;
        (void)fixture.run([&](Orchestrator& engine) {
            newest = engine.snapshot(*fixture.focus.entity()).value();
        });
        return newest;
    }
    void refresh() { page.showSnapshot(newest()); }
    [[nodiscard]] QPushButton* button(const char* name) const
    {
        return page.findChild<QPushButton*>(QLatin1String(name));
    }
    [[nodiscard]] std::optional<CommandSettings> stored() { return newest()->state.controller; }
    /// A script of this test's own.
    [[nodiscard]] QString script(const QByteArray& lines) const
    {
        QFile file(fixture.folder.filePath(QStringLiteral("hook.sh")));
        const bool isWritten = file.open(QIODevice::WriteOnly)
            && file.write("#!/bin/sh\n" + lines) > 0
            && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return isWritten ? file.fileName() : QString();
    }
    void set(const QString& path)
    {
        program->setText(path);
        approval->setChecked(true);
        button("applyController")->click();
    }
};

} // namespace

class ControllerFormTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // The engine says in its log, too, that a hook failed.
    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!This plugin|.* a hook failed)")));
    }

    void argumentsGoThereAndBack_data()
    {
        QTest::addColumn<std::string>("argument");
        QTest::addColumn<QString>("line");
        QTest::newRow("a word") << std::string("canary") << QStringLiteral("canary");
        QTest::newRow("blanks") << std::string(" a  b ") << QStringLiteral(" a  b ");
        QTest::newRow("a backslash") << std::string("a\\d") << QStringLiteral("a\\d");
        QTest::newRow("nothing") << std::string() << QStringLiteral("\"\"");
        QTest::newRow("two lines") << std::string("a\nb") << QStringLiteral("\"a\\nb\"");
        QTest::newRow("a quotation mark")
            << std::string("\"a\"") << QStringLiteral("\"\\\"a\\\"\"");
        QTest::newRow("a separator of lines") << std::string("a\xE2\x80\xA9"
                                                             "b")
                                              << QStringLiteral("\"a\\u2029b\"");
    }
    void argumentsGoThereAndBack()
    {
        QFETCH(const std::string, argument);
        QFETCH(const QString, line);
        const std::vector<std::string> arguments{"first", argument};
        QCOMPARE(argumentLines(arguments), (QStringList{QStringLiteral("first"), line}));
        QCOMPARE(argumentsOf({QStringLiteral("first"), QString(), line}).value(), arguments);
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<bool>("answers");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no program")
            << QString() << QStringLiteral("x") << true << QStringLiteral("name a program");
        QTest::newRow("no hook") << QStringLiteral("x") << QString() << false
                                 << QStringLiteral("check at least one hook");
        QTest::newRow("an open string")
            << QStringLiteral("x") << QStringLiteral("a\n\"b") << true
            << QStringLiteral("Line 2 of the arguments begins with a quotation mark");
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(const QString, program);
        QFETCH(const QString, arguments);
        QFETCH(const bool, answers);
        QFETCH(const QString, sentence);
        Bench bench;
        QVERIFY(bench.open());
        bench.program->setText(program);
        bench.arguments->setPlainText(arguments);
        bench.approval->setChecked(answers);
        QVERIFY2(bench.wrong->text().contains(sentence), qPrintable(bench.wrong->text()));
        QVERIFY(!bench.button("applyController")->isEnabled());
        bench.button("revertController")->click();
        QVERIFY(bench.wrong->text().isEmpty());
        QVERIFY(bench.program->text().isEmpty());
        QVERIFY(!bench.button("removeController")->isEnabled()); // there is none
    }

    void setsRemovesAndUndoes()
    {
        Bench bench;
        QVERIFY(bench.open());
        bench.arguments->setPlainText(QStringLiteral("canary\n\"\""));
        bench.timeout->setValue(12);
        bench.set(QStringLiteral("approve-group.sh"));
        CommandSettings wanted{"approve-group.sh", {"canary", ""}, Seconds(12), {}};
        wanted.hooks.approval = true;
        QTRY_COMPARE(bench.stored(), std::optional(wanted));
        bench.refresh();
        QVERIFY(!bench.button("applyController")->isEnabled());
        bench.button("removeController")->click();
        QTRY_VERIFY(!bench.stored());
        bench.refresh();
        QVERIFY(bench.program->text().isEmpty());
        bench.fixture.undo.undo();
        QTRY_COMPARE(bench.stored(), std::optional(wanted));
        bench.refresh();
        QCOMPARE(bench.arguments->toPlainText(), QStringLiteral("canary\n\"\""));
        bench.fixture.undo.undo();
        QTRY_VERIFY(!bench.stored());
        bench.fixture.undo.redo();
        QTRY_COMPARE(bench.stored(), std::optional(wanted));
    }

    void whatIsTypedIsKept()
    {
        Bench bench;
        QVERIFY(bench.open());
        bench.program->setText(QStringLiteral("half a na"));
        QVERIFY(bench.fixture.step(1));
        bench.refresh();
        QCOMPARE(bench.program->text(), QStringLiteral("half a na"));
    }

    void aLockedEntityKeepsItsProgram()
    {
        Bench bench;
        QVERIFY(bench.open());
        QVERIFY(bench.fixture.run([&](Orchestrator& engine) {
            (void)engine.apply(*bench.fixture.focus.entity(), verb::Lock{}, {"ann", "audit"});
        }));
        bench.refresh();
        bench.program->setText(QStringLiteral("x"));
        bench.approval->setChecked(true);
        QVERIFY(!bench.button("applyController")->isEnabled());
        QVERIFY(bench.button("applyController")->toolTip().contains(QStringLiteral("unlock")));
    }

    void aFailureIsShownAndMended_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("mending");
        QTest::newRow("too slow") << QByteArray("exec sleep 60\n")
                                  << QStringLiteral("took longer than 1 s")
                                  << QStringLiteral("Double the time limit");
        QTest::newRow("it fails") << QByteArray("echo no key >&2\nexit 3\n")
                                  << QStringLiteral("ended with exit code 3 (it said: no key)")
                                  << QStringLiteral("Correct the program");
    }
    void aFailureIsShownAndMended()
    {
        QFETCH(const QByteArray, lines);
        QFETCH(const QString, sentence);
        QFETCH(const QString, mending);
        Bench bench;
        QVERIFY(bench.open());
        bench.timeout->setValue(1);
        bench.set(bench.script(lines));
        QVERIFY(bench.fixture.ask("web", "v2") && bench.fixture.step(2));
        bench.refresh();
        QVERIFY2(bench.failed->text().contains(sentence), qPrintable(bench.failed->text()));
        QCOMPARE(bench.button("mendController")->text(), mending);
        bench.button("mendController")->click();
        QCOMPARE(bench.timeout->value(), lines.contains("sleep") ? 2 : 1);
        QVERIFY(!bench.script("cat >/dev/null\necho '{\"targets\": []}'\n").isEmpty());
        const auto before = bench.newest()->state.step;
        bench.button("askAgain")->click();
        QVERIFY(bench.fixture.step(0));
        bench.refresh();
        QVERIFY(bench.newest()->state.step > before);
        QVERIFY2(bench.failed->text().isEmpty() || bench.failed->isHidden(),
                 qPrintable(bench.failed->text()));
    }
};

QTEST_MAIN(ControllerFormTest)
#include "tst_controller_form.moc"
