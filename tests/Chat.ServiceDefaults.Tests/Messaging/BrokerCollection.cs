namespace Chat.ServiceDefaults.Tests.Messaging;

/// <summary>Tests that listen to all events of the shared broker run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrokerCollection
{
    public const string Name = "broker";
}
