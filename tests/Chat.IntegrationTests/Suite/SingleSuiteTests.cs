namespace Chat.IntegrationTests.Suite;

/// <summary>Tests that share one running system; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SingleSuiteTests : ICollectionFixture<SingleSuite>
{
    public const string Name = "one instance of everything";
}
