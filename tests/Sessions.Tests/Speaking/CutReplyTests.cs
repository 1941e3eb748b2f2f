using Chat.Sessions.Conversations;
using Chat.Sessions.Tests.Testing;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Speaking;

/// <summary>Replies that are cut off before their speaker opened a call, which is how it hears of such things.</summary>
[Trait("Level", "Component")]
public sealed class CutReplyTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    [Fact]
    public async Task Begin_AfterTheTakeOver_IsToldToStopAndItsTextIsKept()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        await sessions.A.Get<ConversationChange>().TakeOverAsync(visitor.Principal.TenantId, Id(posted));

        var kept = await BeginAndStopAsync(posted, "Beca", "taken_over");

        Assert.Equal(Wire.MessageState.Interrupted, kept.State);
        Assert.Equal("taken_over", kept.InterruptionReason);
        Assert.Equal("Beca", kept.Text);
        Assert.Equal(kept, (await visitor.ListAsync(posted.Conversation.Id)).Messages[^1]);
    }

    [Fact]
    public async Task Begin_AfterTheEndOfTheConversation_IsToldThatItWasStopped()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        var closed = await sessions
            .A.Get<ConversationChange>()
            .MoveAsync(
                new ConversationKey(visitor.Principal.TenantId, Id(posted)),
                ConversationActor.System,
                new ConversationMove { Action = ConversationAction.Close },
                TestContext.Current.CancellationToken
            );
        Assert.True(closed.IsSuccess);

        var kept = await BeginAndStopAsync(posted, "Beca", "stopped");

        Assert.Equal("stopped", kept.InterruptionReason);
    }

    [Fact]
    public async Task Begin_OfACutReplyThatIsKept_IsRefused()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        await sessions.A.Get<ConversationChange>().TakeOverAsync(visitor.Principal.TenantId, Id(posted));
        await SpeakingCaller.AnswerAsync(visitor, posted, "Because.");
        using var speaking = new SpeakingCaller(visitor.At(sessions.B));

        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });

        var refusal = await Caller.RefusalAsync(speaking.NextAsync);
        Assert.Equal(StatusCode.Aborted, refusal.StatusCode);
    }

    private async Task<Wire.Message> BeginAndStopAsync(Wire.PostMessageResponse posted, string text, string reason)
    {
        using var speaking = new SpeakingCaller(visitor.At(sessions.B));
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted, text) });
        Assert.NotNull((await speaking.NextAsync()).Granted);
        Assert.Equal(reason, (await speaking.NextAsync()).Stop.Reason);
        await speaking.SendAsync(
            new Wire.SpeakRequest
            {
                Commit = new Wire.SpeakCommit
                {
                    Text = text,
                    State = Wire.MessageState.Interrupted,
                    InterruptionReason = reason,
                },
            }
        );
        return (await speaking.NextAsync()).Committed.Message;
    }

    private static Guid Id(Wire.PostMessageResponse posted) => Guid.Parse(posted.Conversation.Id);
}
