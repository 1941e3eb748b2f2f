using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Chat.Inference.Tools.Mcp;

/// <summary>One server: its connection, and its tools as they were listed last.</summary>
/// <remarks>
/// 1. <see cref="RunAsync"/> connects, lists the tools, and lists them again at intervals.
/// 2. A server that does not answer has no tools until it does; that is logged once, as is its return.
/// 3. A call that fails has the server asked at once, over a new connection if need be: it may have been restarted, and
///    have forgotten ours. So has one that was given up after longer than a list may take: the server may hang, and each
///    reply would wait for it.
/// </remarks>
internal sealed class McpSource(
    McpServerOptions server,
    McpConnector connector,
    McpOptions options,
    TimeProvider timeProvider,
    ToolsLog log
)
{
    private const int MaxTools = 64;

    private readonly Lock _gate = new();
    private TaskCompletionSource _wake = NewWake();
    private volatile McpClient? _client;
    private volatile IReadOnlyList<ITool> _tools = [];
    private bool _isAway;

    /// <summary>Raised when <see cref="Tools"/> are others.</summary>
    public event Action? Changed;

    /// <summary>What may be called now.</summary>
    public IReadOnlyList<ITool> Tools => _tools;

    /// <summary>Keeps in touch until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var wake = RenewWake();
                await RefreshAsync(cancellationToken);
                await WaitAsync(
                    wake.Task,
                    _isAway ? options.RetryInterval : options.RefreshInterval,
                    cancellationToken
                );
            }
        }
        finally
        {
            await CloseAsync();
        }
    }

    /// <summary>Calls a tool.</summary>
    /// <returns>Its answer; null: there was none.</returns>
    /// <exception cref="McpProtocolException">The server is there, and refuses the call as it is.</exception>
    public async Task<CallToolResult?> CallAsync(CallToolRequestParams request, CancellationToken cancellationToken)
    {
        if (_client is not { } client)
        {
            return null;
        }
        var began = timeProvider.GetTimestamp();
        try
        {
            return await client.CallToolAsync(request, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            if (timeProvider.GetElapsedTime(began) >= options.Timeout)
            {
                Wake();
            }
            throw;
        }
        catch (McpProtocolException exception) when (exception.ErrorCode is McpErrorCode.InvalidParams)
        {
            // Perhaps of a tool that it has no longer.
            log.McpCallFailed(server.Name, exception.GetType().Name);
            Wake();
            throw;
        }
        catch (Exception exception)
        {
            // The SDK has no common base for what a server or a connection can do wrong.
            log.McpCallFailed(server.Name, exception.GetType().Name);
            Wake();
            return null;
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            _wake.TrySetResult();
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var isNew = _client is null;
        using var timeout = new CancellationTokenSource(options.Timeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            _client ??= await connector.ConnectAsync(server, either.Token);
            var listed = await ListAsync(_client, either.Token);
            if (_isAway)
            {
                log.McpBack(server.Name, listed.Count);
            }
            _isAway = false;
            Offer(listed);
            return;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A background loop's boundary: whatever a server does, the loop goes on, and asks again.
            await CloseAsync();
            if (isNew && !_isAway)
            {
                log.McpAway(server.Name, exception.GetType().Name);
                _isAway = true;
            }
        }
        if (isNew)
        {
            Offer([]);
        }
        else
        {
            // An old connection that failed says little about the server.
            await RefreshAsync(cancellationToken);
        }
    }

    private async Task<List<ITool>> ListAsync(McpClient client, CancellationToken cancellationToken)
    {
        var tools = new List<ITool>();
        string? cursor = null;
        do
        {
            var page = await client.ListToolsAsync(new ListToolsRequestParams { Cursor = cursor }, cancellationToken);
            tools.AddRange(page.Tools.Where(IsWanted).Select(tool => McpTool.Create(this, tool)).OfType<ITool>());
            cursor = page.NextCursor;
        } while (cursor is not null && tools.Count < MaxTools);
        return tools.Count <= MaxTools ? tools : tools[..MaxTools];
    }

    private bool IsWanted(Tool tool) => server.Tools.Count == 0 || server.Tools.Contains(tool.Name);

    private void Offer(IReadOnlyList<ITool> tools)
    {
        _tools = tools;
        Changed?.Invoke();
    }

    private async Task CloseAsync()
    {
        if (_client is not { } client)
        {
            return;
        }
        _client = null;
        try
        {
            await client.DisposeAsync().AsTask().WaitAsync(options.Timeout, timeProvider);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // It says goodbye to the server, which is as a rule why we are here: it does not answer.
            log.McpCallFailed(server.Name, exception.GetType().Name);
        }
    }

    private async Task WaitAsync(Task wake, TimeSpan longest, CancellationToken cancellationToken)
    {
        try
        {
            await wake.WaitAsync(longest, timeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            // As usual: nobody called for it.
        }
    }

    private TaskCompletionSource RenewWake()
    {
        lock (_gate)
        {
            _wake = NewWake();
            return _wake;
        }
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
