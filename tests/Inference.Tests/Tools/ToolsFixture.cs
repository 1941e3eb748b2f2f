using Chat.Inference.Fakes;
using Chat.ServiceDefaults.Identity;

namespace Chat.Inference.Tools;

/// <summary>The whole service, with all kinds of tools for one tenant and none for the others.</summary>
public sealed class ToolsFixture : InferenceFixture
{
    private ToolEndpoint? _endpoint;
    private McpHost? _mcp;

    internal ToolEndpoint Endpoint => _endpoint!;

    internal static Principal Visitor { get; } =
        new()
        {
            TenantId = new Guid("00000000-0000-7000-8000-0000000000a1"),
            Subject = "v1",
            Kind = PrincipalKind.Visitor,
        };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Endpoint.DisposeAsync();
        await _mcp!.DisposeAsync();
    }

    protected override async Task<Dictionary<string, string?>> SettingsAsync()
    {
        _endpoint = await ToolEndpoint.StartAsync();
        _mcp = await McpHost.StartAsync();
        var tenant = $"Inference:Tools:Tenants:{Visitor.TenantId}";
        return new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Egress:AllowInsecure"] = "true",
            ["Egress:AllowPrivateNetworks"] = "true",
            [$"{tenant}:CaptureLead:Enabled"] = "true",
            [$"{tenant}:Custom:0:Name"] = "look_up",
            [$"{tenant}:Custom:0:Description"] = "Looks an order up.",
            [$"{tenant}:Custom:0:Schema"] = """{"type":"object","required":["order"]}""",
            [$"{tenant}:Custom:0:Url"] = Endpoint.Url,
            [$"{tenant}:Custom:0:Secret"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            [$"{tenant}:Mcp:0:Name"] = "sums",
            [$"{tenant}:Mcp:0:Url"] = _mcp.Url,
        };
    }
}
