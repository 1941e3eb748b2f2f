using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.CannedResponses;

/// <summary>The REST edge of canned responses: how they are kept.</summary>
internal static class CannedResponseEdits
{
    private const string Editors = "Needs a manager, an admin or a secret key.";

    public static void Map(RouteGroupBuilder responses)
    {
        var edits = responses.MapGroup("").AddEndpointFilter(DemandEditorAsync);
        edits
            .MapPost("", CreateAsync)
            .WithSummary("Creates a canned response")
            .WithDescription(Editors)
            .Produces<CannedResponseAnswer>(StatusCodes.Status201Created)
            .WithProblems(400, 409, 413);
        edits
            .MapPatch("{id:guid}", UpdateAsync)
            .WithSummary("Changes a canned response")
            .WithDescription($"Only the fields sent; with If-Match only the version it names. {Editors}")
            .Produces<CannedResponseAnswer>()
            .WithProblems(400, 404, 409, 412, 413);
        edits
            .MapDelete("{id:guid}", DeleteAsync)
            .WithSummary("Deletes a canned response")
            .WithDescription(Editors)
            .Produces(StatusCodes.Status204NoContent)
            .WithProblems(404);
        edits
            .MapPost("reorder", ReorderAsync)
            .WithSummary("Puts canned responses in order")
            .WithDescription($"The first gets position 1. {Editors}")
            .Produces(StatusCodes.Status204NoContent)
            .WithProblems(400, 413);
    }

    private static async ValueTask<object?> DemandEditorAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    ) =>
        CannedResponsesAccess.ToChange(context.HttpContext.GetPrincipal()) is { } forbidden
            ? forbidden.ToHttpResult()
            : await next(context);

    private static async Task<IResult> CreateAsync(
        CannedResponseBody body,
        [FromHeader(Name = "Idempotency-Key"), Description("Chosen by the caller; 1 to 255 characters.")]
            string? idempotencyKey,
        HttpContext context,
        CreateCannedResponseHandler handler,
        CancellationToken cancellationToken
    )
    {
        var made = await handler.HandleAsync(
            context.GetPrincipal(),
            body.ApplyTo(null),
            idempotencyKey,
            cancellationToken
        );
        return made.Match(
            response =>
            {
                context.Response.Headers.ETag = ExpectedVersion.TagOf(response.Version);
                return (IResult)
                    TypedResults.Created($"/v1/canned-responses/{response.Id}", CannedResponseAnswer.From(response));
            },
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> UpdateAsync(
        Guid id,
        CannedResponseBody body,
        [FromHeader(Name = "If-Match"), Description("The ETag it was made from.")] string? ifMatch,
        HttpContext context,
        UpdateCannedResponseHandler handler,
        CancellationToken cancellationToken
    )
    {
        var expected = ExpectedVersion.Parse(ifMatch);
        var changed = await handler.HandleAsync(context.GetPrincipal(), id, body.ApplyTo, expected, cancellationToken);
        return CannedResponseEndpoints.Answer(changed, context);
    }

    private static async Task<IResult> DeleteAsync(
        Guid id,
        HttpContext context,
        CannedResponseWrites writes,
        CancellationToken cancellationToken
    ) =>
        await writes.DeleteAsync(context.GetPrincipal().TenantId, id, cancellationToken)
            ? TypedResults.NoContent()
            : new CannedResponseNotFound().ToHttpResult();

    private static async Task<IResult> ReorderAsync(
        ReorderBody body,
        HttpContext context,
        CannedResponseWrites writes,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var ids = body.Ids ?? [];
        if (ids.Count is 0 or > CannedResponseWrites.Limit || ids.Distinct().Count() < ids.Count)
        {
            return Invalid
                .Field("/ids", "count", $"Must be 1 to {CannedResponseWrites.Limit}, none twice.")
                .ToHttpResult();
        }

        await writes.ReorderAsync(
            context.GetPrincipal().TenantId,
            ids,
            time.GetUtcNow().UtcDateTime,
            cancellationToken
        );
        return TypedResults.NoContent();
    }
}
