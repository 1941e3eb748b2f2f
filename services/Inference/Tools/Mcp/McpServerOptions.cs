using System.ComponentModel.DataAnnotations;

namespace Chat.Inference.Tools.Mcp;

/// <summary>A server of the Model Context Protocol whose tools the model may call. Streamable HTTP only.</summary>
internal sealed class McpServerOptions
{
    /// <summary>What logs call it: 1 to 64 letters, digits, <c>_</c> or <c>-</c>.</summary>
    [Required]
    [RegularExpression("[A-Za-z0-9_-]{1,64}", ErrorMessage = "Name must have 1 to 64 letters, digits, _ or -.")]
    public string Name { get; set; } = "";

    /// <summary>Its address: <c>https</c>, on the public internet (see the section <c>Egress</c>).</summary>
    [Required]
    public string Url { get; set; } = "";

    /// <summary>Bearer token; empty (default): none. At most 4,000 characters.</summary>
    [MaxLength(4000)]
    public string Token { get; set; } = "";

    /// <summary>Names of the tools that may be called, at most 64; empty (default): all it lists.</summary>
    [MaxLength(64)]
    public List<string> Tools { get; } = [];
}
