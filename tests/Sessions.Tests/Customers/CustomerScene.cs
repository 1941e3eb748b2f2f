using System.Net;
using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Google.Protobuf;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Customers;

/// <summary>A tenant of its own, with its backend.</summary>
internal sealed class CustomerScene(SessionsInstance instance)
{
    public Caller Backend { get; } = Caller.Of(instance, PrincipalKind.SecretKey);

    public Guid TenantId => Backend.Principal.TenantId;

    public Caller Somebody(PrincipalKind kind) => Caller.Of(instance, kind, TenantId);

    public async Task<JsonElement> CreateAsync(object body)
    {
        var (status, created) = await Backend.SubmitAsync("/v1/customers", body);
        Assert.Equal(HttpStatusCode.Created, status);
        return created;
    }

    public async Task<Wire.EnsureCustomerResponse> EnsureAsync(
        Wire.EnsureCustomerRequest request,
        SessionsInstance? at = null
    ) =>
        await (at ?? instance)
            .Customers.EnsureCustomerAsync(request, Backend.Options(TestContext.Current.CancellationToken))
            .ResponseAsync.WithTimeout();

    /// <summary>The events about customers in the outbox, in their order.</summary>
    public async Task<List<IMessage>> EventsAsync()
    {
        await using var command = instance.Admin.CreateCommand(
            "select type, payload from outbox where tenant_id = $1 and type like '%.Customer%' order by position"
        );
        command.Parameters.AddWithValue(TenantId);
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<IMessage> events = [];
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            var type = EventsReflection.Descriptor.MessageTypes.Single(known => known.FullName == row.GetString(0));
            events.Add(type.Parser.ParseFrom(row.GetFieldValue<byte[]>(1)));
        }

        return events;
    }
}
