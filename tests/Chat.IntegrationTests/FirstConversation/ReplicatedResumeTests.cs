using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.FirstConversation;

[Collection(ReplicatedSuiteTests.Name)]
public sealed class ReplicatedResumeTests(ReplicatedSuite suite) : ResumeTests(suite);
