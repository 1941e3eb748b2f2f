using Chat.Inference.Tools.Leads;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Tools;

/// <summary>The tools of somebody.</summary>
internal sealed class ToolSetOptions
{
    /// <summary>The tool that takes what visitors leave for the company.</summary>
    [ValidateObjectMembers]
    public CaptureLeadOptions CaptureLead { get; set; } = new();
}
