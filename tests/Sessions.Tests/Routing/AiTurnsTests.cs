using Chat.Sessions.Routing;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Tests.Routing;

public sealed class AiTurnsTests
{
    [Theory]
    [InlineData(false, false, (short)AiTurn.Open)]
    [InlineData(false, true, (short)AiTurn.Open)]
    [InlineData(true, false, (short)AiTurn.Open)]
    [InlineData(true, true, (short)AiTurn.PeopleFirst)]
    public void Decide_HumansFirst_OnlyWhileSomebodyIsOnline(bool humansFirst, bool online, short turn) =>
        Assert.Equal(
            (AiTurn)turn,
            AiTurns.Decide(new AiSettings { HumansFirst = humansFirst }, new ChatSettings(), online)
        );

    [Theory]
    [InlineData(false, (short)AiTurn.Off)]
    [InlineData(true, (short)AiTurn.PeopleFirst)]
    public void Decide_Manual_OnlyAnAgentsOwnModeLetsItAnswer(bool perAgent, short turn) =>
        Assert.Equal(
            (AiTurn)turn,
            AiTurns.Decide(
                new AiSettings { Mode = AiMode.Manual, AllowPerAgentMode = perAgent },
                new ChatSettings(),
                anyOnline: false
            )
        );

    [Fact]
    public void Decide_SwitchedOff_Never() =>
        Assert.Equal(
            AiTurn.Off,
            AiTurns.Decide(
                new AiSettings
                {
                    Enabled = false,
                    Mode = AiMode.Ai,
                    AllowPerAgentMode = true,
                },
                new ChatSettings(),
                anyOnline: false
            )
        );

    [Fact]
    public void Decide_NewConversationsAreManual_PeopleFirst() =>
        Assert.Equal(
            AiTurn.PeopleFirst,
            AiTurns.Decide(new AiSettings(), new ChatSettings { DefaultMode = ReplyMode.Manual }, anyOnline: false)
        );
}
