namespace Chat.Gateway;

/// <summary>First segments of the gateway's address space.</summary>
internal static class GatewayPaths
{
    /// <summary>The native API.</summary>
    public const string Api = "/v1";
}
