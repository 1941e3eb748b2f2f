using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Turns;

[Collection(SingleSuiteTests.Name)]
public sealed class SingleAgainTests(SingleSuite suite) : AgainTests(suite);
