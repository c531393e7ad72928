// The house rules, checked on the sources as text. Every rule also shows that it finds what it is
// for.

#include <QDir>
#include <QTest>

#include "include_rules.h"
#include "line_rules.h"
#include "source_tree.h"

namespace {

constexpr qsizetype maximumFileLines = 400;
constexpr qsizetype maximumMainLines = 99;
constexpr qsizetype maximumWindowLines = 300;

/// Files over the limit, with the lines they have now. Sizes only shrink: lower the figure when the
/// file gets shorter, delete the row when it fits. New rows are not welcome.
struct OversizedFile
{
    const char* path;
    qsizetype lines;
};
const std::vector<OversizedFile> oversizedFiles{};

QByteArray listed(const QString& headline, const QStringList& lines)
{
    return (headline + QStringLiteral("\n  ") + lines.join(QStringLiteral("\n  "))).toUtf8();
}

} // namespace

class TidyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_files = tidy::readSourceTree(QStringLiteral(PROJECT_ROOT));
        QVERIFY2(m_files.size() > 40, "the source tree was not found");
    }

    void commentsAreNotCode_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("code");
        QTest::newRow("end of line") << QStringLiteral("a; // instance()") << QStringLiteral("a; ");
        QTest::newRow("block") << QStringLiteral("a /* b */ c") << QStringLiteral("a  c");
        QTest::newRow("url in a string")
            << QStringLiteral("\"http://x\" // y") << QStringLiteral("\"http://x\" ");
        QTest::newRow("quote in a string")
            << QStringLiteral("\"\\\"//\" b") << QStringLiteral("\"\\\"//\" b");
        QTest::newRow("quote as a character")
            << QStringLiteral("'\"' // b") << QStringLiteral("'\"' ");
        QTest::newRow("digit separator")
            << QStringLiteral("1'000 // b") << QStringLiteral("1'000 ");
    }

    void commentsAreNotCode()
    {
        QFETCH(QString, line);
        QFETCH(QString, code);
        QCOMPARE(tidy::withoutComments({line}).first(), code);
    }

    void lineRuleFindsWhatItIsFor_data() { addLineRules(); }

    void lineRuleFindsWhatItIsFor()
    {
        QFETCH(int, index);
        const tidy::LineRule& rule = tidy::lineRules()[std::size_t(index)];
        const QRegularExpression forbidden = tidy::pattern(rule.forbidden);
        QVERIFY2(forbidden.isValid(), qPrintable(forbidden.errorString()));
        QVERIFY2(forbidden.match(QString::fromLatin1(rule.bad)).hasMatch(), rule.bad);
        QVERIFY2(!forbidden.match(QString::fromLatin1(rule.good)).hasMatch(), rule.good);
        QVERIFY(tidy::pattern(rule.where).isValid());
    }

    void lineRule_data() { addLineRules(); }

    void lineRule()
    {
        QFETCH(int, index);
        const tidy::LineRule& rule = tidy::lineRules()[std::size_t(index)];
        const QStringList found = tidy::violations(rule, m_files);
        QVERIFY2(found.isEmpty(),
                 listed(QStringLiteral("instead: ") + QLatin1StringView(rule.instead), found)
                     .constData());
    }

    void arrowsAreFollowed()
    {
        const QString storeUsesService = QStringLiteral("#include \"service/clock.h\"");
        const tidy::SourceFile wrong{
            QStringLiteral("engine/store/x.cpp"), {storeUsesService}, {storeUsesService}};
        QCOMPARE(tidy::wrongArrows({wrong}).size(), 1);
        const QString coreLinksStore =
            QStringLiteral("target_link_libraries(rollout_core PUBLIC rollout_store)");
        const tidy::SourceFile link{
            QStringLiteral("engine/core/CMakeLists.txt"), {coreLinksStore}, {coreLinksStore}};
        QCOMPARE(tidy::wrongArrows({link}).size(), 1);

        const QStringList found = tidy::wrongArrows(m_files);
        QVERIFY2(found.isEmpty(),
                 listed(QStringLiteral("who may know whom: see the README, \"Layout\""), found)
                     .constData());
    }

    void filesAreSmall()
    {
        QStringList found;
        for (const tidy::SourceFile& file : m_files) {
            if (!file.isCpp())
                continue;
            const qsizetype limit = limitOf(file.path);
            if (file.lines.size() > limit)
                found.append(QStringLiteral("%1: %2 lines, at most %3")
                                 .arg(file.path)
                                 .arg(file.lines.size())
                                 .arg(limit));
        }
        QVERIFY2(found.isEmpty(), listed(QStringLiteral("split them:"), found).constData());
    }

    void oversizedFilesOnlyShrink()
    {
        for (const OversizedFile& allowed : oversizedFiles) {
            const auto* file = find(QLatin1StringView(allowed.path));
            QVERIFY2(file != nullptr, allowed.path);
            QVERIFY2(file->lines.size() == allowed.lines, allowed.path);
            QVERIFY2(file->lines.size() > maximumFileLines, allowed.path);
        }
    }

    void programsOnlyWire()
    {
        for (const tidy::SourceFile& file : m_files)
            if (file.path.startsWith(u"app/") && file.path.endsWith(u"/main.cpp"))
                QVERIFY2(file.lines.size() <= maximumMainLines, qPrintable(file.path));
    }

    void windowOnlyComposes()
    {
        const auto* window = find(QLatin1StringView("ui/shell/main_window.cpp"));
        QVERIFY(window != nullptr);
        QVERIFY2(window->lines.size() <= maximumWindowLines,
                 "what it does belongs into a part of it");
    }

    void topLevelIsFixed()
    {
        static const QStringList fixed{QStringLiteral("CMakeLists.txt"),
                                       QStringLiteral("CMakePresets.json"),
                                       QStringLiteral("LICENSE"),
                                       QStringLiteral("README.md"),
                                       QStringLiteral("app"),
                                       QStringLiteral("engine"),
                                       QStringLiteral("packaging"),
                                       QStringLiteral("resources"),
                                       QStringLiteral("tests"),
                                       QStringLiteral("ui")};
        static const QStringList ignoredByGit{QStringLiteral("build"),
                                              QStringLiteral("CMakeUserPresets.json"),
                                              QStringLiteral("compile_commands.json")};
        // entryList leaves hidden files out: dotfiles are free.
        for (const QString& entry : QDir(QStringLiteral(PROJECT_ROOT))
                                        .entryList(QDir::AllEntries | QDir::NoDotAndDotDot)) {
            const bool isKnown = fixed.contains(entry) || ignoredByGit.contains(entry)
                || entry.startsWith(u"build-") || entry.endsWith(u".user");
            QVERIFY2(isKnown, qPrintable(QStringLiteral("put it into a room: ") + entry));
        }
    }

private:
    static void addLineRules()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const tidy::LineRule& rule : tidy::lineRules())
            QTest::newRow(rule.name) << index++;
    }

    static qsizetype limitOf(const QString& path)
    {
        for (const OversizedFile& allowed : oversizedFiles)
            if (path == QLatin1StringView(allowed.path))
                return allowed.lines;
        return maximumFileLines;
    }

    [[nodiscard]] const tidy::SourceFile* find(QLatin1StringView path) const
    {
        for (const tidy::SourceFile& file : m_files)
            if (file.path == path)
                return &file;
        return nullptr;
    }

    std::vector<tidy::SourceFile> m_files;
};

QTEST_GUILESS_MAIN(TidyTest)
#include "tst_tidy.moc"
