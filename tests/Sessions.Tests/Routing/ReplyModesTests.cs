using Chat.Sessions.Agents;
using Chat.Sessions.Conversations;
using Chat.Sessions.Routing;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Tests.Routing;

public sealed class ReplyModesTests
{
    [Theory]
    [InlineData(true, "Ai", "Ai")]
    [InlineData(true, "AgentWise", "Ai")]
    [InlineData(true, "Manual", "Manual")]
    [InlineData(false, "Ai", "Manual")]
    public void Unassigned_Settings_Decide(bool enabled, string mode, string answers) =>
        Assert.Equal(
            Enum.Parse<ConversationMode>(answers),
            ReplyModes.Unassigned(new AiSettings { Enabled = enabled, Mode = Enum.Parse<AiMode>(mode) })
        );

    // Tenant's mode, whether agents' own modes go first, the agent's mode, who answers.
    [Theory]
    [InlineData("AgentWise", false, "None", "Manual")]
    [InlineData("AgentWise", false, "Ai", "Ai")]
    [InlineData("AgentWise", false, "Manual", "Manual")]
    [InlineData("Ai", false, "None", "Ai")]
    [InlineData("Ai", false, "Manual", "Ai")]
    [InlineData("Ai", true, "Manual", "Manual")]
    [InlineData("Ai", true, "None", "Ai")]
    [InlineData("Manual", false, "Ai", "Manual")]
    [InlineData("Manual", true, "Ai", "Ai")]
    [InlineData("Manual", true, "None", "Manual")]
    public void Assigned_SettingsAndAgent_Decide(string mode, bool perAgent, string agent, string answers) =>
        Assert.Equal(
            Enum.Parse<ConversationMode>(answers),
            ReplyModes.Assigned(
                new AiSettings { Mode = Enum.Parse<AiMode>(mode), AllowPerAgentMode = perAgent },
                Enum.Parse<AgentMode>(agent),
                mayAiHelp: true
            )
        );

    [Theory]
    [InlineData("None", "Manual")]
    [InlineData("Ai", "Ai")]
    public void Assigned_HumansFirst_OnlyTheAgentsOwnModeLetsTheAiAnswer(string agent, string answers) =>
        Assert.Equal(
            Enum.Parse<ConversationMode>(answers),
            ReplyModes.Assigned(
                new AiSettings
                {
                    Mode = AiMode.Ai,
                    HumansFirst = true,
                    AllowPerAgentMode = true,
                },
                Enum.Parse<AgentMode>(agent),
                mayAiHelp: true
            )
        );

    [Fact]
    public void Assigned_AiSwitchedOff_PeopleWhateverTheAgentSays() =>
        Assert.Equal(
            ConversationMode.Manual,
            ReplyModes.Assigned(
                new AiSettings
                {
                    Enabled = false,
                    Mode = AiMode.Ai,
                    AllowPerAgentMode = true,
                },
                AgentMode.Ai,
                mayAiHelp: true
            )
        );

    [Fact]
    public void Assigned_AgentWithoutTheAi_AnswersInPersonWhateverTheModesSay() =>
        Assert.Equal(
            ConversationMode.Manual,
            ReplyModes.Assigned(
                new AiSettings { Mode = AiMode.Ai, AllowPerAgentMode = true },
                AgentMode.Ai,
                mayAiHelp: false
            )
        );
}
