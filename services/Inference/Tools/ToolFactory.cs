using Chat.Inference.Tools.Custom;
using Chat.Inference.Tools.Humans;
using Chat.Inference.Tools.Leads;
using Chat.Inference.Tools.Mcp;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Tools;

/// <summary>Makes tools of their settings.</summary>
internal sealed class ToolFactory(
    LeadCapture leads,
    HumanRequests humans,
    CustomToolEndpoint endpoint,
    McpConnector connector,
    IOptions<McpOptions> mcp,
    TimeProvider timeProvider,
    ToolsLog log
)
{
    /// <summary>The tools that somebody's settings name.</summary>
    public ToolShelf Create(ToolSetOptions options) =>
        new(
            Own(options),
            [.. options.Mcp.Select(server => new McpSource(server, connector, mcp.Value, timeProvider, log))]
        );

    /// <summary>Those of them that are always there.</summary>
    public IReadOnlyList<ITool> Own(ToolSetOptions options)
    {
        var tools = new List<ITool>();
        if (options.CaptureLead.Enabled)
        {
            tools.Add(new CaptureLeadTool(leads, options.CaptureLead.Source));
        }
        if (options.RequestHuman)
        {
            tools.Add(new RequestHumanTool(humans));
        }
        tools.AddRange(options.Custom.Select(tool => new CustomTool(tool, endpoint)));
        return tools;
    }
}
