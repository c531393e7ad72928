// Which settings of a controller are taken.

#include <QTest>

#include <string>

#include "core/controller_settings.h"

using namespace rollout;
using namespace std::string_literals;

class ControllerSettingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bounds_data();
    void bounds();
};

void ControllerSettingsTest::bounds_data()
{
    QTest::addColumn<std::string>("program");
    QTest::addColumn<std::string>("argument");
    QTest::addColumn<int>("timeout");
    QTest::addColumn<std::string>("error");
    QTest::newRow("fine") << "gate"s
                          << "--canary; rm *"s << 30 << ""s;
    QTest::newRow("empty argument") << "gate"s
                                    << ""s << 30 << ""s;
    QTest::newRow("least time-out") << "gate"s
                                    << "a"s << 1 << ""s;
    QTest::newRow("greatest time-out") << "gate"s
                                       << "a"s << 3600 << ""s;
    QTest::newRow("no program")
        << ""s
        << "a"s << 30 << "the controller's program is empty; name a program, or its path"s;
    QTest::newRow("U+0000 in the program")
        << "ga\0te"s
        << "a"s << 30
        << "the controller's program is not valid UTF-8 text without the character U+0000"s;
    QTest::newRow("U+0000 in an argument")
        << "gate"s
        << "\0"s << 30
        << "argument 2 of the controller's program is not valid UTF-8 text without the character U+0000"s;
    QTest::newRow("an argument that is no UTF-8")
        << "gate"s
        << "\xFF"s << 30
        << "argument 2 of the controller's program is not valid UTF-8 text without the character U+0000"s;
    QTest::newRow("no time") << "gate"s
                             << "a"s << 0
                             << "the controller's time-out is 0 s; 1 s to 3600 s are allowed"s;
    QTest::newRow("too much time")
        << "gate"s
        << "a"s << 3601 << "the controller's time-out is 3601 s; 1 s to 3600 s are allowed"s;
}

void ControllerSettingsTest::bounds()
{
    QFETCH(std::string, program);
    QFETCH(std::string, argument);
    QFETCH(int, timeout);
    QFETCH(std::string, error);
    const auto ok = checkSettings({program, {"first", argument}, Seconds(timeout), {}});
    QCOMPARE(ok ? ""s : ok.error().message, error);
}

QTEST_GUILESS_MAIN(ControllerSettingsTest)
#include "tst_controller_settings.moc"
