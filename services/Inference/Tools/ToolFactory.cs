using Chat.Inference.Tools.Leads;

namespace Chat.Inference.Tools;

/// <summary>Makes tools of their settings.</summary>
internal sealed class ToolFactory(LeadCapture leads)
{
    /// <summary>The tools that somebody's settings name.</summary>
    public ToolSet Create(ToolSetOptions options)
    {
        var tools = new List<ITool>();
        if (options.CaptureLead.Enabled)
        {
            tools.Add(new CaptureLeadTool(leads, options.CaptureLead.Source));
        }
        return tools.Count == 0 ? ToolSet.Empty : new ToolSet(tools);
    }
}
