using System.Text.Json;
using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Faults;

/// <summary>Compares what visitors were promised with what is stored and what the webhook receiver got.</summary>
public static class StoredConversations
{
    public static async Task AssertKeptAsync(ChatSuite suite, ChatLoad load, CancellationToken cancellationToken)
    {
        var checkedMessages = 0;
        foreach (var record in load.Records.Where(record => record.ConversationId is not null))
        {
            var stored = await suite.Client.MessagesAsync(
                record.ConversationId!,
                record.VisitorToken!,
                cancellationToken
            );
            AssertGapFree(stored);
            AssertExactlyOnce(record, stored);
            AssertOrder(record, stored);
            checkedMessages += record.Acknowledged.Count;
        }

        Assert.True(checkedMessages > 0, "Nothing was acknowledged, so nothing was tested.");
        await AssertDeliveredAsync(suite, load, cancellationToken);
    }

    private static void AssertGapFree(List<JsonElement> stored)
    {
        var sequences = stored.Select(message => message.GetProperty("sequence").GetInt64()).ToList();
        Assert.Equal(Enumerable.Range(1, sequences.Count).Select(i => (long)i), sequences);
    }

    private static void AssertExactlyOnce(VisitorRecord record, List<JsonElement> stored)
    {
        var ids = stored.ConvertAll(message => message.GetProperty("id").GetString()!);
        foreach (var acknowledged in record.Acknowledged)
        {
            Assert.Single(ids, id => id == acknowledged);
        }

        foreach (var (replyId, text) in record.Replies)
        {
            var reply = stored.Single(message => message.GetProperty("id").GetString() == replyId);
            Assert.Equal(text, reply.GetProperty("text").GetString());
        }
    }

    private static void AssertOrder(VisitorRecord record, List<JsonElement> stored)
    {
        var visitorTexts = stored
            .Where(message => message.GetProperty("author").GetProperty("kind").GetString() == "visitor")
            .Select(message => message.GetProperty("text").GetString()!);
        Assert.Equal(record.Asked, visitorTexts.Take(record.Asked.Count));
    }

    private static async Task AssertDeliveredAsync(ChatSuite suite, ChatLoad load, CancellationToken cancellationToken)
    {
        foreach (var message in load.Records.SelectMany(record => record.Acknowledged))
        {
            await suite.Webhooks.WaitForMessageAsync(message, TimeSpan.FromMinutes(2), cancellationToken);
        }

        Assert.Empty(suite.Webhooks.BadSignatures);
    }
}
