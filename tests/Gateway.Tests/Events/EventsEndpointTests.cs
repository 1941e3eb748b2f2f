using System.Net;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.Events;

public sealed class EventsEndpointTests : GatewayTest
{
    private const string Path = $"/v1/conversations/{FakeReplies.ConversationId}/events";

    private const string FailedReply = "0190e000-0000-7000-8000-00000000000f";

    [Fact]
    public async Task Get_Visitor_FollowsTheConversation()
    {
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());
        var getting = client.GetAsync(
            new Uri(Path, UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead,
            Cancelled
        );
        var live = Gateway.Fakes.Live;
        var subscribe = await live.NextAsync(Cancelled);
        await live.ConfirmAsync(subscribe);
        using var reader = new StreamReader(await (await getting).Content.ReadAsStreamAsync(Cancelled));

        await live.SendAsync(
            subscribe,
            new LogEntry
            {
                Sequence = 1,
                Message = new Message
                {
                    Id = "m",
                    Sequence = 1,
                    Text = "Hi",
                },
            },
            new LogEntry
            {
                Sequence = 1,
                ReplyStarted = new ReplyStarted { ReplyId = FakeReplies.ReplyId },
            },
            new LogEntry
            {
                Sequence = 1,
                ReplyDelta = new ReplyDelta { ReplyId = FakeReplies.ReplyId, Text = "Yo" },
            },
            new LogEntry { Sequence = 2, Message = FakeReplies.Message("Yo") },
            new LogEntry
            {
                Sequence = 2,
                ReplyStarted = new ReplyStarted { ReplyId = FailedReply },
            },
            new LogEntry
            {
                Sequence = 2,
                ReplyEnded = new ReplyEnded { ReplyId = FailedReply },
            }
        );

        Assert.Equal(
            ["message 7.1", $"reply 7.1.{FakeReplies.ReplyId}.0", $"delta 7.1.{FakeReplies.ReplyId}.2", "message 7.2"],
            [await NextAsync(reader), await NextAsync(reader), await NextAsync(reader), await NextAsync(reader)]
        );
        Assert.Equal([$"reply 7.2.{FailedReply}.0", "ended 7.2"], [await NextAsync(reader), await NextAsync(reader)]);
    }

