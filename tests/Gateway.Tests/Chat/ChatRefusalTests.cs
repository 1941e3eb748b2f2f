using System.Net;
using System.Net.Http.Json;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults.Errors;
using Chat.Testing.Time;
using Grpc.Core;

namespace Chat.Gateway.Tests.Chat;

/// <summary>Requests that are answered with an error instead of a stream.</summary>
public sealed class ChatRefusalTests : GatewayTest
{
    [Theory]
    [InlineData("{\"message\":\"\"}", HttpStatusCode.BadRequest, "invalid_request")]
    [InlineData("{\"message\":1,\"locale\":2}", HttpStatusCode.BadRequest, "invalid_request")]
    [InlineData("{", HttpStatusCode.BadRequest, "malformed_json")]
    [InlineData("", HttpStatusCode.BadRequest, "malformed_json")]
    public async Task Post_InvalidBody_IsAProblem(string body, HttpStatusCode status, string code)
    {
        using var client = Gateway.NewClient();

        using var response = await client.PostAsync(
            new Uri("/v1/chat", UriKind.Relative),
            Answers.Json(body),
            Cancelled
        );

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, await Answers.CodeAsync(response, Cancelled));
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Post_BodyOverTheLimit_Is413()
    {
        using var client = Gateway.NewClient();

        using var response = await client.PostAsJsonAsync(
            "/v1/chat",
            new { message = new string('x', 70_000) },
            Cancelled
        );

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Post_NoJson_Is415()
    {
        using var client = Gateway.NewClient();

        using var response = await client.PostAsync(
            new Uri("/v1/chat", UriKind.Relative),
            new StringContent("message=Hi"),
            Cancelled
        );

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized, "unauthenticated")]
    [InlineData("pk_unknown", HttpStatusCode.Unauthorized, "key_invalid")]
    [InlineData("a.b.c", HttpStatusCode.Unauthorized, "token_invalid")]
    public async Task Post_BadCredentials_AreRefused(string? credential, HttpStatusCode status, string code)
    {
        using var client = Gateway.NewClient(credential);

        using var response = await client.PostAsJsonAsync("/v1/chat", new { message = "Hi" }, Cancelled);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, await Answers.CodeAsync(response, Cancelled));
    }

    [Theory]
    [InlineData(StatusCode.NotFound, HttpStatusCode.NotFound)]
    [InlineData(StatusCode.FailedPrecondition, HttpStatusCode.Conflict)]
    [InlineData(StatusCode.Unavailable, HttpStatusCode.ServiceUnavailable)]
    [InlineData(StatusCode.InvalidArgument, HttpStatusCode.BadRequest)]
    public async Task Post_RefusedBeforeAcceptance_IsAnHttpStatus(StatusCode refusal, HttpStatusCode status)
    {
        Gateway.Fakes.Replies.Handler = (_, _, _) => throw new RpcException(new Status(refusal, "no"));
        using var client = Gateway.NewClient();

        using var response = await client.PostAsJsonAsync("/v1/chat", new { message = "Hi" }, Cancelled);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Post_TextIsRefused_TheCallersFieldIsNamed()
    {
        Gateway.Fakes.Replies.Handler = (_, _, _) =>
            throw Invalid.Field("/text", "length", "Must have at most 1 UTF-16 units.").ToRpcException();
        using var client = Gateway.NewClient();

        using var response = await client.PostAsJsonAsync("/v1/chat", new { message = "Hi" }, Cancelled);

        var problem = await Answers.JsonAsync(response, Cancelled);
        Assert.Equal("/message", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.Equal("/message: Must have at most 1 UTF-16 units.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Post_InstanceStopsBeforeItIsStored_IsToldToSendItAgain()
    {
        var asked = new TaskCompletionSource();
        Gateway.Fakes.Replies.Handler = (_, _, context) =>
        {
            asked.SetResult();
            return new TaskCompletionSource().Task.WaitAsync(context.CancellationToken);
        };
        using var client = Gateway.NewClient();
        var asking = client.PostAsJsonAsync("/v1/chat", new { message = "Hi" }, Cancelled);
        await asked.Task.WithTimeout();

        Gateway.BeginStop();

        using var response = await asking.WithTimeout();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("server_stopping", await Answers.CodeAsync(response, Cancelled));
    }
}
