using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Customers;

namespace Chat.Sessions.Visitors;

/// <summary>
/// Joins a visitor's history with a customer's, on proof: a user token, or the company's word. From then on all of the
/// customer's proven identities see each other's conversations; nothing is rewritten, so old browsers go on working.
/// </summary>
internal sealed class LinkVisitorHandler(CustomerWork work, TimeProvider time)
{
    public Task<Result<Me>> HandleAsync(LinkVisitor request, CancellationToken cancellationToken) =>
        work.RunAsync(
            request.TenantId,
            transaction => TryAsync(transaction, request, cancellationToken),
            cancellationToken
        );

    // Null: somebody else made the customer at the same time; it is there now.
    private async Task<Result<Me>?> TryAsync(
        CustomerTransaction transaction,
        LinkVisitor request,
        CancellationToken cancellationToken
    )
    {
        var now = Customer.Moment(time);
        var identity = await transaction.LockIdentityAsync(AuthorKind.Visitor, request.VisitorId, cancellationToken);
        var customer = request.UserId is { } userId
            ? await transaction.OfUserAsync(userId, now, cancellationToken)
            : await transaction.LockAsync(request.CustomerId.GetValueOrDefault(), cancellationToken);
        if (customer is null)
        {
            return request.UserId is null ? (Result<Me>?)new CustomerNotFound() : null;
        }

        // Before anything is refused: a retry changes nothing, of whoever was blocked meanwhile or is linked to somebody who is.
        if (identity.IsProven && identity.CustomerId == customer.Id)
        {
            return Me.Of(identity, customer);
        }

        if (identity.IsBlocked)
        {
            return new CustomerBlocked();
        }

        if (identity.IsProven)
        {
            return new VisitorTaken();
        }

        return await LinkAsync(transaction, identity, customer, now, cancellationToken);
    }

    private static async Task<Result<Me>> LinkAsync(
        CustomerTransaction transaction,
        Identity identity,
        Customer customer,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        var others = await transaction.CountIdentitiesAsync(customer.Id, cancellationToken);
        if (
            identity.CustomerId != customer.Id
            && others >= IdentityWrites.MaxOfCustomer
            && !await transaction.MakeRoomAsync(customer.Id, cancellationToken)
        )
        {
            return new TooManyVisitors(IdentityWrites.MaxOfCustomer);
        }

        var linked = identity with { CustomerId = customer.Id, IsProven = true };
        await transaction.PutAsync(linked, now, cancellationToken);
        await transaction.MarkBlockedAsync(customer, cancellationToken);
        // The claimed address is not taken over: it may be anybody's.
        var said = new CustomerProfile { Name = identity.Claims.Name ?? "", Phone = identity.Claims.Phone };
        var filled = await transaction.ChangeAsync(
            customer,
            customer.Profile.FilledWith(said),
            customer.IsVerified,
            now,
            cancellationToken
        );
        if (identity.CustomerId is { } claimed && claimed != customer.Id)
        {
            await transaction.AbandonAsync(claimed, now, cancellationToken);
        }

        return Me.Of(linked, filled);
    }
}

/// <summary>A visitor that is proven to be a customer.</summary>
internal sealed record LinkVisitor
{
    public required Guid TenantId { get; init; }
    public required string VisitorId { get; init; }

    /// <summary>The user whose token was shown; null: <see cref="CustomerId"/> was named by the company.</summary>
    public string? UserId { get; init; }

    public Guid? CustomerId { get; init; }
}
