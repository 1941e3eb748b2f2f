using System.Net;
using System.Net.Sockets;
using System.Text;
using Chat.ServiceDefaults.Egress;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Tests.Egress;

/// <summary>The wall between addresses that customers choose and our own network.</summary>
public sealed class EgressHandlerTests : IHostResolver, IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Queue<IPAddress[]> answers = [];
    private readonly CancellationTokenSource serving = new();
    private readonly Task server;
    private int connections;

    public EgressHandlerTests()
    {
        listener.Start();
        server = ServeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private List<string> Heads { get; } = [];

    private string Answer { get; set; } = "HTTP/1.1 204 No Content\r\n\r\n";

    private Uri Target => new($"http://customer.example:{((IPEndPoint)listener.LocalEndpoint).Port}/hook");

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Task.FromResult(answers.TryDequeue(out var next) ? next : [IPAddress.Loopback]);

    public async ValueTask DisposeAsync()
    {
        await serving.CancelAsync();
        await server.WithTimeout();
        listener.Dispose();
        serving.Dispose();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("fd00::1")]
    public async Task Send_NameOfAPrivateAddress_IsBlockedBeforeADial(string address)
    {
        answers.Enqueue([IPAddress.Parse(address)]);

        Assert.IsType<EgressBlockedException>(await FaultAsync(new EgressOptions()));

        Assert.Equal(0, Volatile.Read(ref connections));
    }

    [Fact]
    public async Task Send_NameOfSeveralPrivateAddresses_IsBlocked()
    {
        answers.Enqueue([IPAddress.Loopback, IPAddress.IPv6Loopback, IPAddress.Parse("192.168.0.1")]);

        Assert.IsType<EgressBlockedException>(await FaultAsync(new EgressOptions()));
    }

    // A name may have both: what is dialled must be the public one, even when that leads nowhere.
    [Fact]
    public async Task Send_PrivateBesidePublic_NeverDialsThePrivateOne()
    {
        answers.Enqueue([IPAddress.Loopback, IPAddress.Parse("203.0.114.1")]);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(new EgressOptions(), limit.Token));

        Assert.Equal(0, Volatile.Read(ref connections));
    }

    [Fact]
    public async Task Send_NameWithoutAddresses_IsBlocked()
    {
        answers.Enqueue([]);

        Assert.IsType<EgressBlockedException>(await FaultAsync(Development));
    }

    // The name was public when the subscription was made, and is not now: each connection is judged anew.
    [Fact]
    public async Task Send_NameMovesBetweenConnections_IsJudgedByWhatIsDialled()
    {
        using var client = Client(Development);
        Answer = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
        answers.Enqueue([IPAddress.Loopback]);
        answers.Enqueue([]);
        using var first = await client.GetAsync(Target, Cancel);

        var second = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Target, Cancel));

        Assert.IsType<EgressBlockedException>(second.InnerException);
        Assert.Equal(1, Volatile.Read(ref connections));
    }

    [Fact]
    public async Task Send_PrivateAllowed_ReachesItUnderItsName()
    {
        using var answer = await SendAsync(Development, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Contains($"Host: customer.example:{Target.Port}", Assert.Single(Heads), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_OneOfTwoAddressesCannotBeReached_GoesToTheOther(bool isSilent)
    {
        // Nobody is let in there: the one place to wait in is taken.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var first = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var gone = IPAddress.Parse("127.0.0.2");
        if (isSilent)
        {
            full.Bind(new IPEndPoint(gone, Target.Port));
            full.Listen(0);
            await first.ConnectAsync(gone, Target.Port, Cancel);
        }
        answers.Enqueue([gone, IPAddress.Loopback]);
        using var client = Client(Development, TimeSpan.FromSeconds(4));

        using var answer = await client.GetAsync(Target, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task Send_Redirect_IsAnsweredAndNotFollowed()
    {
        Answer = $"HTTP/1.1 302 Found\r\nLocation: {Target}\r\nContent-Length: 0\r\n\r\n";

        using var answer = await SendAsync(Development, Cancel);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Single(Heads);
    }

    // Endpoints of different customers share the handler: nothing of one may reach another.
    [Fact]
    public async Task Send_AnswerSetsACookie_IsNotSentBack()
    {
        Answer = "HTTP/1.1 204 No Content\r\nSet-Cookie: session=1\r\n\r\n";
        using var client = Client(Development);

        using var first = await client.GetAsync(Target, Cancel);
        using var second = await client.GetAsync(Target, Cancel);

        Assert.Equal(2, Heads.Count);
        Assert.DoesNotContain(Heads, head => head.Contains("Cookie", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(15 * 1024, true)]
    [InlineData(17 * 1024, false)]
    public async Task Send_HeadOfTheAnswer_HasABound(int length, bool fits)
    {
        Answer = $"HTTP/1.1 204 No Content\r\nX-Long: {new string('x', length)}\r\n\r\n";

        var fault = await Record.ExceptionAsync(async () => (await SendAsync(Development, Cancel)).Dispose());

        Assert.True(fits == fault is null, fault?.ToString() ?? "It was taken.");
    }

    // A compressed answer of a kilobyte may be a gigabyte: it is kept as it came.
    [Fact]
    public async Task Send_CompressedAnswer_IsNotUnpacked()
    {
        Answer = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd";

        using var answer = await SendAsync(Development, Cancel);

        Assert.Equal("abcd", await answer.Content.ReadAsStringAsync(Cancel));
        Assert.DoesNotContain("Accept-Encoding", Assert.Single(Heads), StringComparison.OrdinalIgnoreCase);
    }

    private static EgressOptions Development => new() { AllowInsecure = true, AllowPrivateNetworks = true };

    private HttpClient Client(EgressOptions options, TimeSpan? connectTimeout = null) =>
        new(
            new EgressHandler(Options.Create(options), this)
            {
                ConnectTimeout = connectTimeout ?? TimeSpan.FromSeconds(10),
            }.Create(maxConnectionsPerHost: 2)
        );

    private async Task<HttpResponseMessage> SendAsync(EgressOptions options, CancellationToken cancellationToken)
    {
        using var client = Client(options);
        return await client.GetAsync(Target, cancellationToken);
    }

    private async Task<Exception?> FaultAsync(EgressOptions options) =>
        (await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(options, Cancel))).InnerException;

    // Side by side: a client may open a connection that it does not use before the one it uses.
    private async Task ServeAsync()
    {
        var answering = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(serving.Token);
                Interlocked.Increment(ref connections);
                answering.Add(AnswerAsync(client, serving.Token));
            }
        }
        catch (Exception exception) when (IsTheEnd(exception))
        {
            // The test is over.
        }

        await Task.WhenAll(answering);
    }

    private static bool IsTheEnd(Exception exception) =>
        exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException;

    private async Task AnswerAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using (client)
        {
            try
            {
                await AnswerAsync(client.GetStream(), cancellationToken);
            }
            catch (Exception exception) when (IsTheEnd(exception))
            {
                // The client or the test is gone.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var head = new StringBuilder();
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                var read = await stream.ReadAsync(buffer, cancellationToken);
                if (read == 0)
                {
                    return;
                }

                head.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }

            Heads.Add(head.ToString());
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Answer), cancellationToken);
            if (Answer.Contains("Connection: close", StringComparison.Ordinal))
            {
                return;
            }
        }
    }
}
