using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Turns;

[Collection(ReplicatedSuiteTests.Name)]
public sealed class ReplicatedAgainTests(ReplicatedSuite suite) : AgainTests(suite);
