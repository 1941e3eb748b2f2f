namespace Chat.Webhooks.Tests;

[CollectionDefinition(Name)]
public sealed class ComponentCollection : ICollectionFixture<WebhooksInfrastructure>
{
    public const string Name = "Component";
}
