using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Customers;

/// <summary>Forgets a customer.</summary>
internal sealed class DeleteCustomerHandler(CustomerWork work, TimeProvider time)
{
    public async Task<Result> HandleAsync(Guid tenantId, Guid id, CancellationToken cancellationToken)
    {
        var deleted = await work.RunAsync<Guid>(
            tenantId,
            async transaction =>
            {
                if (await transaction.LockAsync(id, cancellationToken) is not { } customer)
                {
                    return new CustomerNotFound();
                }

                await transaction.DeleteAsync(customer, Customer.Moment(time), cancellationToken);
                return customer.Id;
            },
            cancellationToken
        );
        return deleted.IsSuccess ? Result.Success : deleted.Error;
    }
}
