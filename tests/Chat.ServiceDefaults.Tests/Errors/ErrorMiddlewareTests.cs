using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.Testing.Time;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using StackExchange.Redis;

namespace Chat.ServiceDefaults.Tests.Errors;

/// <summary>What an endpoint throws, as its caller sees it.</summary>
[Trait("Level", "Component")]
public sealed class ErrorMiddlewareTests : IAsyncLifetime
{
    private const string Hidden = "hidden words of an exception";
    private readonly TaskCompletionSource aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception thrown = new InvalidOperationException(Hidden);
    private TestService service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        service = await TestService.StartAsync(map: app =>
        {
            app.Map("/throw", IResult () => throw thrown);
            app.MapGet("/begun", WriteAndThrowAsync);
            app.MapGet("/wait", WaitAsync);
            app.MapGet("/call", CallAsync);
            app.MapPost("/read", (Body body) => body.Number);
            app.MapPost("/v1/read", (Body body) => body.Number);
            app.MapGet("/query", (DateOnly at, int? most) => (at, most).ToString());
            app.MapGet("/query/object", ([AsParameters] Query query) => query.Since);
        });
        service.Http.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            service.Get<IIdentityTokens>().Issue(Principal.ForService("tests", Ids.New()))
        );
    }

    public async ValueTask DisposeAsync() => await service.DisposeAsync();

    public static TheoryData<Exception, HttpStatusCode, string> Thrown =>
        new()
        {
            { new InvalidOperationException(Hidden), HttpStatusCode.InternalServerError, "internal_error" },
            { new OperationCanceledException(Hidden), HttpStatusCode.InternalServerError, "internal_error" },
            { new NpgsqlException(Hidden), HttpStatusCode.ServiceUnavailable, "database_unavailable" },
            {
                new RedisTimeoutException(CommandFlags.None, Hidden, CommandStatus.Unknown),
                HttpStatusCode.ServiceUnavailable,
                "redis_unavailable"
            },
            {
                new SocketException((int)SocketError.ConnectionRefused),
                HttpStatusCode.ServiceUnavailable,
                "service_unavailable"
            },
            { new BadHttpRequestException(Hidden, 413), HttpStatusCode.RequestEntityTooLarge, "body_too_large" },
            { new BadHttpRequestException(Hidden, 400), HttpStatusCode.BadRequest, "bad_request" },
            { new Conflict("taken", "It is taken.").ToRpcException(), HttpStatusCode.Conflict, "taken" },
            {
                new RpcException(new Status(StatusCode.Unavailable, Hidden)),
                HttpStatusCode.ServiceUnavailable,
                "service_unavailable"
            },
        };

    [Theory]
    [MemberData(nameof(Thrown))]
    public async Task Invoke_EndpointThrows_AnswersAProblemWithoutItsWords(
        Exception exception,
        HttpStatusCode status,
        string code
    )
    {
        thrown = exception;

        using var response = await service.Http.GetAsync("/throw", Cancel);

        var text = await response.Content.ReadAsStringAsync(Cancel);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            (code, "/throw"),
            (problem.GetProperty("code").GetString(), problem.GetProperty("instance").GetString())
        );
        Assert.DoesNotContain(Hidden, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_Bug_IsLoggedOnceWithItsException()
    {
        using var response = await service.Http.GetAsync("/throw", Cancel);

        var logged = Assert.Single(service.Logs.Entries, static entry => entry.Level >= LogLevel.Error);
        Assert.Same(thrown, logged.Exception);
    }

    [Fact]
    public async Task Invoke_DependencyAway_IsNoErrorOfOursInTheLog()
    {
        thrown = new NpgsqlException(Hidden);

        using var response = await service.Http.GetAsync("/throw", Cancel);

        service.Logs.AssertNoErrors();
        Assert.DoesNotContain(
            service.Logs.Entries,
            static entry => entry.Message.Contains(Hidden, StringComparison.Ordinal)
        );
    }

    // RFC 9110, 11.6.1: an answer 401 must have it.
    [Fact]
    public async Task Invoke_UnknownCaller_IsToldHowToShowWhoItIs()
    {
        thrown = new Unauthenticated("token_invalid", "It has expired.").ToRpcException();

        using var response = await service.Http.GetAsync("/throw", Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Theory]
    [InlineData("{", "malformed_json", "")]
    [InlineData("""{"name":"a","number":1,}""", "malformed_json", "")]
    [InlineData("""{"name":"a","number":"hidden words"}""", "invalid_request", "/number wrong_type")]
    [InlineData("""{"name":"a","number":"5"}""", "invalid_request", "/number wrong_type")]
    [InlineData("""{"name":"a","number":1e99}""", "invalid_request", "/number wrong_type")]
    [InlineData("""{"name":["a"]}""", "invalid_request", "/name wrong_type")]
    [InlineData(
        """{"name":"a","inner":[{"flags":[true,"hidden words"]}]}""",
        "invalid_request",
        "/inner/0/flags/1 wrong_type"
    )]
    [InlineData("""{"name":"a","map":{"a.b/c":"hidden words"}}""", "invalid_request", "/map/a.b~1c wrong_type")]
    [InlineData("""{"name":"a","day":"hidden words"}""", "invalid_request", "/day wrong_type")]
    [InlineData("[]", "invalid_request", " wrong_type")]
    [InlineData("{}", "invalid_request", "/name required")]
    [InlineData("""{"name":"a","part":{}}""", "invalid_request", "/part/title required")]
    [InlineData("""{"name":"a","map":{"\ud800":1}}""", "invalid_request", "/map wrong_type")]
    [InlineData("""{"name":"a","\ud800":1}""", "malformed_json", "")]
    [InlineData("", "invalid_request", " required")]
    public async Task Invoke_UnreadableBody_SaysWhereItIsWrong(string body, string code, string faults)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await service.Http.PostAsync("/read", content, Cancel);

        await AssertInvalidAsync(response, code, faults);
    }

    [Theory]
    [InlineData("""{"name":5}""", "/name: Must be text, in valid Unicode.")]
    [InlineData("""{"name":"a","number":"x"}""", "/number: Must be a whole number from -2147483648 to 2147483647.")]
    [InlineData(
        """{"name":"a","day":"x"}""",
        "/day: Is not of the type, or not one of the values, that this field takes."
    )]
    [InlineData("""{"name":"a","inner":"x"}""", "/inner: Must be a list.")]
    [InlineData("""{"name":"a","inner":[{"flags":[5]}]}""", "/inner/0/flags/0: Must be true or false.")]
    [InlineData("""{"name":"a","map":[]}""", "/map: Must be an object.")]
    [InlineData("""{"name":"a","part":"x"}""", "/part: Must be an object.")]
    [InlineData("""{"name":"a","inner":[5]}""", "/inner/0: Must be an object.")]
    [InlineData("""{"name":"a","words":"x"}""", "/words: Must be a list.")]
    [InlineData("""{"name":"a","words":[5]}""", "/words/0: Must be text, in valid Unicode.")]
    [InlineData("null", "A body is required.")]
    [InlineData("[]", "The body must be a JSON object.")]
    [InlineData("{\n \"name\": hidden words}", "The body is not valid JSON: see line 2, byte 10.")]
    public async Task Invoke_UnreadableBody_SaysWhatIsExpected(string body, string detail)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await service.Http.PostAsync("/read", content, Cancel);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(detail, problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Invoke_BodyNestedTooDeeply_SaysSo()
    {
        var body = $$"""{"name":"a","other":{{new string('[', 100)}}{{new string(']', 100)}}}""";
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await service.Http.PostAsync("/read", content, Cancel);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("malformed_json", problem.GetProperty("code").GetString());
        Assert.Equal("The body is nested too deeply.", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/query?at=x", "/at: Must be a date like 2026-11-27.")]
    [InlineData("/query?at=2026-11-27&most=1e9", "/most: Must be a whole number from -2147483648 to 2147483647.")]
    [InlineData("/query/object?Since=x", "/since: Must be a time like 2026-11-27T09:30:00Z.")]
    public async Task Invoke_UnreadableQuery_SaysWhatIsExpected(string path, string detail)
    {
        using var response = await service.Http.GetAsync(path, Cancel);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(detail, problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Invoke_DetailWithAnApostrophe_CanBeReadAsItStands()
    {
        thrown = new Conflict("taken", "It is somebody else's.").ToRpcException();

        using var response = await service.Http.GetAsync("/throw", Cancel);

        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("\"detail\":\"It is somebody else's.\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/query", "/at required")]
    [InlineData("/query?at=hidden+words", "/at wrong_type")]
    [InlineData("/query?at=2026-11-27&most=hidden+words", "/most wrong_type")]
    public async Task Invoke_UnreadableQuery_SaysWhereItIsWrong(string path, string faults)
    {
        using var response = await service.Http.GetAsync(path, Cancel);

        await AssertInvalidAsync(response, "invalid_request", faults);
    }

    [Theory]
    [InlineData("/read")]
    [InlineData("/v1/read")]
    public async Task Invoke_BodyOfAnotherType_KeepsItsStatus(string path)
    {
        using var content = new StringContent("x", System.Text.Encoding.UTF8, "text/plain");

        using var response = await service.Http.PostAsync(path, content, Cancel);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("unsupported_media_type", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Invoke_BodyInAnUnknownEncoding_IsOfATypeThatIsNotTaken()
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=hidden"));

        using var response = await service.Http.PostAsync("/read", content, Cancel);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("unsupported_media_type", problem.GetProperty("code").GetString());
        service.Logs.AssertNoErrors();
    }

    [Fact]
    public async Task Invoke_Head_HasTheStatusAndNoBody()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/throw");

        using var response = await service.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancel));
        Assert.True(response.Content.Headers.ContentLength > 0);
    }

    [Fact]
    public async Task Invoke_AnswerBegun_IsCutSoThatNobodyTakesItForWhole()
    {
        using var response = await service.Http.GetAsync("/begun", HttpCompletionOption.ResponseHeadersRead, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Invoke_CallerLeaves_IsNoErrorOfOurs()
    {
        using var leaving = new CancellationTokenSource();
        var asking = service.Http.GetAsync("/wait", leaving.Token);
        await entered.Task.WithTimeout();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await aborted.Task.WithTimeout();
        service.Logs.AssertNoErrors();
    }

    [Theory]
    [InlineData("/call")]
    [InlineData("/call?begun=true")]
    public async Task Invoke_CallerLeavesDuringACallOfOurs_IsNobodysFault(string path)
    {
        using var leaving = new CancellationTokenSource();
        var asking = service.Http.GetAsync(path, leaving.Token);
        await entered.Task.WithTimeout();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await aborted.Task.WithTimeout();
        Assert.DoesNotContain(service.Logs.Entries, static entry => entry.Level >= LogLevel.Warning);
    }

    // As the gRPC client says that its token was cancelled.
    private async Task CallAsync(HttpContext context, bool? begun)
    {
        context.Response.OnCompleted(() =>
        {
            aborted.SetResult();
            return Task.CompletedTask;
        });
        if (begun is true)
        {
            await context.Response.WriteAsync("The first half");
            await context.Response.Body.FlushAsync();
        }
        entered.SetResult();
        await Task.Delay(Timeout.Infinite, context.RequestAborted)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw new RpcException(new Status(StatusCode.Cancelled, Hidden));
    }

    private static async Task WriteAndThrowAsync(HttpContext context)
    {
        await context.Response.WriteAsync("The first half");
        await context.Response.Body.FlushAsync();
        throw new InvalidOperationException(Hidden);
    }

    private async Task WaitAsync(HttpContext context)
    {
        entered.SetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
        finally
        {
            aborted.SetResult();
        }
    }

    private async Task AssertInvalidAsync(HttpResponseMessage response, string code, string faults)
    {
        var text = await response.Content.ReadAsStringAsync(Cancel);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        var said = problem.TryGetProperty("errors", out var errors)
            ? errors.EnumerateArray().Select(fault => $"{fault.GetProperty("pointer")} {fault.GetProperty("code")}")
            : [];
        Assert.Equal(faults, string.Join(", ", said));
        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
        service.Logs.AssertNoErrors();
    }

    private sealed record Body
    {
        public int Number { get; init; }

        public required string Name { get; init; }

        public IReadOnlyList<Inner>? Inner { get; init; }

        public Dictionary<string, int>? Map { get; init; }

        public DayOfWeek? Day { get; init; }

        public Part? Part { get; init; }

        public string[]? Words { get; init; }
    }

    private sealed record Query
    {
        public DateTimeOffset? Since { get; init; }
    }

    private sealed record Part
    {
        public required string Title { get; init; }
    }

    private sealed record Inner(IReadOnlyList<bool> Flags);
}
