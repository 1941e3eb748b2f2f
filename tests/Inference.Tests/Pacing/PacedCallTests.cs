using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.Testing.Time;

namespace Chat.Inference.Pacing;

/// <summary>The call for a reply that takes its time, as its caller sees it.</summary>
[Trait("Level", "Component")]
public sealed class PacedCallTests(InferenceFixture service) : IClassFixture<InferenceFixture>
{
    [Fact]
    public async Task Reply_InItsPauses_HasSaidThatItHasCome()
    {
        using var call = service.Ask("Why?", ReplyScene.Visitor, new ReplyPace { DebounceMilliseconds = 60_000 });

        await call.ResponseHeadersAsync.WithTimeout();

        Assert.False(call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).IsCompleted);
    }
}