    [Fact]
    public async Task Get_InstanceStopsBeforeTheStreamStands_SaysToComeBack()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);
        var getting = client.GetAsync(new Uri(Path, UriKind.Relative), Cancelled);
        await Gateway.Fakes.Live.NextAsync(Cancelled);

        Gateway.BeginStop();
        using var response = await getting.WithTimeout();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains(
            "server_stopping",
            await response.Content.ReadAsStringAsync(Cancelled),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Get_AfterParameter_BeginsBehindIt()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);
        var getting = client.GetAsync(new Uri(Path + "?after=7.3", UriKind.Relative), Cancelled);

        var subscribe = await Gateway.Fakes.Live.NextAsync(Cancelled);
        await Gateway.Fakes.Live.EndAsync(subscribe, SubscriptionEnded.Types.Reason.NotFound);

        Assert.Equal((7L, 3L), (subscribe.Cursor.Epoch, subscribe.Cursor.Sequence));
        Assert.Equal(HttpStatusCode.NotFound, (await getting).StatusCode);
    }

    [Fact]
    public async Task Get_WithSignals_TheyComeWithoutAnId()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);
        var getting = client.GetAsync(
            new Uri(Path + "?signals=true", UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead,
            Cancelled
        );
        var subscribe = await Gateway.Fakes.Live.NextAsync(Cancelled);
        await Gateway.Fakes.Live.ConfirmAsync(subscribe);
        using var reader = new StreamReader(await (await getting).Content.ReadAsStreamAsync(Cancelled));

        await Gateway.Fakes.Live.SendAsync(
            subscribe.SubscriptionId,
            new Signal { Key = "new" },
            new Signal
            {
                Key = "c",
                CustomerPresence = new CustomerPresence { ConversationId = "c", Status = PresenceStatus.Away },
            },
            new Signal { Key = "lost", Lost = new SignalsLost() }
        );

        Assert.True(subscribe.Signals);
        Assert.Equal(
            [
                "event: signal",
                """data: {"type":"customer","conversationId":"c","status":"away"}""",
                "",
                "event: signal",
                """data: {"type":"lost"}""",
                "",
            ],
            await NextAsync(reader, 6)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Get_GoesOnAfterAnInterruption_TellsThatSignalsMayHaveGoneBy(bool signals)
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);
        var getting = client.GetAsync(
            new Uri(Path + (signals ? "?signals=true" : ""), UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead,
            Cancelled
        );
        var live = Gateway.Fakes.Live;
        var subscribe = await live.NextAsync(Cancelled);
        await live.ConfirmAsync(subscribe);
        using var reader = new StreamReader(await (await getting).Content.ReadAsStreamAsync(Cancelled));

        await live.EndAsync(subscribe, SubscriptionEnded.Types.Reason.Lagged);
        subscribe = await live.NextAsync(Cancelled);
        await live.ConfirmAsync(subscribe);
        var message = new Message { Id = "m", Sequence = 1 };
        await live.SendAsync(subscribe, new LogEntry { Sequence = 1, Message = message });

        string[] lost = signals ? ["event: signal", """data: {"type":"lost"}""", ""] : [];
        Assert.Equal([.. lost, "event: message"], await NextAsync(reader, lost.Length + 1));
    }

    [Fact]
    public async Task Get_SignalsNeitherTrueNorFalse_IsRefused()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);

        using var response = await client.GetAsync(new Uri(Path + "?signals=yes", UriKind.Relative), Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("/signals", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_LogWasRebuilt_BeginsWithAReset()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);
        var getting = client.GetAsync(
            new Uri(Path + "?after=6.3", UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead,
            Cancelled
        );
        var subscribe = await Gateway.Fakes.Live.NextAsync(Cancelled);

        await Gateway.Fakes.Live.ConfirmAsync(subscribe, reset: true);
        using var reader = new StreamReader(await (await getting).Content.ReadAsStreamAsync(Cancelled));

        Assert.Equal("reset 7.0", await NextAsync(reader));
    }

    [Fact]
    public async Task Get_LogIsRebuiltMeanwhile_TellsItAndGoesOn()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);
        var (reader, subscribe) = await FollowAsync(client);
        using var _ = reader;

        await Gateway.Fakes.Live.ConfirmAsync(subscribe, reset: true);
        var message = new Message { Id = "m", Sequence = 1 };
        await Gateway.Fakes.Live.SendAsync(subscribe, new LogEntry { Sequence = 1, Message = message });

        Assert.Equal(
            ["event: reset", "id: 7.0", """data: {"epoch":7}""", "", "event: message", "id: 7.1"],
            await NextAsync(reader, 6)
        );
    }

    [Fact]
    public async Task Get_ConversationIsGoneMeanwhile_SaysSoAndEnds()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);
        var (reader, subscribe) = await FollowAsync(client);
        using var _ = reader;

        await Gateway.Fakes.Live.EndAsync(subscribe, SubscriptionEnded.Types.Reason.NotFound);

        var rest = await reader.ReadToEndAsync(Cancelled).WithTimeout();
        Assert.Contains("event: error\n", rest, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"conversation_not_found\"", rest, StringComparison.Ordinal);
        Assert.Contains("\"retryable\":false", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ClientLeaves_TheSubscriptionEnds()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);
        var getting = client.GetAsync(
            new Uri(Path, UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead,
            Cancelled
        );
        var subscribe = await Gateway.Fakes.Live.NextAsync(Cancelled);
        await Gateway.Fakes.Live.ConfirmAsync(subscribe);

        (await getting).Dispose();

        await Eventually.TrueAsync(() => Gateway.Fakes.Live.Unsubscribed.Contains(subscribe.SubscriptionId), Cancelled);
    }

    [Fact]
    public async Task Get_TwoReaders_ShareOneCall()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);
        var first = client.GetAsync(new Uri(Path, UriKind.Relative), Cancelled);
        var second = client.GetAsync(new Uri(Path, UriKind.Relative), Cancelled);

        var live = Gateway.Fakes.Live;
        await live.EndAsync(await live.NextAsync(Cancelled), SubscriptionEnded.Types.Reason.NotFound);
        await live.EndAsync(await live.NextAsync(Cancelled), SubscriptionEnded.Types.Reason.NotFound);
        await Task.WhenAll(first, second);

        Assert.Equal(1, live.Calls);
    }

    [Fact]
    public async Task Get_PublishableKey_IsRefused()
    {
        using var client = Gateway.NewClient();

        using var response = await client.GetAsync(new Uri(Path, UriKind.Relative), Cancelled);

        Assert.Equal("visitor_token_required", await Answers.CodeAsync(response, Cancelled));
    }

    private async Task<(StreamReader Reader, Subscribe Subscribe)> FollowAsync(HttpClient client)
    {
        var getting = client.GetAsync(
            new Uri(Path, UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead,
            Cancelled
        );
        var subscribe = await Gateway.Fakes.Live.NextAsync(Cancelled);
        await Gateway.Fakes.Live.ConfirmAsync(subscribe);
        return (new StreamReader(await (await getting).Content.ReadAsStreamAsync(Cancelled)), subscribe);
    }

    // Lines behind the first event's name.
    private static async Task<List<string>> NextAsync(StreamReader reader, int count)
    {
        var lines = new List<string>();
        while (lines.Count < count && await reader.ReadLineAsync(Cancelled) is { } line)
        {
            if (lines.Count > 0 || line.StartsWith("event: ", StringComparison.Ordinal))
            {
                lines.Add(line);
            }
        }
        return lines;
    }

    private static async Task<string> NextAsync(StreamReader reader)
    {
        var name = "";
        while (await reader.ReadLineAsync(Cancelled) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line[7..];
            }
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                return $"{name} {line[4..]}";
            }
        }
        return "end";
    }
}
