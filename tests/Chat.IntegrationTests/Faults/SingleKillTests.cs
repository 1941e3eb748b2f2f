using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Faults;

[Collection(SingleSuiteTests.Name)]
public sealed class SingleKillTests(SingleSuite suite) : KillTests(suite);
