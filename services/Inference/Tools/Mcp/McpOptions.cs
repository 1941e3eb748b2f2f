using System.ComponentModel.DataAnnotations;

namespace Chat.Inference.Tools.Mcp;

/// <summary>How servers of the Model Context Protocol are kept in touch with.</summary>
internal sealed class McpOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Inference:Tools:McpServers";

    /// <summary>How often a server is asked for its tools, 10 s to 1 day; default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a server that is away is left alone, 1 s to 1 h; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest wait for a connection and the list of tools, 1 s to 1 min; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
