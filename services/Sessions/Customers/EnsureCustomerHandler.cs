using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Outbox;
using Npgsql;

namespace Chat.Sessions.Customers;

/// <summary>Finds a customer by what the company says of it, or makes it.</summary>
internal sealed class EnsureCustomerHandler(NpgsqlDataSource source, IOutboxSignal outbox, TimeProvider time)
{
    // Each further one needs somebody who made and somebody who deleted the customer meanwhile.
    private const int MaxTries = 3;

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

        for (var tries = 0; tries < MaxTries; tries++)
        {
            await using var transaction = await CustomerTransaction.BeginAsync(source, tenantId, cancellationToken);
            if (await TryAsync(transaction, known, cancellationToken) is not { } ensured)
            {
                continue;
            }

            if (ensured.IsSuccess)
            {
                await transaction.CommitAsync(cancellationToken);
                outbox.Notify();
            }

            return ensured;
        }

        return new CustomerContended();
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
            var made = Customer.New(known.ApplyTo(CustomerProfile.Empty), isVerified: true, now);
            var isMade = await transaction.TryAddAsync(made, null, cancellationToken);
            return isMade ? (Result<EnsuredCustomer>?)new EnsuredCustomer(made, IsNew: true) : null;
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
