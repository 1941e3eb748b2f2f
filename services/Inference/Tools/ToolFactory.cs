using Chat.Inference.Tools.Custom;
using Chat.Inference.Tools.Leads;

namespace Chat.Inference.Tools;

/// <summary>Makes tools of their settings.</summary>
internal sealed class ToolFactory(LeadCapture leads, CustomToolEndpoint endpoint)
{
    /// <summary>The tools that somebody's settings name.</summary>
    public ToolSet Create(ToolSetOptions options)
    {
        var tools = new List<ITool>();
        if (options.CaptureLead.Enabled)
        {
            tools.Add(new CaptureLeadTool(leads, options.CaptureLead.Source));
        }
        tools.AddRange(options.Custom.Select(tool => new CustomTool(tool, endpoint)));
        return tools.Count == 0 ? ToolSet.Empty : new ToolSet(tools);
    }
}
