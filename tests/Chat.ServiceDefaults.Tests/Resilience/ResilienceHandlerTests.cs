using System.Net;
using Chat.ServiceDefaults.Resilience;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Tests.Resilience;

/// <summary>On a clock that stands still: every wait is seen as one.</summary>
public sealed class ResilienceHandlerTests
{
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Repeatable => ["GET", "HEAD", "OPTIONS", "DELETE"];

    [Theory]
    [MemberData(nameof(Repeatable))]
    public async Task Send_RepeatableFails_IsTriedAgainAfterAPause(string method)
    {
        var far = new ScriptedHandler(call => call < 3 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK);
        var sending = SendAsync(far, method);

        Assert.False(sending.IsCompleted);
        Assert.Equal(1, far.Calls);
        using var response = await AdvanceUntilDoneAsync(sending);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(3, far.Calls);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Send_OtherMethodFails_IsNotRepeated(string method)
    {
        var far = new ScriptedHandler(_ => HttpStatusCode.InternalServerError);

        using var response = await SendAsync(far, method).WithTimeout();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(1, far.Calls);
    }

    [Fact]
    public async Task Send_DeleteWithABody_IsNotRepeated()
    {
        var far = new ScriptedHandler(_ => HttpStatusCode.InternalServerError);
        using var client = Client(far);
        using var request = new HttpRequestMessage(HttpMethod.Delete, "http://host/")
        {
            Content = new StringContent("x"),
        };

        using var response = await client.SendAsync(request, Cancel).WithTimeout();

        Assert.Equal(1, far.Calls);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(499)]
    public async Task Send_CallersFault_IsNotRepeated(int status)
    {
        var far = new ScriptedHandler(_ => (HttpStatusCode)status);

        using var response = await SendAsync(far).WithTimeout();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(1, far.Calls);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Send_AllTriesFail_AnswersTheLast(int status)
    {
        var far = new ScriptedHandler(_ => (HttpStatusCode)status);

        using var response = await AdvanceUntilDoneAsync(SendAsync(far));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(3, far.Calls);
    }

    [Fact]
    public async Task Send_HostNeverAnswers_EachTryEndsAndThenTheWhole()
    {
        var far = new ScriptedHandler((_, token) => HangAsync(token));

        var sending = SendAsync(far);
        await time.WaitForTimersAsync(1, Cancel);
        time.Advance(Attempt - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, far.Calls);
        Assert.False(sending.IsCompleted);

        await Assert.ThrowsAsync<HttpRequestException>(() => AdvanceUntilDoneAsync(sending));
        Assert.InRange(far.Calls, 2, 3);
        Assert.True(time.GetUtcNow() - Start <= Total + Attempt, "It took longer than all tries may.");
    }

    [Fact]
    public async Task Send_CallerLeaves_EndsAtOnceAndIsNoFailure()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var far = new ScriptedHandler((_, token) => HangAsync(token));
        using var client = Client(far);
        var sending = client.GetAsync(new Uri("http://host/"), leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WithTimeout());
        Assert.Equal(1, far.Calls);
    }

    [Fact]
    public async Task Send_HostOnlyFails_IsLeftAloneAndTriedAgainLater()
    {
        var healthy = false;
        var far = new ScriptedHandler(_ => healthy ? HttpStatusCode.OK : HttpStatusCode.InternalServerError);
        using var client = Client(far);
        for (var call = 0; call < 20; call++)
        {
            using var failed = await client.PostAsync(new Uri("http://host/"), null, Cancel);
        }

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.PostAsync(new Uri("http://host/"), null, Cancel)
        );
        Assert.Equal((20, HttpRequestError.ConnectionError), (far.Calls, refused.HttpRequestError));
        healthy = true;
        time.Advance(TimeSpan.FromSeconds(3));
        using var response = await client.PostAsync(new Uri("http://host/"), null, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Send_OneHostOnlyFails_OthersAreNotLeftAlone()
    {
        var far = new ScriptedHandler(_ => HttpStatusCode.InternalServerError);
        using var client = Client(far);
        for (var call = 0; call < 20; call++)
        {
            using var failed = await client.PostAsync(new Uri("http://host:1/"), null, Cancel);
        }

        using var other = await client.PostAsync(new Uri("http://host:2/"), null, Cancel);

        Assert.Equal(21, far.Calls);
    }

    [Fact]
    public async Task Send_HostOnlyLimits_IsNotLeftAlone()
    {
        var far = new ScriptedHandler(_ => HttpStatusCode.TooManyRequests);
        using var client = Client(far);

        for (var call = 0; call < 40; call++)
        {
            using var response = await client.PostAsync(new Uri("http://host/"), null, Cancel);
        }

        Assert.Equal(40, far.Calls);
    }

    [Fact]
    public async Task Send_HalfOfTheRequestsSucceed_GoesOn()
    {
        var far = new ScriptedHandler(call => call % 3 == 0 ? HttpStatusCode.InternalServerError : HttpStatusCode.OK);
        using var client = Client(far);

        for (var call = 0; call < 100; call++)
        {
            using var response = await client.PostAsync(new Uri("http://host/"), null, Cancel);
        }

        Assert.Equal(100, far.Calls);
    }

    // An AI's answer streams for minutes: the limits hold until its head is there, not until its end.
    [Fact]
    public async Task Send_BodyStreamsForLonger_IsNotCut()
    {
        var token = CancellationToken.None;
        var far = new ScriptedHandler(
            (_, cancel) =>
            {
                token = cancel;
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
            }
        );
        using var client = Client(far);

        using var response = await client.GetAsync(
            new Uri("http://host/"),
            HttpCompletionOption.ResponseHeadersRead,
            Cancel
        );
        time.Advance(TimeSpan.FromMinutes(10));

        Assert.False(token.IsCancellationRequested);
    }

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static async Task<HttpResponseMessage> HangAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("Not reached.");
    }

    private Task<HttpResponseMessage> SendAsync(HttpMessageHandler far, string method = "GET") =>
        Client(far).SendAsync(new HttpRequestMessage(new HttpMethod(method), "http://host/"), Cancel);

    private HttpClient Client(HttpMessageHandler far) =>
        new(
            new ResilienceHandler(
                Options.Create(new HttpClientOptions { AttemptTimeout = Attempt, TotalTimeout = Total }),
                time
            )
            {
                InnerHandler = far,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    private async Task<HttpResponseMessage> AdvanceUntilDoneAsync(Task<HttpResponseMessage> sending)
    {
        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return sending.IsCompleted;
            },
            Cancel
        );
        return await sending;
    }
}
