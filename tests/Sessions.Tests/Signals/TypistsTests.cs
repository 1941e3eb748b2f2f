using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;
using Chat.Sessions.Signals;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Tests.Signals;

public sealed class TypistsTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly Told told = new();
    private readonly Typists typists;
    private readonly Guid tenant = Ids.New();
    private readonly Guid conversation = Ids.New();
    private readonly Author author = new(AuthorKind.Visitor, "v", "Vera");

    public TypistsTests() => typists = new Typists(told, Options.Create(new SignalsOptions { MaxTyping = 2 }), time);

    public void Dispose() => typists.Dispose();

    [Fact]
    public void Set_StartsWithinTwoSeconds_AreToldOnce()
    {
        Set(typing: true);
        time.Advance(TimeSpan.FromSeconds(1.9));
        Set(typing: true);
        time.Advance(TimeSpan.FromSeconds(0.1));
        Set(typing: true);

        Assert.Equal([true, true], told.Typing);
    }

    [Fact]
    public void Set_Stopped_IsToldOnceAndTheNextStartAtOnce()
    {
        Set(typing: true);
        Set(typing: false);
        Set(typing: false);
        Set(typing: true);

        Assert.Equal([true, false, true], told.Typing);
    }

    [Fact]
    public void EndLate_RenewedStart_EndsThirtySecondsAfterIt()
    {
        Set(typing: true);
        time.Advance(TimeSpan.FromSeconds(1));
        Set(typing: true);
        time.Advance(TimeSpan.FromSeconds(29.9));
        typists.EndLate();
        Assert.Equal([true], told.Typing);

        time.Advance(TimeSpan.FromSeconds(0.1));
        typists.EndLate();

        Assert.Equal([true, false], told.Typing);
    }

    [Fact]
    public void Set_MoreThanFit_AreIgnored()
    {
        foreach (var id in (string[])["a", "b", "c"])
        {
            typists.Set(tenant, conversation, author with { Id = id }, isTyping: true);
        }

        Assert.Equal(2, told.Typing.Count);
    }

    private void Set(bool typing) => typists.Set(tenant, conversation, author, typing);

    private sealed class Told : ISignals
    {
        public List<bool> Typing { get; } = [];

        public void Publish(Guid tenantId, SignalTopic topic, Signal signal) =>
            Typing.Add(Assert.IsType<TypingSignal>(signal).IsTyping);
    }
}
