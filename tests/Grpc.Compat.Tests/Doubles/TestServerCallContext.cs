using Grpc.Core;

namespace Grpc.Compat.Tests.Doubles;

/// <summary>The engine's side of a server call.</summary>
internal sealed class TestServerCallContext : ServerCallContext
{
    public CancellationTokenSource Source { get; } = new();

    public Metadata Sent { get; } = [];

    public Metadata Ending { get; } = [];

    public Status KeptStatus { get; private set; }

    public Metadata? WrittenHeaders { get; private set; }

    public ContextPropagationOptions? AskedPropagation { get; private set; }

    protected override string MethodCore => TestMethods.Unary.FullName;

    protected override string HostCore => "host:1";

    protected override string PeerCore => "ipv4:127.0.0.1:1";

    protected override DateTime DeadlineCore => DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => Sent;

    protected override CancellationToken CancellationTokenCore => Source.Token;

    protected override Metadata ResponseTrailersCore => Ending;

    protected override Status StatusCore
    {
        get => KeptStatus;
        set => KeptStatus = value;
    }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore { get; } =
        new(null, new Dictionary<string, List<AuthProperty>>(StringComparer.Ordinal));

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        WrittenHeaders = responseHeaders;
        return Task.CompletedTask;
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options)
    {
        AskedPropagation = options;
        throw new NotSupportedException();
    }
}
