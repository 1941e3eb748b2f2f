using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Outbox;
using Chat.Sessions.Data;
using Npgsql;

namespace Chat.Sessions.Customers;

/// <summary>Work on customers that happens as a whole, told to the bus once it is durable.</summary>
internal sealed class CustomerWork(NpgsqlDataSource source, IOutboxSignal outbox)
{
    // Each further one needs somebody else who changes the same customers at the same moment.
    private const int MaxTries = 3;

    /// <summary>
    /// Does the work in one transaction; an error undoes it. It is done again when it gives null (somebody else has just
    /// made what it would make), or when two such works wait for each other's customers.
    /// </summary>
    public async Task<Result<T>> RunAsync<T>(
        Guid tenantId,
        Func<CustomerTransaction, Task<Result<T>?>> work,
        CancellationToken cancellationToken
    )
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            try
            {
                await using var transaction = await CustomerTransaction.BeginAsync(source, tenantId, cancellationToken);
                if (await work(transaction) is not { } result)
                {
                    continue;
                }

                if (result.IsSuccess)
                {
                    await transaction.CommitAsync(cancellationToken);
                    outbox.Notify();
                }

                return result;
            }
            catch (PostgresException exception) when (Deadlock.Ended(exception))
            {
                // The next round sees what the other did.
                await Deadlock.PauseAsync(tries, cancellationToken);
            }
        }

        return new CustomerContended();
    }
}
