using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.Tests.Hosts;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Chat.ServiceDefaults.Tests.Errors;

[Trait("Level", "Component")]
public sealed class ErrorTableTests : IAsyncLifetime
{
    private static readonly Dictionary<string, Error> Errors = new(StringComparer.Ordinal)
    {
        ["Invalid"] = new Invalid([
            new("/message", "too_long", "At most 10."),
            new("/page/url", "required", "Is missing."),
        ]),
        ["Unauthenticated"] = new Unauthenticated("token_expired", "The token has expired."),
        ["Forbidden"] = new Forbidden("not_yours", "No."),
        ["NotFound"] = new NotFound("conversation_not_found", "There is no such conversation."),
        ["Conflict"] = new Conflict("lease_lost", "Somebody else speaks."),
        ["PreconditionFailed"] = new PreconditionFailed("conversation_closed", "The conversation is closed."),
        ["VersionMismatch"] = new VersionMismatch(),
        ["VersionRequired"] = new VersionRequired(),
        ["TooLarge"] = new TooLarge("body_too_large", "Over the limit."),
        ["RateLimited"] = new RateLimited(
            "too_many_requests",
            "Slow down: 100 % used, ümläut.",
            TimeSpan.FromSeconds(7)
        ),
        ["Internal"] = Internal.Unexpected,
        ["Unavailable"] = new Unavailable("database_unavailable", "Later.") { RetryAfter = TimeSpan.FromSeconds(2) },
    };

    private TestService service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        service = await TestService.StartAsync(
            builder =>
            {
                builder.AddGrpcService<FailingTenants>();
                builder.AddGrpcClient<Tenants.TenantsClient>("self");
            },
            app =>
            {
                app.MapGet("/fail/{kind}", (string kind) => Errors[kind].ToHttpResult()).AllowAnonymous();
                app.MapGet("/throw", string () => throw new InvalidOperationException("the secret")).AllowAnonymous();
                app.MapGet("/away", string () => throw new Npgsql.NpgsqlException("the secret")).AllowAnonymous();
                app.MapPost("/body", (Dictionary<string, string> body) => body.Count).AllowAnonymous();
                app.MapGet("/mine", (HttpContext context) => context.GetPrincipal().Subject);
            }
        );

    public ValueTask DisposeAsync() => service.DisposeAsync();

    public static TheoryData<string, int, StatusCode, bool> Rows() =>
        new()
        {
            { "Invalid", 400, StatusCode.InvalidArgument, false },
            { "Unauthenticated", 401, StatusCode.Unauthenticated, false },
            { "Forbidden", 403, StatusCode.PermissionDenied, false },
            { "NotFound", 404, StatusCode.NotFound, false },
            { "Conflict", 409, StatusCode.Aborted, false },
            { "PreconditionFailed", 409, StatusCode.FailedPrecondition, false },
            { "VersionMismatch", 412, StatusCode.Aborted, false },
            { "VersionRequired", 428, StatusCode.FailedPrecondition, false },
            { "TooLarge", 413, StatusCode.ResourceExhausted, false },
            { "RateLimited", 429, StatusCode.ResourceExhausted, true },
            { "Internal", 500, StatusCode.Internal, false },
            { "Unavailable", 503, StatusCode.Unavailable, true },
        };

    [Fact]
    public void Rows_Table_AllAreTested() =>
        Assert.Equal(
            ErrorTable.Rows.Select(row => row.Kind).Order(StringComparer.Ordinal),
            Errors.Keys.Order(StringComparer.Ordinal)
        );

    [Fact]
    public void ToProblem_ManyFaults_NamesThreeAndCountsTheRest()
    {
        var error = new Invalid([
            .. Enumerable.Range(1, 5).Select(n => new FieldFault($"/f{n}", "required", "Is missing.")),
        ]);

        var problem = error.ToProblem(new DefaultHttpContext());

        Assert.Equal("/f1: Is missing. /f2: Is missing. /f3: Is missing. And 2 more: see errors.", problem.Detail);
    }

