using Chat.Sessions.Conversations;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Conversations;

/// <summary>
/// Whatever is done to a conversation, in whatever order and at whichever instance: after each step its row is what
/// <see cref="ModelledConversation"/> says, and its log has no gap.
/// </summary>
[Trait("Level", "Component")]
public sealed class ConversationModelTests(SessionsFixture sessions)
{
    private const int Steps = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Steps_AnyOrder_KeepRowAndLogAsTheModelSays(int seed)
    {
        var (random, model) = (new Random(seed), new ModelledConversation());
        var cast = await ConversationCast.StartAsync(sessions);
        model.CustomerSays();
        var steps = new List<string>();
        for (var step = 0; step < Steps; step++)
        {
            steps.Add(await StepAsync(random, model, cast));

            var (expected, found) = (Describe(model), Describe(await cast.StateAsync()));
            Assert.True(expected == found, $"{string.Join("; ", steps)}\nexpected {expected}\nfound    {found}");
        }

        var log = await cast.LogAsync();
        Assert.Equal(Enumerable.Range(1, log.Count).Select(sequence => (long)sequence), log.Select(it => it.Sequence));
        Assert.Equal(model.Last, log.Count);
    }

    private static async Task<string> StepAsync(Random random, ModelledConversation model, ConversationCast cast)
    {
        switch (random.Next(12))
        {
            case < 2:
                return await AskAsync(random, model, cast);
            case < 4:
                var isNote = random.Next(2) == 0;
                var isWritten = await cast.WriteAsync(random, isNote);
                Assert.Equal(isNote ? model.Note() : model.CompanySays(isPerson: true), isWritten);
                return isNote ? "note" : "agent says";
            case < 6:
                var (byCustomer, upTo) = (random.Next(2) == 0, random.NextInt64(model.Last + 3));
                model.Read(await cast.ReadAsync(random, byCustomer, upTo), upTo);
                return $"{(byCustomer ? "customer" : "agent")} reads {upTo}";
            case 6:
                var sequence = random.NextInt64(model.Last) + 1;
                var isDeleted = await cast.DeleteAsync(random, sequence);
                if (isDeleted)
                {
                    model.Delete(sequence);
                }

                return $"delete {sequence}";
            default:
                var (action, agent) = await cast.MoveAsync(random, mayArchive: model.Last > Steps / 2);
                model.Move(action, agent);
                return $"{action}";
        }
    }

    private static async Task<string> AskAsync(Random random, ModelledConversation model, ConversationCast cast)
    {
        var asked = await cast.AskAsync(random);
        Assert.Equal(model.CustomerSays(), asked is not null);
        if (asked is not var (posted, reply))
        {
            return "customer is refused";
        }

        Assert.Equal(model.Last, posted.Message.Sequence);
        Assert.Equal(model.Mode is ConversationMode.Ai, reply is not null);
        if (reply is null)
        {
            return "customer says";
        }

        model.CompanySays(isPerson: false);
        Assert.Equal(model.Last, reply.Sequence);
        return "customer asks and is answered";
    }

    private static string Describe(ModelledConversation model) =>
        $"{model.Status} {model.Mode} last {model.Last} revision {model.Revision} count {model.Count} "
        + $"unread {model.UnreadByAgents}/{model.UnreadByCustomer} agent {model.Agent} "
        + $"queued {model.Status is ConversationStatus.Queued} resolved {model.IsResolved} ended {model.IsEnded} "
        + $"responded {model.HasFirstResponse}";

    private static string Describe(ConversationState row) =>
        $"{row.Status} {row.Mode} last {row.LastSequence} revision {row.Revision} count {row.MessageCount} "
        + $"unread {row.UnreadByAgents}/{row.UnreadByCustomer} agent {row.AssignedAgentId} "
        + $"queued {row.QueuedAt is not null} resolved {row.ResolvedAt is not null} ended {row.ClosedAt is not null} "
        + $"responded {row.FirstResponseAt is not null}";
}
