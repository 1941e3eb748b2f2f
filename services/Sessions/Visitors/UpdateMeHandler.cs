using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Customers;

namespace Chat.Sessions.Visitors;

/// <summary>
/// Takes what somebody says of itself. Who is proven to be a customer changes that customer; what anybody else says is
/// noted as said, and leads to a customer that is not verified.
/// </summary>
internal sealed class UpdateMeHandler(CustomerWork work, TimeProvider time)
{
    public async Task<Result<Me>> HandleAsync(Person person, CustomerChange said, CancellationToken cancellationToken)
    {
        if (CustomerValidator.Validate(said) is { } invalid)
        {
            return invalid;
        }

        return await work.RunAsync(
            person.TenantId,
            transaction => TryAsync(transaction, person, said, cancellationToken),
            cancellationToken
        );
    }

    // Null: somebody else made the customer at the same time; it is there now.
    private async Task<Result<Me>?> TryAsync(
        CustomerTransaction transaction,
        Person person,
        CustomerChange said,
        CancellationToken cancellationToken
    )
    {
        var now = Customer.Moment(time);
        var identity = await transaction.LockIdentityAsync(person.Kind, person.Subject, cancellationToken);
        if (identity.IsBlocked)
        {
            return new CustomerBlocked();
        }

        if (person.Kind is AuthorKind.User && !identity.IsProven)
        {
            // The user's token is older than the deletion of its customer.
            var known = await transaction.OfUserAsync(person.Subject, now, cancellationToken);
            if (known is null)
            {
                return null;
            }

            identity = identity with { CustomerId = known.Id, IsProven = true };
        }

        if (identity is { IsProven: true, CustomerId: { } customerId })
        {
            return await ChangeProfileAsync(transaction, identity, customerId, said, now, cancellationToken);
        }

        var claims = Merge(identity.Claims, said);
        var customer = claims.Email is null ? null : await transaction.ClaimedAsync(claims, now, cancellationToken);
        if (claims.Email is not null && customer is null)
        {
            return null;
        }

        return await transaction.ClaimAsync(identity with { Claims = claims }, customer, now, cancellationToken);
    }

    private static async Task<Result<Me>> ChangeProfileAsync(
        CustomerTransaction transaction,
        Identity identity,
        Guid customerId,
        CustomerChange said,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        // Locked rows follow the identity: it cannot be without its customer.
        var customer = (await transaction.LockAsync(customerId, cancellationToken))!;
        if (
            said.Email is { } email
            && CustomerProfile.KeyOf(email) != CustomerProfile.KeyOf(customer.Profile.Email ?? "")
        )
        {
            return new EmailFixed();
        }

        var profile = (said with { Email = null }).ApplyTo(customer.Profile);
        var changed = await transaction.ChangeAsync(customer, profile, customer.IsVerified, now, cancellationToken);
        return Me.Of(identity, changed);
    }

    private static Claims Merge(Claims claims, CustomerChange said) =>
        new()
        {
            Name = Said(said.Name, claims.Name),
            Email = Said(said.Email, claims.Email),
            Phone = Said(said.Phone, claims.Phone),
        };

    private static string? Said(string? text, string? before) =>
        text is null ? before
        : text.Length == 0 ? null
        : text;
}
