using Chat.Sessions.Conversations;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Routing;

/// <summary>Decides for each message whether the AI may answer it, from what is in memory: messages wait for nothing here.</summary>
internal sealed class AiTurns(TenantSettings settings, OnlineAgents online)
{
    /// <summary>Only what customers write is answered; a round trip only for a tenant that was not heard of before.</summary>
    public async ValueTask<AiTurn> OfAsync(Guid tenantId, Author author, CancellationToken cancellationToken)
    {
        if (author.Kind is not (AuthorKind.Visitor or AuthorKind.User))
        {
            return AiTurn.Open;
        }

        var all = await settings.GetAsync(tenantId, cancellationToken);
        var ai = all.Get<AiSettings>();
        var beforePresence = Decide(ai, all.Get<ChatSettings>(), anyOnline: false);
        return ai.HumansFirst && beforePresence is AiTurn.Open
            ? Decide(ai, all.Get<ChatSettings>(), await online.AnyAsync(tenantId, cancellationToken))
            : beforePresence;
    }

    /// <summary>The rule; pure.</summary>
    /// <param name="anyOnline">Somebody is online and active.</param>
    public static AiTurn Decide(AiSettings ai, ChatSettings chat, bool anyOnline) =>
        !ai.Enabled ? AiTurn.Off
        // Where agents have modes of their own, one of them may still let it answer in what they have.
        : ai.Mode is AiMode.Manual
            ? ai.AllowPerAgentMode ? AiTurn.PeopleFirst
                : AiTurn.Off
        : chat.DefaultMode is ReplyMode.Manual ? AiTurn.PeopleFirst
        : ai.HumansFirst && anyOnline ? AiTurn.PeopleFirst
        : AiTurn.Open;
}
