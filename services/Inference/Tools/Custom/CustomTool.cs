using System.Text;
using Chat.Inference.Prompts;

namespace Chat.Inference.Tools.Custom;

/// <summary>A tool that somebody's own endpoint carries out.</summary>
internal sealed class CustomTool(CustomToolOptions options, CustomToolEndpoint endpoint) : ITool
{
    private readonly ArgumentSchema _schema = new(options.Schema);

    /// <inheritdoc />
    public ToolKind Kind => ToolKind.Custom;

    /// <inheritdoc />
    public ToolDefinition Definition { get; } =
        new(options.Name, options.Description, Encoding.UTF8.GetBytes(options.Schema));

    /// <inheritdoc />
    public Task<ToolOutcome> CallAsync(ToolInvocation invocation, CancellationToken cancellationToken) =>
        _schema.FaultOf(invocation.Arguments) is { } fault
            ? Task.FromResult(ToolOutcome.Failure(fault, ToolErrors.Arguments))
            : endpoint.CallAsync(options, invocation, cancellationToken);
}
