using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.Attachments;

/// <summary>The REST edge of attachments.</summary>
internal static class AttachmentEndpoints
{
    private const string Path = "/v1/attachments";
    private const string ContentPath = Path + "/{id:guid}/content";

    // The most that settings allow.
    private const long MaxBytes = 100 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapPost(Path, AnnounceAsync)
            .WithSummary("Announces a file")
            .WithDescription(
                "Answers where to PUT its bytes within 5 minutes, and the address to put into a message. Size, types and "
                    + "whether files are wanted at all: settings `files`. At most 20 announced files may wait for their bytes."
            )
            .Produces<AttachmentAnswer>(StatusCodes.Status201Created)
            .WithProblems(400, 409, 413, 429);
        endpoints
            .MapDelete(Path + "/{id:guid}", DeleteAsync)
            .WithSummary("Deletes a file")
            .WithDescription(
                "Its bytes go, its links lead nowhere, and its room is free. One's own; managers and secret keys any."
            )
            .Produces(StatusCodes.Status204NoContent)
            .WithProblems(404);
        endpoints
            .MapPut(ContentPath, UploadAsync)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .AddOpenApiOperationTransformer(AttachmentDescription.AddUploadAsync)
            .WithSummary("Uploads a file")
            .WithDescription("The link is the permission. The bytes must be as many and of the type as announced.")
            .Produces<AttachmentAnswer>()
            .WithProblems(400, 404, 409);
        endpoints
            .MapGet(ContentPath, DownloadAsync)
            .WithSummary("Reads a file")
            .WithDescription("The link is the permission. Pictures are shown, other files are downloaded.")
            .Produces(StatusCodes.Status200OK)
            .AddOpenApiOperationTransformer(AttachmentDescription.AddDownloadAsync)
            .WithProblems(404);
    }

    private static async Task<IResult> AnnounceAsync(
        AttachmentBody body,
        HttpContext context,
        AnnounceAttachmentHandler handler,
        AttachmentLinks links,
        CancellationToken cancellationToken
    )
    {
        var announced = await handler.HandleAsync(context.GetPrincipal(), body, cancellationToken);
        return announced.Match(
            attachment =>
                TypedResults.Created(
                    (string?)null,
                    AttachmentAnswer.From(attachment, links, PublicOrigin.Of(context.Request))
                ),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> DeleteAsync(
        Guid id,
        HttpContext context,
        DeleteAttachmentHandler handler,
        CancellationToken cancellationToken
    )
    {
        var deleted = await handler.HandleAsync(context.GetPrincipal(), id, cancellationToken);
        return deleted.Match(() => TypedResults.NoContent(), error => error.ToHttpResult());
    }

    private static async Task<IResult> UploadAsync(
        Guid id,
        [Description("From uploadUrl.")] string? token,
        HttpContext context,
        UploadHandler handler,
        AttachmentLinks links,
        CancellationToken cancellationToken
    )
    {
        var uploaded = await handler.HandleAsync(id, token, context.Request.Body, cancellationToken);
        return uploaded.Match(
            attachment => TypedResults.Ok(AttachmentAnswer.From(attachment, links, PublicOrigin.Of(context.Request))),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> DownloadAsync(
        Guid id,
        [Description("From attachmentUrl.")] string? token,
        AttachmentLinks links,
        AttachmentStore store,
        CancellationToken cancellationToken
    )
    {
        var tenantId = links.ReadDownload(id, token);
        var found = tenantId is { } tenant ? await store.FindAsync(tenant, id, cancellationToken) : null;
        return found is { StoredAt: not null }
            ? new AttachmentContent(found, store)
            : new AttachmentNotFound().ToHttpResult();
    }
}
