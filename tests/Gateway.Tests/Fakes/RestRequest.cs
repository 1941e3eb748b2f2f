namespace Chat.Gateway.Tests.Fakes;

/// <summary>A request that reached <see cref="FakeRest"/>.</summary>
public sealed record RestRequest
{
    /// <summary>Method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query.</summary>
    public required string Path { get; init; }

    /// <summary>Body as text.</summary>
    public required string Body { get; init; }

    /// <summary>With which identity.</summary>
    public required string Authorization { get; init; }

    /// <summary>Its <c>Idempotency-Key</c>.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>For which host.</summary>
    public required string ForwardedHost { get; init; }

    /// <summary>Over which scheme the client came.</summary>
    public required string ForwardedProto { get; init; }
}
