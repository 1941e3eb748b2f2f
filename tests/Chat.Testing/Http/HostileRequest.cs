namespace Chat.Testing.Http;

/// <summary>A request as nobody means it.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Address, with its query.</param>
/// <param name="Body">JSON, or what should be; null: none.</param>
public sealed record HostileRequest(HttpMethod Method, string Path, string? Body)
{
    /// <summary>For the message of a failed test.</summary>
    public override string ToString() =>
        $"{Method} {Path} {(Body is { Length: > 200 } ? $"{Body[..200]}... ({Body.Length})" : Body)}";
}
