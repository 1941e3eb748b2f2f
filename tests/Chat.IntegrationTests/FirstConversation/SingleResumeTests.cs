using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.FirstConversation;

[Collection(SingleSuiteTests.Name)]
public sealed class SingleResumeTests(SingleSuite suite) : ResumeTests(suite);