    [Fact]
    public void ToProblem_SentenceOfItsOwn_IsKeptAndEmptyErrorsAreLeftOut()
    {
        var problem = new Invalid([], "malformed_json", "The body is not valid JSON.").ToProblem(
            new DefaultHttpContext()
        );

        Assert.Equal("The body is not valid JSON.", problem.Detail);
        Assert.Null(problem.Errors);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Http_Error_IsAProblemWithItsStatus(string kind, int status, StatusCode grpc, bool retryable)
    {
        _ = grpc;
        var error = Errors[kind];

        using var response = await service.Http.GetAsync($"/fail/{kind}", Cancel);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal(error.Code, problem.GetProperty("code").GetString());
        Assert.Equal("urn:chat:problem:" + error.Code, problem.GetProperty("type").GetString());
        Assert.Equal(
            error is Invalid ? "/message: At most 10. /page/url: Is missing." : error.Message,
            problem.GetProperty("detail").GetString()
        );
        Assert.Equal($"/fail/{kind}", problem.GetProperty("instance").GetString());
        Assert.Equal(retryable, problem.GetProperty("retryable").GetBoolean());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.Equal(32, problem.GetProperty("traceId").GetString()?.Length);
        Assert.Equal(error is Invalid, problem.TryGetProperty("errors", out _));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Grpc_Error_ArrivesAsItWasSent(string kind, int status, StatusCode grpc, bool retryable)
    {
        _ = (status, retryable);
        var client = service.Get<Tenants.TenantsClient>();

        var exception = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.ResolveTenantAsync(new ResolveTenantRequest { Slug = kind }, Call())
        );

        Assert.Equal(grpc, exception.StatusCode);
        Assert.Equal(Errors[kind].Message, exception.Status.Detail);
        AssertSame(Errors[kind], exception.ToError());
    }

    [Fact]
    public async Task Http_Invalid_NamesEveryField()
    {
        using var response = await service.Http.GetAsync("/fail/Invalid", Cancel);
        var errors = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errors");

        Assert.Equal(
            ["/message", "/page/url"],
            errors.EnumerateArray().Select(item => item.GetProperty("pointer").GetString())
        );
        Assert.Equal(
            ["too_long", "required"],
            errors.EnumerateArray().Select(item => item.GetProperty("code").GetString())
        );
    }

    [Theory]
    [InlineData("RateLimited", "7")]
    [InlineData("Unavailable", "2")]
    public async Task Http_Retryable_SaysWhen(string kind, string seconds)
    {
        using var response = await service.Http.GetAsync($"/fail/{kind}", Cancel);

        Assert.Equal(seconds, Assert.Single(response.Headers.GetValues("Retry-After")));
    }

    [Theory]
    [InlineData("/throw", HttpStatusCode.InternalServerError, "internal_error")]
    [InlineData("/away", HttpStatusCode.ServiceUnavailable, "database_unavailable")]
    [InlineData("/nowhere", HttpStatusCode.Unauthorized, "token_missing")]
    [InlineData("/mine", HttpStatusCode.Unauthorized, "token_missing")]
    public async Task Http_NotAnErrorOfTheEndpoint_IsAProblemToo(string path, HttpStatusCode status, string code)
    {
        using var response = await service.Http.GetAsync(path, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, JsonDocument.Parse(text).RootElement.GetProperty("code").GetString());
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest, "malformed_json")]
    [InlineData("x", "text/plain", HttpStatusCode.UnsupportedMediaType, "unsupported_media_type")]
    public async Task Http_BodyCannotBeRead_IsAProblem(string body, string type, HttpStatusCode status, string code)
    {
        using var content = new StringContent(body, new MediaTypeHeaderValue(type));
        Identify();
        using var response = await service.Http.PostAsync("/body", content, Cancel);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Http_WrongMethod_IsAProblem()
    {
        Identify();
        using var response = await service.Http.DeleteAsync("/body", Cancel);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);

        Assert.Equal("method_not_allowed", problem.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("throw", StatusCode.Internal, "internal_error")]
    [InlineData("away", StatusCode.Unavailable, "redis_unavailable")]
    public async Task Grpc_MethodThrows_TellsNothingOfTheCause(string slug, StatusCode status, string code)
    {
        var client = service.Get<Tenants.TenantsClient>();

        var exception = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.ResolveTenantAsync(new ResolveTenantRequest { Slug = slug }, Call())
        );

        Assert.Equal(status, exception.StatusCode);
        Assert.Equal(code, exception.ToError().Code);
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grpc_MethodThrows_IsLoggedOnce()
    {
        var client = service.Get<Tenants.TenantsClient>();

        await Assert.ThrowsAsync<RpcException>(async () =>
            await client.ResolveTenantAsync(new ResolveTenantRequest { Slug = "throw" }, Call())
        );

        Assert.Single(service.Logs.Entries, entry => entry.Level >= Microsoft.Extensions.Logging.LogLevel.Warning);
    }

    [Fact]
    public async Task Http_EndpointThrows_IsLoggedOnce()
    {
        using var response = await service.Http.GetAsync("/throw", Cancel);

        Assert.Single(service.Logs.Entries, entry => entry.Level >= Microsoft.Extensions.Logging.LogLevel.Warning);
    }

    [Fact]
    public async Task Grpc_NoToken_IsUnauthenticatedWithDetails()
    {
        var client = service.Get<Tenants.TenantsClient>();

        var exception = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.ResolveTenantAsync(new ResolveTenantRequest(), cancellationToken: Cancel)
        );

        Assert.Equal(StatusCode.Unauthenticated, exception.StatusCode);
        Assert.Equal("token_missing", exception.ToError().Code);
    }

    private void Identify() =>
        service.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            service.Get<IIdentityTokens>().Issue(Principal.ForService("test", Guid.Empty))
        );

    private static CallOptions Call() => GrpcCall.As(Principal.ForService("test", Guid.Empty), Cancel);

    private static void AssertSame(Error expected, Error actual)
    {
        if (expected is Invalid invalid)
        {
            Assert.Equal(invalid.Faults, Assert.IsType<Invalid>(actual).Faults);
            Assert.Equal((expected.Code, expected.Message), (actual.Code, actual.Message));
            return;
        }

        Assert.Equal(expected, actual);
    }

    internal sealed class FailingTenants : Tenants.TenantsBase
    {
        public override Task<ResolvedTenant> ResolveTenant(ResolveTenantRequest request, ServerCallContext context) =>
            request.Slug switch
            {
                "throw" => throw new InvalidOperationException("the secret"),
                "away" => throw RedisFault.Create(),
                _ => throw Errors[request.Slug].ToRpcException(),
            };
    }
}
