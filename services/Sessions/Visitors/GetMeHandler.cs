using Chat.Sessions.Customers;

namespace Chat.Sessions.Visitors;

/// <summary>What a visitor or user may know of itself.</summary>
internal sealed class GetMeHandler(IdentityStore identities, CustomerStore customers)
{
    public async Task<Me> HandleAsync(Person person, CancellationToken cancellationToken)
    {
        var identity = await identities.FindAsync(person.TenantId, person.Kind, person.Subject, cancellationToken);
        var customer = identity is { IsProven: true, CustomerId: { } id }
            ? await customers.FindAsync(person.TenantId, id, cancellationToken)
            : null;
        return Me.Of(identity, customer);
    }
}
