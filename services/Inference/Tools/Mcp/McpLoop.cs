namespace Chat.Inference.Tools.Mcp;

/// <summary>Keeps in touch with all configured servers while the service runs.</summary>
internal sealed class McpLoop(ToolCatalog catalog) : BackgroundService
{
    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(catalog.Sources.Select(source => source.RunAsync(stoppingToken)));
}
