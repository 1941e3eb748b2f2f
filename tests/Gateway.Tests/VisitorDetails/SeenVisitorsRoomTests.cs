using Chat.Gateway.ClientAddresses;
using Chat.Gateway.Tests.Live;
using Chat.Gateway.VisitorDetails;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.VisitorDetails;

public sealed class SeenVisitorsRoomTests
{
    private readonly SeenVisitors visitors;

    public SeenVisitorsRoomTests()
    {
        var time = new FakeTimeProvider();
        var reader = new SeenVisitorReader(Options.Create(new ProxiesOptions()), time);
        visitors = new SeenVisitors(reader, Options.Create(new VisitorDetailsOptions { MaxWaiting = 1 }), time);
    }

    [Fact]
    public void Note_NoRoom_IsSeenTheNextTime()
    {
        Note("v-1");
        Note("v-2");
        Assert.Equal("v-1", Next());

        Note("v-2");

        Assert.Equal("v-2", Next());
        Note("v-2");
        Assert.Null(Next());
    }

    private void Note(string visitor) =>
        visitors.Note(new DefaultHttpContext(), LiveScene.Reader with { Subject = visitor }, page: null);

    private string? Next() => visitors.Waiting.TryRead(out var seen) ? seen.Subject : null;
}
