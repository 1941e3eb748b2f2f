using System.Text.Json;
using Chat.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Chat.ServiceDefaults.Tests.Errors;

/// <summary>Answers the framework gives without a body.</summary>
public sealed class HttpStatusErrorsTests
{
    [Theory]
    [InlineData(400, "bad_request")]
    [InlineData(401, "unauthenticated")]
    [InlineData(403, "forbidden")]
    [InlineData(404, "not_found")]
    [InlineData(405, "method_not_allowed")]
    [InlineData(406, "bad_request")]
    [InlineData(408, "bad_request")]
    [InlineData(411, "bad_request")]
    [InlineData(413, "body_too_large")]
    [InlineData(415, "unsupported_media_type")]
    [InlineData(431, "bad_request")]
    [InlineData(500, "internal_error")]
    [InlineData(502, "internal_error")]
    [InlineData(599, "internal_error")]
    public async Task Write_Status_KeepsItAndNamesTheProblem(int status, string code)
    {
        var (context, body) = await WriteAsync(status, contentType: null);

        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(status, context.Response.StatusCode);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal("urn:chat:problem:" + code, problem.GetProperty("type").GetString());
        Assert.Equal("/v1/things", problem.GetProperty("instance").GetString());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("detail").GetString()));
        Assert.Equal("application/problem+json", context.Response.ContentType);
        Assert.Equal("no-store", context.Response.Headers.CacheControl);
    }

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    [InlineData("APPLICATION/GRPC")]
    public async Task Write_GrpcCall_IsLeftToTheEngine(string contentType)
    {
        var (context, body) = await WriteAsync(404, contentType);

        Assert.Empty(body);
        Assert.Null(context.Response.ContentType);
    }

    [Fact]
    public async Task Write_Head_HasLengthAndNoBody()
    {
        var (context, body) = await WriteAsync(404, contentType: null, HttpMethods.Head);

        Assert.Empty(body);
        Assert.True(context.Response.ContentLength > 0);
    }

    private static async Task<(HttpContext Context, byte[] Body)> WriteAsync(
        int status,
        string? contentType,
        string method = "GET"
    )
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Request.Path = "/v1/things";
        context.Request.Method = method;
        context.Request.ContentType = contentType;
        context.Response.Body = body;
        context.Response.StatusCode = status;

        await HttpStatusErrors.WriteAsync(
            new StatusCodeContext(context, new StatusCodePagesOptions(), _ => Task.CompletedTask)
        );
        await context.Response.BodyWriter.FlushAsync(TestContext.Current.CancellationToken);
        return (context, body.ToArray());
    }
}
