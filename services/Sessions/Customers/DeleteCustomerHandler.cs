using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Outbox;
using Npgsql;

namespace Chat.Sessions.Customers;

/// <summary>Forgets a customer.</summary>
internal sealed class DeleteCustomerHandler(NpgsqlDataSource source, IOutboxSignal outbox, TimeProvider time)
{
    public async Task<Result> HandleAsync(Guid tenantId, Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await CustomerTransaction.BeginAsync(source, tenantId, cancellationToken);
        if (await transaction.LockAsync(id, cancellationToken) is not { } customer)
        {
            return new CustomerNotFound();
        }

        await transaction.DeleteAsync(customer, Customer.Moment(time), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        outbox.Notify();
        return Result.Success;
    }
}
