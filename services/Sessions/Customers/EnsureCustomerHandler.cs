using Chat.ServiceDefaults.Errors;
using Npgsql;

namespace Chat.Sessions.Customers;

/// <summary>Finds a customer by what the company says of it, or makes it.</summary>
internal sealed class EnsureCustomerHandler(CustomerWork work, TimeProvider time)
{
    public async Task<Result<EnsuredCustomer>> HandleAsync(
        Guid tenantId,
        CustomerChange known,
        CancellationToken cancellationToken
    )
    {
        if (CustomerValidator.Validate(known) is { } invalid)
        {
            return invalid;
        }

        if (known is { Email: null, ExternalId: null })
        {
            return new CustomerUnnamed();
        }

        return await work.RunAsync<EnsuredCustomer>(
            tenantId,
            async transaction =>
            {
                try
                {
                    return await TryAsync(transaction, known, cancellationToken);
                }
                catch (PostgresException taken) when (CustomerConflicts.Explain(taken) is not null)
                {
                    // Somebody else has just given another customer the email; it is seen in the next round.
                    return null;
                }
            },
            cancellationToken
        );
    }

    // Null: somebody else made it at the same time; it is there now.
    private async Task<Result<EnsuredCustomer>?> TryAsync(
        CustomerTransaction transaction,
        CustomerChange known,
        CancellationToken cancellationToken
    )
    {
        var now = Customer.Moment(time);
        var found = await transaction.LockKnownAsAsync(known.ExternalId, known.Email, cancellationToken);
        if (found.Count == 0)
        {
            var wanted = Customer.New(known.ApplyTo(CustomerProfile.Empty), isVerified: true, now);
            return await transaction.TryAddAsync(wanted, null, cancellationToken) is { } made
                ? (Result<EnsuredCustomer>?)new EnsuredCustomer(made, IsNew: true)
                : null;
        }

        var user = found.Find(customer => Is(customer.Profile.ExternalId, known.ExternalId));
        var other = found.Find(customer => customer != user);
        if (other is { Profile.ExternalId: not null } && known.ExternalId is not null)
        {
            return new EmailTaken();
        }

        var customer = (user, other) switch
        {
            ({ } into, { } from) => await transaction.MergeAsync(from, into, now, cancellationToken),
            _ => user ?? other!,
        };
        var profile = known.ApplyTo(customer.Profile);
        var changed = await transaction.ChangeAsync(customer, profile, isVerified: true, now, cancellationToken);
        return new EnsuredCustomer(changed, IsNew: false);
    }

    private static bool Is(string? externalId, string? known) =>
        known is not null && string.Equals(externalId, known, StringComparison.Ordinal);
}

/// <summary>The customer, and whether it came into being now.</summary>
internal sealed record EnsuredCustomer(Customer Customer, bool IsNew);
