using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Turns;

[Collection(SingleSuiteTests.Name)]
public sealed class SingleTurnTests(SingleSuite suite) : TurnTests(suite);
