using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.FirstConversation;

[Collection(SingleSuiteTests.Name)]
public sealed class SingleAnswerTests(SingleSuite suite) : AnswerTests(suite);
