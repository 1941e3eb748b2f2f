using Chat.Contracts.Sessions.V1;
using Chat.Sessions.Live;

namespace Chat.Sessions.Tests.Signals;

public sealed class SignalMailboxTests
{
    private readonly SignalMailbox box = new(capacity: 2);

    [Fact]
    public void Put_SameKey_TheNewestWins()
    {
        Assert.True(box.Put(Typing("a", typing: true)));
        Assert.False(box.Put(Typing("a", typing: false)));

        Assert.False(Assert.Single(TakeAll()).Typing.Typing_);
    }

    [Fact]
    public void Put_MoreKeysThanRoom_TellsThatSomeWereLostAndGoesOn()
    {
        foreach (var key in (string[])["a", "b", "c"])
        {
            box.Put(Typing(key, typing: true));
        }

        box.Put(Typing("a", typing: false));

        Assert.Equal(["a", "b", "lost"], TakeAll().Select(signal => signal.Key));
        Assert.True(box.Put(Typing("c", typing: true)));
        Assert.Equal(["c"], TakeAll().Select(signal => signal.Key));
    }

    private List<Signal> TakeAll()
    {
        var taken = new List<Signal>();
        box.TakeAll(taken);
        return taken;
    }

    private static Signal Typing(string key, bool typing) =>
        new()
        {
            Key = key,
            Typing = new Typing { Typing_ = typing },
        };
}
