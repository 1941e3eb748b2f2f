using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.Contracts.Webhooks.V1;
using Chat.ServiceDefaults.Identity;
using Chat.Webhooks.Tests.Events;
using Grpc.Core;
using Grpc.Net.Client;

namespace Chat.Webhooks.Tests.Deliveries;

[Trait("Level", "Component")]
public sealed class DeliveryApiTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_SeveralPages_ReturnsAllNewestFirst()
    {
        await using var host = await StartAsync();
        var events = await DeliverAsync(host, 5);

        var first = await host.ListAsync("?limit=2");
        var second = await host.ListAsync($"?limit=2&cursor={first.NextCursor}");
        var third = await host.ListAsync($"?limit=2&cursor={second.NextCursor}");

        Assert.Equal([true, true, false], new[] { first, second, third }.Select(page => page.HasMore));
        Assert.Null(third.NextCursor);
        var listed = first.Data.Concat(second.Data).Concat(third.Data).ToList();
        Assert.Equal(events.Order(), listed.Select(d => d.EventId.ToString()).Order());
        Assert.Equal(listed.OrderByDescending(d => d.CreatedAt).Select(d => d.Id), listed.Select(d => d.Id));
    }

    [Fact]
    public async Task List_OtherTenant_SeesNothing()
    {
        await using var host = await StartAsync();
        await DeliverAsync(host, 1);

        Assert.Empty((await host.ListAsync("", Guid.CreateVersion7())).Data);
    }

    [Fact]
    public async Task Delivery_OtherTenant_IsNotFoundByAnyCall()
    {
        await using var host = await StartAsync();
        await DeliverAsync(host, 1);
        var id = (await host.ListAsync()).Data[0].Id;
        using var stranger = host.Client(Guid.CreateVersion7());

        using var read = await stranger.GetAsync($"/v1/webhooks/deliveries/{id}", Ending);
        using var redelivered = await stranger.PostAsync($"/v1/webhooks/deliveries/{id}/redeliver", null, Ending);

        Assert.Equal((HttpStatusCode.NotFound, "delivery_not_found"), (read.StatusCode, await CodeOf(read)));
        Assert.Equal(HttpStatusCode.NotFound, redelivered.StatusCode);
        Assert.False(Receiver.HasMore);
    }

    [Theory]
    [InlineData("?limit=0", "/limit")]
    [InlineData("?limit=101", "/limit")]
    [InlineData("?cursor=nonsense", "/cursor")]
    [InlineData("?state=lost", "/state")]
    public async Task List_BadQuery_NamesTheField(string query, string pointer)
    {
        await using var host = await StartAsync();
        using var client = host.Client();

        using var response = await client.GetAsync("/v1/webhooks/deliveries" + query, Ending);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Ending);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData(PrincipalKind.Visitor)]
    [InlineData(PrincipalKind.PublishableKey)]
    [InlineData(PrincipalKind.User)]
    public async Task Calls_WithoutTheSecretKey_AreForbidden(PrincipalKind kind)
    {
        await using var host = await StartAsync();
        using var client = host.Client(kind: kind);

        using var deliveries = await client.GetAsync("/v1/webhooks/deliveries", Ending);
        using var subscriptions = await client.GetAsync("/v1/webhooks/subscriptions", Ending);
        var grpc = await Assert.ThrowsAsync<RpcException>(async () =>
            await GrpcClient(host).ListDeliveriesAsync(new ListDeliveriesRequest(), Call(host, kind))
        );

        Assert.Equal(HttpStatusCode.Forbidden, deliveries.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, subscriptions.StatusCode);
        Assert.Equal(StatusCode.PermissionDenied, grpc.StatusCode);
    }

    [Fact]
    public async Task Calls_WithoutAnIdentity_AreRefused()
    {
        await using var host = await StartAsync();

        using var response = await host.Kestrel.Http.GetAsync("/v1/webhooks/deliveries", Ending);
        var grpc = await Assert.ThrowsAsync<RpcException>(async () =>
            await GrpcClient(host).RedeliverAsync(new RedeliverRequest(), cancellationToken: Ending)
        );

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(StatusCode.Unauthenticated, grpc.StatusCode);
    }

    [Fact]
    public async Task Grpc_ListAndRedeliver_ShowTheSameDeliveries()
    {
        await using var host = await StartAsync();
        var eventId = (await DeliverAsync(host, 1))[0];
        var client = GrpcClient(host);

        var list = await client.ListDeliveriesAsync(
            new ListDeliveriesRequest { State = Contracts.Webhooks.V1.DeliveryState.Delivered },
            Call(host)
        );
        var again = await client.RedeliverAsync(
            new RedeliverRequest { DeliveryId = list.Deliveries[0].Id },
            Call(host)
        );

        Assert.Equal(eventId, Assert.Single(list.Deliveries).EventId);
        Assert.NotNull(list.Deliveries[0].DeliveredAt);
        Assert.Equal(list.Deliveries[0].Id, again.Id);
        Assert.Equal(eventId, (await Receiver.ReceiveAsync()).EventId);
    }

    [Theory]
    [InlineData("not an id")]
    [InlineData("01890000-0000-7000-8000-000000000000")]
    public async Task Grpc_RedeliverUnknown_IsNotFound(string id)
    {
        await using var host = await StartAsync();

        var fault = await Assert.ThrowsAsync<RpcException>(async () =>
            await GrpcClient(host).RedeliverAsync(new RedeliverRequest { DeliveryId = id }, Call(host))
        );

        Assert.Equal(StatusCode.NotFound, fault.StatusCode);
    }

    private async Task<List<string>> DeliverAsync(WebhooksHost host, int count)
    {
        var events = new List<string>();
        for (var i = 1; i <= count; i++)
        {
            var posted = MessagePostedBuilder.Build(sequence: i);
            await host.PublishAsync(posted);
            await host.WaitForAsync(posted.Header.EventId, "delivered");
            await Receiver.ReceiveAsync();
            events.Add(posted.Header.EventId);
        }

        return events;
    }

    private static Contracts.Webhooks.V1.Deliveries.DeliveriesClient GrpcClient(WebhooksHost host) =>
        new(GrpcChannel.ForAddress(host.Kestrel.GrpcAddress));

    private static CallOptions Call(WebhooksHost host, PrincipalKind kind = PrincipalKind.SecretKey) =>
        new(new Metadata { { "authorization", "Bearer " + host.Token(kind: kind) } }, cancellationToken: Ending);

    private static async Task<string?> CodeOf(HttpResponseMessage response)
    {
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Ending);
        return problem.GetProperty("code").GetString();
    }
}
