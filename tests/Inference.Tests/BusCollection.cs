namespace Chat.Inference;

/// <summary>Tests that run the service run one after the other: the queue it consumes is one.</summary>
[CollectionDefinition(Name)]
public sealed class BusCollection
{
    public const string Name = "bus";
}
