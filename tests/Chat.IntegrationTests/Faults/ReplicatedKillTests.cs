using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Faults;

[Collection(ReplicatedSuiteTests.Name)]
public sealed class ReplicatedKillTests(ReplicatedSuite suite) : KillTests(suite);
