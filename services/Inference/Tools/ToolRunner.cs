using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Chat.Inference.Prompts;
using Chat.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Tools;

/// <summary>Runs the calls of one round: at once up to a bound, each with its time-out, none able to break the reply.</summary>
internal sealed class ToolRunner(
    ToolCatalog catalog,
    IOptions<ToolsOptions> options,
    TimeProvider timeProvider,
    ToolMetrics metrics,
    ToolsLog log
)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Runs them; gives each as it ends.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the tools are, too.</exception>
    public async IAsyncEnumerable<EndedCall> RunAsync(
        ToolScope scope,
        int round,
        IReadOnlyList<ToolCall> calls,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var tools = catalog.For(scope.TenantId);
        // Not disposed: calls that a cancellation leaves behind still let go of it, and it holds no handle.
        var slots = new SemaphoreSlim(options.Value.MaxParallelCalls);
        var running = calls
            .Select((call, place) => RunOneAsync(tools, scope, call, (round, place), slots, cancellationToken))
            .ToList();
        await foreach (var ended in Task.WhenEach(running).WithCancellation(cancellationToken))
        {
            yield return await ended;
        }
    }

    private async Task<EndedCall> RunOneAsync(
        ToolSet tools,
        ToolScope scope,
        ToolCall call,
        (int Round, int Place) number,
        SemaphoreSlim slots,
        CancellationToken cancellationToken
    )
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            var callId = $"{scope.ReplyId}:{ToolScope.CallId(number.Round, number.Place)}";
            var outcome = await CallAsync(tools.Find(call.Name), scope, callId, call, cancellationToken);
            return new EndedCall(number.Place, outcome);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<ToolOutcome> CallAsync(
        ITool? tool,
        ToolScope scope,
        string callId,
        ToolCall call,
        CancellationToken cancellationToken
    )
    {
        var began = metrics.Begin();
        string? error = ToolErrors.Cancelled;
        try
        {
            var outcome = await TryCallAsync(tool, scope, callId, call, cancellationToken);
            error = outcome.Error;
            return outcome;
        }
        finally
        {
            metrics.Ended(began, tool?.Kind ?? ToolKind.Unknown, error);
        }
    }

    private async Task<ToolOutcome> TryCallAsync(
        ITool? tool,
        ToolScope scope,
        string callId,
        ToolCall call,
        CancellationToken cancellationToken
    )
    {
        if (tool is null)
        {
            return ToolOutcome.Failure("There is no tool of this name.", ToolErrors.UnknownTool);
        }
        if (ArgumentsOf(call) is not { } arguments)
        {
            return ToolOutcome.Failure(
                "The arguments must be a JSON object that has no name twice.",
                ToolErrors.Arguments
            );
        }
        using var span = StartSpan(tool);
        var outcome = await CallAsync(tool, new ToolInvocation(scope, callId, arguments), cancellationToken);
        if (outcome.Error is { } error)
        {
            span?.SetTag("error.type", error);
            span?.SetStatus(ActivityStatusCode.Error);
        }
        return outcome;
    }

    private async Task<ToolOutcome> CallAsync(
        ITool tool,
        ToolInvocation invocation,
        CancellationToken cancellationToken
    )
    {
        var name = tool.Definition.Name;
        using var timeout = new CancellationTokenSource(options.Value.CallTimeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            // A tool that does not heed its token is left behind: the reply does not wait for it.
            var outcome = await tool.CallAsync(invocation, either.Token).WaitAsync(either.Token);
            if (outcome.Result.Length <= options.Value.MaxResultLength)
            {
                return outcome;
            }
            log.ResultTooLong(name, outcome.Result.Length);
            return ToolOutcome.Failure("The tool's result is too long to be used.", ToolErrors.ResultTooLong);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            log.TimedOut(name, options.Value.CallTimeout);
            return ToolOutcome.Failure("The tool did not answer in time.", ToolErrors.Timeout);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever a tool throws is a result for the model, never the end of the reply. The exception's text may
            // hold what the visitor said, so only its type is logged.
            log.Threw(name, exception.GetType().Name);
            return ToolOutcome.Failure("The tool failed.", ToolErrors.Exception);
        }
    }

    /// <summary>A name that is there twice is no argument: a schema may look at one of them and an endpoint at the other.</summary>
    private static JsonElement? ArgumentsOf(ToolCall call)
    {
        try
        {
            var arguments = JsonElement.Parse(call.ArgumentsJson, Strict);
            return arguments.ValueKind == JsonValueKind.Object ? arguments : null;
        }
        catch (JsonException)
        {
            // The model wrote something else.
            return null;
        }
    }

    private static Activity? StartSpan(ITool tool)
    {
        if (!ChatTelemetry.Source.HasListeners())
        {
            return null;
        }
        var span = ChatTelemetry.Source.StartActivity($"execute_tool {tool.Definition.Name}");
        span?.SetTag("gen_ai.operation.name", "execute_tool");
        span?.SetTag("gen_ai.tool.name", tool.Definition.Name);
        return span;
    }
}
