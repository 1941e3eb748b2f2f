using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Paging;
using Chat.Sessions.Tenants;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.Keys;

/// <summary>The REST edge of keys; for secret keys only.</summary>
internal static class KeyEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var keys = endpoints.MapGroup("/v1/keys").AddEndpointFilter(DemandSecretKeyAsync).WithProblems();
        keys.MapGet("", ListAsync).WithSummary("Lists API keys").Produces<ListAnswer<KeyAnswer>>().WithProblems(400);
        keys.MapPost("", CreateAsync)
            .WithSummary("Creates an API key")
            .WithDescription("The key itself is in this answer only. A retry under the same key answers without it.")
            .Produces<KeyAnswer>(StatusCodes.Status201Created)
            .WithProblems(400, 409);
        keys.MapGet("{id:guid}", GetAsync).WithSummary("Gets an API key").Produces<KeyAnswer>().WithProblems(404);
        keys.MapDelete("{id:guid}", DeleteAsync)
            .WithSummary("Revokes an API key")
            .WithDescription("As POST .../revoke, without an answer.")
            .Produces(StatusCodes.Status204NoContent)
            .WithProblems(404);
        keys.MapPost("{id:guid}/rotate", RotateAsync)
            .WithSummary("Replaces an API key")
            .WithDescription("A new key with the same rights; the old one runs out after a grace.")
            .Produces<KeyAnswer>(StatusCodes.Status201Created)
            .WithProblems(400, 404, 409);
        keys.MapPost("{id:guid}/revoke", RevokeAsync)
            .WithSummary("Revokes an API key")
            .WithDescription("It holds for 30 s at most from now on. Revoking it again changes nothing.")
            .Produces<KeyAnswer>()
            .WithProblems(404);
    }

    private static async ValueTask<object?> DemandSecretKeyAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    ) =>
        context.HttpContext.GetPrincipal().Kind is PrincipalKind.SecretKey
            ? await next(context)
            : new KeysForbidden().ToHttpResult();

    private static async Task<IResult> ListAsync(
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("1 to 100, default 50.")] int? limit,
        ListKeysHandler keys,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Parse(cursor, limit);
        if (!page.IsSuccess)
        {
            return page.Error.ToHttpResult();
        }

        var found = await keys.HandleAsync(page.Value.Cursor, page.Value.Limit, cancellationToken);
        return TypedResults.Ok(
            ListAnswer.Of(found, page.Value.Limit, key => KeyAnswer.From(key, null), key => key.Id.ToString())
        );
    }

    private static async Task<IResult> GetAsync(Guid id, ListKeysHandler keys, CancellationToken cancellationToken)
    {
        var found = await keys.FindAsync(id, cancellationToken);
        return found.Match(key => TypedResults.Ok(KeyAnswer.From(key, null)), error => error.ToHttpResult());
    }

    private static async Task<IResult> CreateAsync(
        CreateKeyBody body,
        [FromHeader(Name = "Idempotency-Key"), Description("Chosen by the caller; 1 to 255 characters.")]
            string? idempotencyKey,
        HttpContext context,
        CreateKeyHandler handler,
        CancellationToken cancellationToken
    )
    {
        var request = new CreateKey
        {
            TenantId = context.GetPrincipal().TenantId,
            Kind = body.Kind switch
            {
                "publishable" => KeyKind.Publishable,
                "secret" => KeyKind.Secret,
                _ => default,
            },
            Name = body.Name ?? "",
            AllowedOrigins = body.AllowedOrigins ?? [],
            IdempotencyKey = idempotencyKey,
        };
        return Answer(await handler.HandleAsync(request, cancellationToken));
    }

    private static async Task<IResult> RotateAsync(
        Guid id,
        RotateKeyBody? body,
        [FromHeader(Name = "Idempotency-Key"), Description("Chosen by the caller; 1 to 255 characters.")]
            string? idempotencyKey,
        HttpContext context,
        RotateKeyHandler handler,
        CancellationToken cancellationToken
    )
    {
        var grace = body?.GraceSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : RotateKeyHandler.DefaultGrace;
        var request = new RotateKey(context.GetPrincipal().TenantId, id, grace, idempotencyKey);
        return Answer(await handler.HandleAsync(request, cancellationToken));
    }

    private static async Task<IResult> RevokeAsync(
        Guid id,
        RevokeKeyHandler handler,
        CancellationToken cancellationToken
    )
    {
        var revoked = await handler.HandleAsync(id, cancellationToken);
        return revoked.Match(key => TypedResults.Ok(KeyAnswer.From(key, null)), error => error.ToHttpResult());
    }

    private static async Task<IResult> DeleteAsync(
        Guid id,
        RevokeKeyHandler handler,
        CancellationToken cancellationToken
    )
    {
        var revoked = await handler.HandleAsync(id, cancellationToken);
        return revoked.Match(_ => TypedResults.NoContent(), error => error.ToHttpResult());
    }

    private static IResult Answer(Result<CreatedKey> created) =>
        created.Match(
            made => TypedResults.Created($"/v1/keys/{made.Key.Id}", KeyAnswer.From(made.Key, made.Secret)),
            error => error.ToHttpResult()
        );
}
