using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Customers;
using Chat.Sessions.VisitorDetails;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Visitors;

/// <summary>The gRPC edge of visitors.</summary>
[Authorize]
internal sealed class VisitorsGrpcService(
    IIdentityTokens tokens,
    UpdateMeHandler update,
    LinkVisitorHandler link,
    CollectHandler collect
) : Wire.Visitors.VisitorsBase
{
    public override async Task<IdentifyResponse> Identify(IdentifyRequest request, ServerCallContext context)
    {
        var person = Person.Of(context.GetPrincipal());
        if (!person.IsSuccess)
        {
            throw person.Error.ToRpcException();
        }

        var identified =
            request.UserIdentity.Length > 0
                ? await LinkAsync(person.Value, request.UserIdentity, context.CancellationToken)
                : await update.HandleAsync(person.Value, ToChange(request), context.CancellationToken);
        return identified.IsSuccess ? ToWire(identified.Value) : throw identified.Error.ToRpcException();
    }

    [Authorize(Policies.Service)]
    public override async Task<CollectResponse> Collect(CollectRequest request, ServerCallContext context)
    {
        var seen = DetailsMapping.ToDomain(request);
        if (!seen.IsSuccess)
        {
            throw seen.Error.ToRpcException();
        }

        await collect.HandleAsync(seen.Value, context.CancellationToken);
        return new CollectResponse();
    }

    private async Task<Result<Me>> LinkAsync(Person person, string userIdentity, CancellationToken cancellationToken)
    {
        var user = tokens.Validate(userIdentity);
        if (!user.IsSuccess)
        {
            return user.Error;
        }

        if (
            user.Value.Kind is not PrincipalKind.User
            || user.Value.TenantId != person.TenantId
            || person.Kind is not Conversations.AuthorKind.Visitor
        )
        {
            return new NobodyToKnow();
        }

        var request = new LinkVisitor
        {
            TenantId = person.TenantId,
            VisitorId = person.Subject,
            UserId = user.Value.Subject,
        };
        return await link.HandleAsync(request, cancellationToken);
    }

    private static CustomerChange ToChange(IdentifyRequest request) =>
        new()
        {
            Name = NullIfEmpty(request.Name.Trim()),
            Email = NullIfEmpty(request.Email.Trim()),
            Phone = NullIfEmpty(request.Phone.Trim()),
        };

    private static IdentifyResponse ToWire(Me me) =>
        new()
        {
            VisitorId = me.Id,
            CustomerId = me.CustomerId?.ToString() ?? "",
            Name = me.Name ?? "",
            Email = me.Email ?? "",
            Phone = me.Phone ?? "",
        };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
