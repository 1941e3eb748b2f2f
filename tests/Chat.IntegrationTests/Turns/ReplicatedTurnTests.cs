using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Turns;

[Collection(ReplicatedSuiteTests.Name)]
public sealed class ReplicatedTurnTests(ReplicatedSuite suite) : TurnTests(suite);
