namespace Chat.Inference.Tools;

/// <summary>How calls fail, as measurements name it.</summary>
internal static class ToolErrors
{
    /// <summary>The tool, its endpoint or server says so or cannot be reached.</summary>
    public const string Failed = "failed";

    /// <summary>No answer within <see cref="ToolsOptions.CallTimeout"/>.</summary>
    public const string Timeout = "timeout";

    /// <summary>The tool threw.</summary>
    public const string Exception = "exception";

    /// <summary>The result is longer than <see cref="ToolsOptions.MaxResultLength"/>.</summary>
    public const string ResultTooLong = "result_too_long";

    /// <summary>There is no tool of the name.</summary>
    public const string UnknownTool = "unknown_tool";

    /// <summary>The arguments are no JSON object, or not what the tool's schema wants.</summary>
    public const string Arguments = "arguments";

    /// <summary>The reply was stopped, or its reader left.</summary>
    public const string Cancelled = "cancelled";
}
