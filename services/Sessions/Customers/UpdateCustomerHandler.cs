using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Settings;
using Chat.Sessions.Tags;
using Npgsql;

namespace Chat.Sessions.Customers;

/// <summary>Changes a customer for the company.</summary>
internal sealed class UpdateCustomerHandler(CustomerWork work, LabelPools pools, TimeProvider time)
{
    public async Task<Result<Customer>> HandleAsync(UpdateCustomer request, CancellationToken cancellationToken)
    {
        var wrong =
            CustomerValidator.Validate(request.Change)
            ?? await pools.CheckCategoryAsync(request.TenantId, request.Change.UserCategory, cancellationToken);
        if (wrong is not null)
        {
            return wrong;
        }

        try
        {
            return await work.RunAsync<Customer>(
                request.TenantId,
                async transaction => await ChangeAsync(transaction, request, cancellationToken),
                cancellationToken
            );
        }
        catch (PostgresException taken) when (CustomerConflicts.Explain(taken) is { } error)
        {
            return error;
        }
    }

    private async Task<Result<Customer>> ChangeAsync(
        CustomerTransaction transaction,
        UpdateCustomer request,
        CancellationToken cancellationToken
    )
    {
        var customer = await transaction.LockAsync(request.Id, cancellationToken);
        if (customer is null)
        {
            return new CustomerNotFound();
        }

        if (request.ExpectedVersion?.Allows(customer.Version) is false)
        {
            return new VersionMismatch();
        }

        var profile = request.Change.ApplyTo(customer.Profile);
        if (profile is { Email: null, ExternalId: null })
        {
            return new CustomerUnnamed();
        }

        return await transaction.ChangeAsync(
            customer,
            profile,
            customer.IsVerified || request.Change is { Email: not null } or { ExternalId: not null },
            Customer.Moment(time),
            cancellationToken
        );
    }
}

/// <summary>What shall become of a customer.</summary>
internal sealed record UpdateCustomer
{
    public required Guid TenantId { get; init; }
    public required Guid Id { get; init; }
    public required CustomerChange Change { get; init; }

    /// <summary>Null: any.</summary>
    public required ExpectedVersion? ExpectedVersion { get; init; }
}
