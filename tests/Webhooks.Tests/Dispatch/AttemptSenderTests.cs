using System.Net;
using System.Text;
using Chat.ServiceDefaults.Egress;
using Chat.Webhooks.Dispatch;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Tests.Dispatch;

public sealed class AttemptSenderTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string OldSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string ChatCopsOfSecret = "4c98b9c229f3049dcbf3e1169fa9a4ae8575c0be501319e5af83207a067a6367";
    private const string ChatCopsOfText = "c38973037c2fc3571334c106a871b3efc152a5343a8dffea96a6e9fa02439f2a";
    private EndpointReceiver _receiver = null!;

    public async ValueTask InitializeAsync() => _receiver = await EndpointReceiver.StartAsync();

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    [Fact]
    public async Task SendAsync_EndpointTakesIt_PostsTheSignedBody()
    {
        var delivery = Delivery(_receiver.Url);

        var answer = await SendAsync(delivery);

        var request = await _receiver.ReceiveAsync();
        Assert.Equal((204, null), (answer.Status, answer.Fault));
        Assert.Equal(("POST", "/hooks"), (request.Method, request.Path));
        Assert.Equal("application/json", request.Headers["content-type"]);
        Assert.Equal(delivery.EventId.ToString(), request.EventId);
        Assert.Equal(delivery.Body, request.Body);
        Assert.True(request.IsSignedWith(Secret));
    }

    [Fact]
    public async Task SendAsync_SecretsRotate_SignsWithBoth()
    {
        await SendAsync(Delivery(_receiver.Url, Secret, OldSecret));

        var request = await _receiver.ReceiveAsync();
        Assert.True(request.IsSignedWith(Secret));
        Assert.True(request.IsSignedWith(OldSecret));
    }

    [Fact]
    public async Task SendAsync_ChatCopsEvent_IsSignedInItsHeaderToo()
    {
        const string text = "an-old-chatcops-secret";

        await SendAsync(Delivery(_receiver.Url, Secret, text) with { EventType = "lead:captured" });

        var request = await _receiver.ReceiveAsync();
        // Made with Node's crypto: createHmac('sha256', secret).update('{"type":"message.created"}').digest('hex').
        Assert.Equal(ChatCopsOfSecret, request.Headers["x-chatcops-signature"]);
        Assert.Equal(ChatCopsOfText, request.Headers["x-chatcops-signature-previous"]);
        Assert.Equal(2, request.Headers["webhook-signature"].Split(' ').Length);
        Assert.True(request.IsSignedWith(Secret));
    }

    [Fact]
    public async Task SendAsync_ChatCopsEventAndOneSecret_HasNoPreviousSignature()
    {
        await SendAsync(Delivery(_receiver.Url) with { EventType = "message:sent" });

        var request = await _receiver.ReceiveAsync();
        Assert.Equal(ChatCopsOfSecret, request.Headers["x-chatcops-signature"]);
        Assert.DoesNotContain("x-chatcops-signature-previous", request.Headers.Keys);
    }

    [Fact]
    public async Task SendAsync_StandardEvent_HasNoChatCopsSignature()
    {
        await SendAsync(Delivery(_receiver.Url));

        Assert.DoesNotContain("x-chatcops-signature", (await _receiver.ReceiveAsync()).Headers.Keys);
    }

    [Fact]
    public async Task SendAsync_NoActivity_PassesTheTraceOn()
    {
        const string parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        await SendAsync(Delivery(_receiver.Url) with { TraceParent = parent });

        Assert.Equal(parent, (await _receiver.ReceiveAsync()).Headers["traceparent"]);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(299, null)]
    [InlineData(301, AttemptFaults.Redirect)]
    [InlineData(307, AttemptFaults.Redirect)]
    [InlineData(400, AttemptFaults.Status)]
    [InlineData(404, AttemptFaults.Status)]
    [InlineData(410, AttemptFaults.Gone)]
    [InlineData(429, AttemptFaults.Status)]
    [InlineData(500, AttemptFaults.Status)]
    public async Task SendAsync_Status_HasItsFault(int status, string? fault)
    {
        _receiver.Answer(status, "body", ("Location", "/elsewhere"));

        var answer = await SendAsync(Delivery(_receiver.Url));

        Assert.Equal((status, fault), (answer.Status, answer.Fault));
    }

    [Fact]
    public async Task SendAsync_Redirect_IsNotFollowed()
    {
        _receiver.Answer(302, null, ("Location", _receiver.Url));

        await SendAsync(Delivery(_receiver.Url));

        await _receiver.ReceiveAsync();
        Assert.False(_receiver.HasMore);
    }

    [Fact]
    public async Task SendAsync_RetryAfter_IsReported()
    {
        _receiver.Answer(503, null, ("Retry-After", "120"));

        var answer = await SendAsync(Delivery(_receiver.Url));

        Assert.Equal(TimeSpan.FromMinutes(2), answer.RetryAfter);
    }

    [Fact]
    public async Task SendAsync_LongAnswer_KeepsItsFirstKilobyte()
    {
        _receiver.Answer(500, "\0" + new string('x', 100_000));

        var answer = await SendAsync(Delivery(_receiver.Url));

        Assert.Equal("\uFFFD" + new string('x', 1023), answer.Excerpt);
    }

    [Fact]
    public async Task SendAsync_NoAnswerInTime_IsATimeout()
    {
        _receiver.Answer(context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        var answer = await SendAsync(Delivery(_receiver.Url), attemptTimeout: TimeSpan.FromMilliseconds(200));

        Assert.Equal(new AttemptAnswer(null, AttemptFaults.Timeout), answer);
    }

    [Fact]
    public async Task SendAsync_BodyNeverEndsAfterSuccess_CountsAsTaken()
    {
        _receiver.Answer(async context =>
        {
            context.Response.StatusCode = 200;
            await context.Response.WriteAsync("so far", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        var answer = await SendAsync(Delivery(_receiver.Url), attemptTimeout: TimeSpan.FromMilliseconds(500));

        Assert.Equal((200, null), (answer.Status, answer.Fault));
    }

    [Fact]
    public async Task SendAsync_NothingListens_IsRefused()
    {
        await _receiver.DisposeAsync();
        _receiver = await EndpointReceiver.StartAsync();
        var gone = _receiver.Url;
        await _receiver.DisposeAsync();

        var answer = await SendAsync(Delivery(gone));

        _receiver = await EndpointReceiver.StartAsync();
        Assert.Equal(new AttemptAnswer(null, AttemptFaults.Refused), answer);
    }

    [Fact]
    public async Task SendAsync_NameResolvesToPrivateAddress_IsBlockedWithoutARequest()
    {
        var url = $"http://rebound.example:{new Uri(_receiver.Url).Port}/";

        var answer = await SendAsync(
            Delivery(url),
            new EgressOptions { AllowInsecure = true },
            resolver: new FixedResolver(IPAddress.Loopback)
        );

        Assert.Equal(new AttemptAnswer(null, AttemptFaults.BlockedAddress), answer);
        Assert.False(_receiver.HasMore);
    }

    [Fact]
    public async Task SendAsync_PrivateNetworksAllowed_DialsThem()
    {
        var url = $"http://intranet.example:{new Uri(_receiver.Url).Port}/";

        var answer = await SendAsync(Delivery(url), resolver: new FixedResolver(IPAddress.Loopback));

        Assert.Equal(204, answer.Status);
    }

    [Fact]
    public async Task SendAsync_UrlNoLongerAllowed_IsBlockedWithoutARequest()
    {
        var answer = await SendAsync(Delivery(_receiver.Url), new EgressOptions());

        Assert.Equal(new AttemptAnswer(null, AttemptFaults.BlockedUrl), answer);
        Assert.False(_receiver.HasMore);
    }

    [Fact]
    public async Task SendAsync_OneSecretUnreadable_SendsNothing()
    {
        var delivery = Delivery(_receiver.Url);
        var foreign = TestVault.Create(TestVault.OtherKey).Seal(delivery.SubscriptionId, OldSecret);

        var answer = await SendAsync(delivery with { SealedSecrets = [.. delivery.SealedSecrets, foreign] });

        Assert.Equal(new AttemptAnswer(null, AttemptFaults.SecretUnreadable), answer);
        Assert.False(_receiver.HasMore);
    }

    [Fact]
    public async Task SendAsync_NoSecret_SendsNothing()
    {
        var answer = await SendAsync(Delivery(_receiver.Url) with { SealedSecrets = [] });

        Assert.Equal(AttemptFaults.SecretUnreadable, answer.Fault);
        Assert.False(_receiver.HasMore);
    }

    [Fact]
    public async Task SendAsync_CallerCancels_Throws()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _receiver.Answer(async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            SendAsync(Delivery(_receiver.Url), cancellationToken: stop.Token)
        );
    }

    [Fact]
    public async Task SendAsync_NoConnectionInTime_IsATimeout()
    {
        var answer = await SendAsync(
            Delivery("http://customer.example/hooks"),
            resolver: new SilentResolver(),
            connectTimeout: TimeSpan.FromMilliseconds(100)
        );

        Assert.Equal(new AttemptAnswer(null, AttemptFaults.Timeout), answer);
    }

    private static async Task<AttemptAnswer> SendAsync(
        ClaimedDelivery delivery,
        EgressOptions? egress = null,
        TimeSpan? attemptTimeout = null,
        IHostResolver? resolver = null,
        TimeSpan? connectTimeout = null,
        CancellationToken? cancellationToken = null
    )
    {
        var rules = Options.Create(egress ?? new EgressOptions { AllowInsecure = true, AllowPrivateNetworks = true });
        using var sender = new AttemptSender(
            new EgressHandler(rules, resolver ?? new DnsHostResolver())
            {
                ConnectTimeout = connectTimeout ?? TimeSpan.FromSeconds(10),
            },
            Options.Create(new DispatchOptions { AttemptTimeout = attemptTimeout ?? TimeSpan.FromSeconds(10) }),
            rules,
            TestVault.Create(),
            TimeProvider.System
        );
        return await sender.SendAsync(delivery, cancellationToken ?? TestContext.Current.CancellationToken);
    }

    private static ClaimedDelivery Delivery(string url, params string[] secrets)
    {
        var subscription = Guid.CreateVersion7();
        var vault = TestVault.Create();
        return new()
        {
            Id = Guid.CreateVersion7(),
            ClaimedAt = 0,
            Claim = Guid.CreateVersion7(),
            SubscriptionId = subscription,
            EventId = Guid.CreateVersion7(),
            EventType = "message.created",
            Body = Encoding.UTF8.GetBytes("""{"type":"message.created"}"""),
            TraceParent = null,
            Failures = 0,
            Url = url,
            SealedSecrets = Array.ConvertAll(
                secrets.Length > 0 ? secrets : [Secret],
                secret => vault.Seal(subscription, secret)
            ),
        };
    }

    private sealed class FixedResolver(params IPAddress[] addresses) : IHostResolver
    {
        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
            Task.FromResult(addresses);
    }

    private sealed class SilentResolver : IHostResolver
    {
        public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return [];
        }
    }
}
