using System.ComponentModel.DataAnnotations;
using Chat.Inference.Tools.Custom;
using Chat.Inference.Tools.Leads;
using Chat.Inference.Tools.Mcp;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Tools;

/// <summary>The tools of somebody.</summary>
internal sealed class ToolSetOptions
{
    /// <summary>The tool that takes what visitors leave for the company.</summary>
    [ValidateObjectMembers]
    public CaptureLeadOptions CaptureLead { get; set; } = new();

    /// <summary>Whether the model may ask for a person (<c>request_human</c>); default false.</summary>
    public bool RequestHuman { get; set; }

    /// <summary>Tools that endpoints of one's own carry out; at most 64.</summary>
    [MaxLength(64)]
    [ValidateEnumeratedItems]
    public List<CustomToolOptions> Custom { get; } = [];

    /// <summary>Servers of the Model Context Protocol; at most 16.</summary>
    [MaxLength(16)]
    [ValidateEnumeratedItems]
    public List<McpServerOptions> Mcp { get; } = [];
}
