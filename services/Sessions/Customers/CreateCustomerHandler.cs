using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Outbox;
using Chat.Sessions.Tags;
using Npgsql;

namespace Chat.Sessions.Customers;

/// <summary>Makes a customer that the company vouches for.</summary>
internal sealed class CreateCustomerHandler(
    NpgsqlDataSource source,
    CustomerStore store,
    LabelPools pools,
    IOutboxSignal outbox,
    TimeProvider time
)
{
    public async Task<Result<Customer>> HandleAsync(CreateCustomer request, CancellationToken cancellationToken)
    {
        var wrong =
            CustomerValidator.Validate(request.Change)
            ?? await pools.CheckCategoryAsync(request.TenantId, request.Change.UserCategory, cancellationToken);
        if (wrong is not null)
        {
            return wrong;
        }

        var profile = request.Change.ApplyTo(CustomerProfile.Empty);
        if (profile is { Email: null, ExternalId: null })
        {
            return new CustomerUnnamed();
        }

        var customer = Customer.New(profile, isVerified: true, Customer.Moment(time));
        return await TryAddAsync(request, customer, cancellationToken) is { } made
            ? made
            : await ExplainAsync(request, profile, cancellationToken);
    }

    // The connection is given back before anything else is asked: many that each hold one and wait for another never end.
    private async Task<Customer?> TryAddAsync(
        CreateCustomer request,
        Customer customer,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await CustomerTransaction.BeginAsync(source, request.TenantId, cancellationToken);
        if (await transaction.TryAddAsync(customer, request.IdempotencyKey, cancellationToken) is not { } made)
        {
            return null;
        }

        await transaction.CommitAsync(cancellationToken);
        outbox.Notify();
        return made;
    }

    // The request of before, or somebody else with the same email or external id.
    private async Task<Result<Customer>> ExplainAsync(
        CreateCustomer request,
        CustomerProfile profile,
        CancellationToken cancellationToken
    )
    {
        if (
            request.IdempotencyKey is { } key
            && await store.FindByIdempotencyKeyAsync(request.TenantId, key, cancellationToken) is { } before
        )
        {
            return before;
        }

        return
            profile.Email is { } email
            && await store.FindByEmailAsync(request.TenantId, email, cancellationToken) is not null
            ? new EmailTaken()
            : new ExternalIdTaken();
    }
}

/// <summary>A customer somebody wants.</summary>
internal sealed record CreateCustomer
{
    public required Guid TenantId { get; init; }
    public required CustomerChange Change { get; init; }
    public required string? IdempotencyKey { get; init; }
}
