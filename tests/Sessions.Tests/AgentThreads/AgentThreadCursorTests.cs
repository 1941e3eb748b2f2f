using Chat.Sessions.AgentThreads;

namespace Chat.Sessions.Tests.AgentThreads;

public sealed class AgentThreadCursorTests
{
    private const string Id = "01a2181b-20a0-7710-a39b-19b7f8b64e5d";

    [Fact]
    public void Of_AThread_IsReadAsItWas()
    {
        var activeAt = new DateTime(2026, 11, 28, 9, 30, 1, DateTimeKind.Utc).AddMicroseconds(7);
        var thread = new AgentThread
        {
            Id = Guid.ParseExact(Id, "D"),
            IsDirect = true,
            Members = [],
            LastSequence = 3,
            Read = 1,
            CreatedAt = activeAt.AddDays(-1),
            LastActivityAt = activeAt,
        };

        var cursor = AgentThreadCursor.Parse(AgentThreadCursor.Of(thread));

        Assert.Equal(new AgentThreadCursor(activeAt, thread.Id), cursor);
        Assert.Equal(DateTimeKind.Utc, cursor!.Value.ActiveAt.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("_")]
    [InlineData(Id)]
    [InlineData("1_")]
    [InlineData("_" + Id)]
    [InlineData("-1_" + Id)]
    [InlineData("1 _" + Id)]
    [InlineData("1_" + Id + "_1")]
    [InlineData("1_01a2181b20a07710a39b19b7f8b64e5d")]
    [InlineData("3155378976000000000_" + Id)]
    [InlineData("99999999999999999999_" + Id)]
    public void Parse_SomethingElse_IsNone(string text) => Assert.Null(AgentThreadCursor.Parse(text));

    [Theory]
    [InlineData("0_" + Id)]
    [InlineData("3155378975999999999_" + Id)]
    public void Parse_FirstAndLastMoment_IsACursor(string text) => Assert.NotNull(AgentThreadCursor.Parse(text));

    [Fact]
    public void From_AThread_CountsWhatIsBehindTheMark()
    {
        var thread = new AgentThread
        {
            Id = Guid.ParseExact(Id, "D"),
            Title = "Night shift",
            IsDirect = false,
            Members = [],
            LastSequence = 7,
            Read = 5,
            CreatedAt = DateTime.UnixEpoch,
            LastActivityAt = DateTime.UnixEpoch.AddDays(1),
        };

        var answer = AgentThreadAnswer.From(thread);

        Assert.Equal(
            (thread.Id, "Night shift", false, 7L, 2L, thread.CreatedAt, thread.LastActivityAt),
            (
                answer.Id,
                answer.Title,
                answer.IsDirect,
                answer.LastSequence,
                answer.UnreadCount,
                answer.CreatedAt,
                answer.LastActivityAt
            )
        );
    }
}
