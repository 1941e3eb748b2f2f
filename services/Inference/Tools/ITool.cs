using Chat.Inference.Prompts;

namespace Chat.Inference.Tools;

/// <summary>Something the model may have done. One instance serves all calls at once.</summary>
internal interface ITool
{
    /// <summary>What the model is told of it.</summary>
    ToolDefinition Definition { get; }

    /// <summary>Who carries it out.</summary>
    ToolKind Kind { get; }

    /// <summary>Does it. Expected failures are outcomes; the runner makes outcomes of all others.</summary>
    Task<ToolOutcome> CallAsync(ToolInvocation invocation, CancellationToken cancellationToken);
}
