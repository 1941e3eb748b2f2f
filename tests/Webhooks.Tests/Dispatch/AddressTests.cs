using System.Net.Http.Json;
using Chat.Testing.Time;
using Chat.Webhooks.Subscriptions;
using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests.Dispatch;

/// <summary>A subscription gets another address while an attempt at the old one is under way.</summary>
[Trait("Level", "Component")]
public sealed class AddressTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    private const string Path = "/v1/webhooks/subscriptions";

    // Whatever counts opens the circuit, and whatever fails waits: only what is due at once comes in time.
    private static readonly (string, string)[] Strict =
    [
        ("Webhooks:Circuit:FailureThreshold", "1"),
        ("Webhooks:Circuit:Pause", "01:00:00"),
        ("Webhooks:Circuit:MaxPause", "01:00:00"),
        ("Webhooks:Dispatch:RetryDelays:0", "01:00:00"),
    ];

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(410)]
    [InlineData(500)]
    public async Task Attempt_AddressChangedMeanwhileAndTheOldOneFails_GoesToTheNewOne(int status)
    {
        await using var moved = await EndpointReceiver.StartAsync();
        await using var host = await WebhooksHost.StartAsync(Database, Broker, [], Strict);
        using var client = host.Client();
        var answer = AnswerLater();
        var id = await CreateAsync(client);
        var posted = MessagePostedBuilder.Build();
        await host.PublishAsync(posted);
        await Receiver.ReceiveAsync();

        await MoveAsync(client, id, moved.Url);
        answer.SetResult(status);

        Assert.Equal(posted.Header.EventId, (await moved.ReceiveAsync()).EventId);
        var delivery = await host.WaitForAsync(posted.Header.EventId, "delivered");
        Assert.Equal([status, 204], delivery.Attempts!.Select(attempt => attempt.Status));
        var subscription = await client.GetFromJsonAsync<SubscriptionResource>($"{Path}/{id}", Ending);
        Assert.True(subscription!.Enabled);
        Assert.Equal("closed", subscription.Circuit.State);
        Assert.DoesNotContain(host.Kestrel.Logs.Entries, entry => entry.EventId.Id is 4003 or 4008);
    }

    [Fact]
    public async Task Attempt_AddressChangedMeanwhileAndTheOldOneTakesIt_SaysNothingOfTheNewOne()
    {
        await using var moved = await EndpointReceiver.StartAsync();
        moved.AnswerAlways(500);
        await using var host = await WebhooksHost.StartAsync(Database, Broker, [], Strict);
        using var client = host.Client();
        var answer = AnswerLater();
        var id = await CreateAsync(client);
        var first = MessagePostedBuilder.Build();
        await host.PublishAsync(first);
        await Receiver.ReceiveAsync();
        await MoveAsync(client, id, moved.Url);
        await host.PublishAsync(MessagePostedBuilder.Build(conversationId: "other"));
        await Eventually.TrueAsync(async () => await StateAsync() == "open", Ending);

        answer.SetResult(204);

        await host.WaitForAsync(first.Header.EventId, "delivered");
        Assert.Equal("open", await StateAsync());

        async Task<string> StateAsync() =>
            (await client.GetFromJsonAsync<SubscriptionResource>($"{Path}/{id}", Ending))!.Circuit.State;
    }

    private TaskCompletionSource<int> AnswerLater()
    {
        var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Receiver.Answer(async context => context.Response.StatusCode = await answer.Task);
        return answer;
    }

    private async Task<Guid> CreateAsync(HttpClient client)
    {
        using var response = await client.PostAsJsonAsync(Path, new { url = Receiver.Url }, Ending);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<SubscriptionResource>(Ending))!.Id;
    }

    private static async Task MoveAsync(HttpClient client, Guid id, string url)
    {
        using var response = await client.PatchAsJsonAsync($"{Path}/{id}", new { url }, Ending);
        response.EnsureSuccessStatusCode();
    }
}
