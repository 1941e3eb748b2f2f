using Chat.ServiceDefaults.Egress;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Chat.Inference.Tools.Mcp;

/// <summary>Connects to servers: over HTTP, to public addresses only, with bounded answers.</summary>
/// <remarks>
/// A server gets no capability of ours: it cannot have us sample, ask the visitor, or list anything. The SDK's own logs are
/// off, because they hold what was said.
/// </remarks>
internal sealed class McpConnector : IDisposable
{
    private const int MaxConnectionsPerHost = 16;
    private const long MaxAnswerBytes = 4 * 1024 * 1024;

    private readonly HttpClient _client;
    private readonly McpOptions _options;

    /// <summary>One for all servers.</summary>
    public McpConnector(EgressHandler handler, IOptions<McpOptions> options)
    {
        _options = options.Value;
        _client = new HttpClient(
            new BoundedAnswerHandler(MaxAnswerBytes) { InnerHandler = handler.Create(MaxConnectionsPerHost) }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Connects; the caller disposes of the client.</summary>
    public Task<McpClient> ConnectAsync(McpServerOptions server, CancellationToken cancellationToken)
    {
        var settings = new HttpClientTransportOptions
        {
            Endpoint = new Uri(server.Url),
            Name = server.Name,
            TransportMode = HttpTransportMode.StreamableHttp,
            ConnectionTimeout = _options.Timeout,
            AdditionalHeaders =
                server.Token.Length == 0
                    ? null
                    : new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["Authorization"] = $"Bearer {server.Token}",
                    },
        };
        var transport = new HttpClientTransport(settings, _client, NullLoggerFactory.Instance, ownsHttpClient: false);
        var client = new McpClientOptions
        {
            ClientInfo = new Implementation { Name = "chat", Version = "1.0" },
            InitializationTimeout = _options.Timeout,
        };
        return McpClient.CreateAsync(transport, client, NullLoggerFactory.Instance, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();
}
