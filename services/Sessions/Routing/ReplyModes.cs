using Chat.Sessions.Agents;
using Chat.Sessions.Conversations;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Routing;

/// <summary>Who answers, by the tenant's settings and the agent who has the conversation.</summary>
internal static class ReplyModes
{
    /// <summary>While nobody has the conversation; whether people are online is another matter.</summary>
    public static ConversationMode Unassigned(AiSettings settings) =>
        settings.Enabled && settings.Mode is not AiMode.Manual ? ConversationMode.Ai : ConversationMode.Manual;

    /// <summary>
    /// While the agent has it: the agent's own mode goes before the tenant's where that is allowed, and decides alone where
    /// the tenant leaves it to agents. Who has said nothing answers in person where people come first, and so does whom the
    /// AI may not help.
    /// </summary>
    public static ConversationMode Assigned(AiSettings settings, AgentMode agent, bool mayAiHelp)
    {
        if (!settings.Enabled || !mayAiHelp)
        {
            return ConversationMode.Manual;
        }

        var own = settings.AllowPerAgentMode || settings.Mode is AiMode.AgentWise ? agent : AgentMode.None;
        return own switch
        {
            AgentMode.Ai => ConversationMode.Ai,
            AgentMode.Manual => ConversationMode.Manual,
            _ => settings is { Mode: AiMode.Ai, HumansFirst: false } ? ConversationMode.Ai : ConversationMode.Manual,
        };
    }
}
