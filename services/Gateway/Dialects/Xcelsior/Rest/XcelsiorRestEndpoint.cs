using System.Text.Json;
using Chat.Gateway.Json;
using Chat.Gateway.RateLimits;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Http.Features;

namespace Chat.Gateway.Dialects.Xcelsior.Rest;

/// <summary>The edge of the dialect's requests: who asks, with which body, and how it is answered.</summary>
internal sealed class XcelsiorRestEndpoint(XcelsiorProof proof, RateLimiter limiter, XcelsiorRestServices services)
{
    /// <summary>Of the company only.</summary>
    public RequestDelegate ForCompany(XcelsiorHandler handler) =>
        context => HandleAsync(context, proof.OfCompanyAsync, handler);

    /// <summary>Of the company, and of a widget for its own conversation.</summary>
    public RequestDelegate ForCustomers(XcelsiorHandler handler) =>
        context => HandleAsync(context, OfCustomerAsync, handler);

    private async Task HandleAsync(
        HttpContext context,
        Func<HttpContext, CancellationToken, ValueTask<Result<Principal>>> identify,
        XcelsiorHandler handler
    )
    {
        var cancellationToken = context.RequestAborted;
        var answer = await AnswerAsync(context, identify, handler, cancellationToken);
        await (
            answer.IsSuccess
                ? XcelsiorAnswers.WriteAsync(context, answer.Value.Status, answer.Value.Write, cancellationToken)
                : XcelsiorAnswers.WriteErrorAsync(context, answer.Error, cancellationToken)
        );
    }

    private async Task<Result<XcelsiorAnswer>> AnswerAsync(
        HttpContext context,
        Func<HttpContext, CancellationToken, ValueTask<Result<Principal>>> identify,
        XcelsiorHandler handler,
        CancellationToken cancellationToken
    )
    {
        var principal = await identify(context, cancellationToken);
        if (!principal.IsSuccess)
        {
            return principal.Error;
        }
        try
        {
            var body = await ReadAsync(context, cancellationToken);
            return body.IsSuccess
                ? await handler(new XcelsiorCall(context, principal.Value, body.Value, services), cancellationToken)
                : body.Error;
        }
        catch (BadHttpRequestException bad) when (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new TooLarge("body_too_large", "The body is over the limit.");
        }
    }

    // What widgets write is counted like their messages.
    private async ValueTask<Result<Principal>> OfCustomerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var principal = await proof.OfCustomerAsync(context, cancellationToken);
        if (
            !principal.IsSuccess
            || principal.Value.Kind == PrincipalKind.SecretKey
            || HttpMethods.IsGet(context.Request.Method)
        )
        {
            return principal;
        }
        var limited = await limiter.CountAsync(context, principal.Value, RateTrust.Nobody, cancellationToken);
        return limited is null ? principal : limited;
    }

    private static async Task<Result<JsonElement>> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true })
        {
            return default(JsonElement);
        }
        var body = await JsonBody.ReadAsync(context.Request, cancellationToken);
        if (!body.IsSuccess)
        {
            return body.Error;
        }
        using var json = body.Value;
        if (JsonBody.FindUnreadable(json.RootElement) is { } pointer)
        {
            return Invalid.Field(pointer, "wrong_type", "Must be text, in valid Unicode.");
        }
        return json.RootElement.ValueKind == JsonValueKind.Object
            ? json.RootElement.Clone()
            : MalformedJson.NotAnObject;
    }
}
