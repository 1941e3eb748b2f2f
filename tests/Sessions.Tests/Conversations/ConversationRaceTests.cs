using Chat.Sessions.Conversations;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Conversations;

/// <summary>
/// Many do things to one conversation at the same moment, at two instances; behind that the log reads as if they had done
/// them one after the other, and the row is what the log says.
/// </summary>
[Trait("Level", "Component")]
public sealed class ConversationRaceTests(SessionsFixture sessions)
{
    private const int Actors = 6;
    private const int Steps = 25;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Steps_OfManyAtOnce_AreAsOneAfterTheOther(int seed)
    {
        var cast = await ConversationCast.StartAsync(sessions);

        await Task.WhenAll(Enumerable.Range(0, Actors).Select(n => ActAsync(new Random((seed * 100) + n), cast)));

        var (log, row) = (await cast.LogAsync(), await cast.StateAsync());
        AssertOneAfterTheOther(log);
        AssertSaidWhenItMightBe(log);
        await AssertRowAsync(cast, row, log);
        Assert.Equal(
            (long)log.Count,
            await cast.ScalarAsync(
                "select count(*) from outbox where tenant_id = (select tenant_id from conversations where id = $1) "
                    + "and type in ('chat.events.v1.MessagePosted', 'chat.events.v1.ConversationChanged')"
            )
        );
    }

    private static async Task ActAsync(Random random, ConversationCast cast)
    {
        for (var step = 0; step < Steps; step++)
        {
            switch (random.Next(10))
            {
                case < 3:
                    await cast.AskAsync(random);
                    break;
                case < 5:
                    await cast.WriteAsync(random, isNote: random.Next(3) == 0);
                    break;
                case 5:
                    await cast.ReadAsync(random, byCustomer: random.Next(2) == 0, random.NextInt64(2 * Steps));
                    break;
                case 6:
                    await cast.DeleteAsync(random, sequence: 1);
                    break;
                default:
                    await cast.MoveAsync(random, mayArchive: false);
                    break;
            }
        }
    }

    private static void AssertOneAfterTheOther(List<Wire.Message> log)
    {
        Assert.Equal(Enumerable.Range(1, log.Count).Select(sequence => (long)sequence), log.Select(it => it.Sequence));
        var times = log.Select(it => it.CreatedAt.ToDateTime()).ToList();
        Assert.Equal(times.Order(), times);
        var (status, revision) = (Wire.ConversationStatus.Open, 0L);
        foreach (var happened in log.Select(it => it.Event).OfType<Wire.ConversationEvent>())
        {
            Assert.Equal(++revision, happened.Revision);
            Assert.Equal(status, From(happened) ?? status);
            status = happened.Status;
        }
    }

    private static Wire.ConversationStatus? From(Wire.ConversationEvent happened) =>
        happened.StatusChanged?.From ?? happened.Assigned?.From ?? happened.Unassigned?.From;

    // A customer's message goes nowhere but into what takes it; a person's into anything that is live.
    private static void AssertSaidWhenItMightBe(List<Wire.Message> log)
    {
        var status = Wire.ConversationStatus.Open;
        foreach (var entry in log)
        {
            if (entry.Event is { } happened)
            {
                status = happened.Status;
                continue;
            }

            var takes = ConversationTransitions.IsLive((ConversationStatus)status);
            Assert.True(
                entry.Author.Kind is Wire.AuthorKind.Visitor or Wire.AuthorKind.User
                    ? takes && status is not Wire.ConversationStatus.Pending
                    : takes || entry.State is Wire.MessageState.Interrupted,
                $"{entry.Author.Kind} said {entry.Sequence} while {status}."
            );
        }
    }

    private static async Task AssertRowAsync(ConversationCast cast, ConversationState row, List<Wire.Message> log)
    {
        var last = log.Last(entry => entry.Event is not null).Event;
        Assert.Equal(
            (last.Status, last.Mode, last.Revision, log[^1].Sequence),
            ((Wire.ConversationStatus)row.Status, (Wire.ConversationMode)row.Mode, row.Revision, row.LastSequence)
        );
        Assert.Equal(last.AssignedAgentId, row.AssignedAgentId?.ToString() ?? "");
        Assert.Equal(row.Status is ConversationStatus.Queued, row.QueuedAt is not null);
        var said = log.Where(entry => entry.Event is null && entry.Visibility is not Wire.MessageVisibility.Internal)
            .ToLookup(entry => entry.Author.Kind is Wire.AuthorKind.Visitor or Wire.AuthorKind.User);
        Assert.Equal(said.Sum(side => side.Count()), row.MessageCount);
        foreach (
            var (byCustomer, unread, kinds) in new[]
            {
                (true, row.UnreadByAgents, "3"),
                (false, row.UnreadByCustomer, "1, 2"),
            }
        )
        {
            var read = await cast.ScalarAsync(
                $"select coalesce(max(read), 0) from conversation_receipts where conversation_id = $1 and kind in ({kinds})"
            );
            Assert.Equal(said[byCustomer].Count(entry => entry.Sequence > (long)read!), unread);
        }
    }
}
