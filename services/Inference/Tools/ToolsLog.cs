namespace Chat.Inference.Tools;

/// <summary>What tools report; never arguments, results, addresses or secrets. Event ids 2500 to 2599.</summary>
internal sealed partial class ToolsLog(ILogger<ToolsLog> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>A tool was given up.</summary>
    [LoggerMessage(
        EventId = 2500,
        Level = LogLevel.Warning,
        Message = "The tool {Tool} did not answer within {Timeout}."
    )]
    public partial void TimedOut(string tool, TimeSpan timeout);

    /// <summary>A tool threw.</summary>
    [LoggerMessage(EventId = 2501, Level = LogLevel.Warning, Message = "The tool {Tool} failed with {Exception}.")]
    public partial void Threw(string tool, string exception);

    /// <summary>A result was dropped.</summary>
    [LoggerMessage(
        EventId = 2502,
        Level = LogLevel.Warning,
        Message = "The tool {Tool} gave a result of {Length} characters, which is more than a prompt should hold."
    )]
    public partial void ResultTooLong(string tool, int length);

    /// <summary>An endpoint refused a call.</summary>
    [LoggerMessage(EventId = 2504, Level = LogLevel.Warning, Message = "The endpoint of {Tool} answered {Status}.")]
    public partial void EndpointAnswered(string tool, int status);

    /// <summary>An endpoint could not be called, or its answer not be read.</summary>
    [LoggerMessage(EventId = 2505, Level = LogLevel.Warning, Message = "The endpoint of {Tool} failed: {Error}.")]
    public partial void EndpointFailed(string tool, HttpRequestError error);

    /// <summary>A server went away; said once until it is back.</summary>
    [LoggerMessage(
        EventId = 2506,
        Level = LogLevel.Warning,
        Message = "The MCP server {Server} is away ({Exception}): replies are made without its tools."
    )]
    public partial void McpAway(string server, string exception);

    /// <summary>A server is back.</summary>
    [LoggerMessage(
        EventId = 2507,
        Level = LogLevel.Information,
        Message = "The MCP server {Server} is back with {Tools} tools."
    )]
    public partial void McpBack(string server, int tools);

    /// <summary>A call of a server failed.</summary>
    [LoggerMessage(
        EventId = 2508,
        Level = LogLevel.Warning,
        Message = "A call of the MCP server {Server} failed with {Exception}."
    )]
    public partial void McpCallFailed(string server, string exception);

    /// <summary>Nobody could be asked for.</summary>
    [LoggerMessage(
        EventId = 2509,
        Level = LogLevel.Warning,
        Message = "Sessions did not queue the conversation of reply {ReplyId} for a person: {Code}."
    )]
    public partial void HumanRefused(string replyId, string code);

    /// <summary>A lead could not be stored.</summary>
    [LoggerMessage(
        EventId = 2503,
        Level = LogLevel.Warning,
        Message = "Sessions did not take a lead of reply {ReplyId}: {Code}."
    )]
    public partial void LeadRefused(string replyId, string code);
}
