namespace Chat.IntegrationTests.Suite;

/// <summary>Tests that share one running system; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ReplicatedSuiteTests : ICollectionFixture<ReplicatedSuite>
{
    public const string Name = "two gateways and two sessions";
}
