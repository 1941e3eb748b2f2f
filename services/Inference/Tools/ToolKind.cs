namespace Chat.Inference.Tools;

/// <summary>Who carries a tool out.</summary>
internal enum ToolKind
{
    /// <summary>Nobody: the model named a tool that there is not.</summary>
    Unknown,

    /// <summary>Sessions: <c>capture_lead</c>.</summary>
    CaptureLead,

    /// <summary>Sessions: <c>request_human</c>.</summary>
    RequestHuman,

    /// <summary>An endpoint of the tenant's.</summary>
    Custom,

    /// <summary>A server of the Model Context Protocol.</summary>
    Mcp,
}
