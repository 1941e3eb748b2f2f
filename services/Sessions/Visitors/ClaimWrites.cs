using Chat.Sessions.Customers;

namespace Chat.Sessions.Visitors;

/// <summary>What becomes of claims that nobody proved.</summary>
internal static class ClaimWrites
{
    /// <summary>The customer with the claimed address, made when there is none. Null: somebody else is making it.</summary>
    public static async Task<Customer?> ClaimedAsync(
        this CustomerTransaction transaction,
        Claims claims,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        var found = await transaction.LockKnownAsAsync(null, claims.Email, cancellationToken);
        if (found.Count > 0)
        {
            return found[0];
        }

        var made = Customer.New(ProfileOf(claims), isVerified: false, now);
        return await transaction.TryAddAsync(made, null, cancellationToken);
    }

    /// <summary>Notes who an identity says it is. Null: nobody with an address.</summary>
    public static async Task<Me> ClaimAsync(
        this CustomerTransaction transaction,
        Identity identity,
        Customer? customer,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        var before = identity.CustomerId;
        if (customer is not null && customer.Id != before)
        {
            // Anybody can claim an address any number of times.
            var others = await transaction.CountIdentitiesAsync(customer.Id, cancellationToken);
            customer = others < IdentityWrites.MaxOfCustomer ? customer : null;
        }

        var claimed = identity with { CustomerId = customer?.Id };
        await transaction.PutAsync(claimed, now, cancellationToken);
        if (customer is { IsVerified: false })
        {
            customer = await transaction.TakeOverAsync(customer, identity.Claims, now, cancellationToken);
        }

        if (customer is not null)
        {
            await transaction.MarkBlockedAsync(customer, cancellationToken);
        }

        if (before is { } abandoned && abandoned != customer?.Id)
        {
            await transaction.AbandonAsync(abandoned, now, cancellationToken);
        }

        return Me.Of(claimed, customer);
    }

    /// <summary>Forgets a customer that was nothing but a claim, now that nobody claims it any more.</summary>
    public static async Task AbandonAsync(
        this CustomerTransaction transaction,
        Guid customerId,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        var left = await transaction.LockAsync(customerId, cancellationToken);
        if (
            left is { IsVerified: false }
            && left.Profile.IsClaimOnly
            && await transaction.CountIdentitiesAsync(left.Id, cancellationToken) == 0
        )
        {
            await transaction.DeleteAsync(left, now, cancellationToken);
        }
    }

    // Who alone says that it is somebody may correct that; of several, none takes the word of another.
    private static async Task<Customer> TakeOverAsync(
        this CustomerTransaction transaction,
        Customer customer,
        Claims claims,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        var said = ProfileOf(claims);
        var isAlone = await transaction.CountIdentitiesAsync(customer.Id, cancellationToken) == 1;
        var profile = isAlone
            ? customer.Profile with
            {
                Email = said.Email,
                Name = said.Name.Length > 0 ? said.Name : customer.Profile.Name,
                Phone = said.Phone ?? customer.Profile.Phone,
            }
            : customer.Profile.FilledWith(said);
        return await transaction.ChangeAsync(customer, profile, isVerified: false, now, cancellationToken);
    }

    private static CustomerProfile ProfileOf(Claims claims) =>
        new()
        {
            Email = claims.Email,
            Name = claims.Name ?? "",
            Phone = claims.Phone,
        };
}
