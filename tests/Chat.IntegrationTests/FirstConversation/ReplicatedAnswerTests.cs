using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.FirstConversation;

[Collection(ReplicatedSuiteTests.Name)]
public sealed class ReplicatedAnswerTests(ReplicatedSuite suite) : AnswerTests(suite);
