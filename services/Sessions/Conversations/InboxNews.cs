using System.Text.Json;
using Chat.Sessions.Signals;

namespace Chat.Sessions.Conversations;

/// <summary>Tells all agents, and those it concerns by themselves, that a conversation in their lists changed.</summary>
/// <remarks>
/// Of messages and what becomes of them nothing is told: it would be every message to every agent. Who shows them follows
/// the conversation.
/// </remarks>
internal sealed class InboxNews(ISignals signals)
{
    public const string Created = "created";

    /// <summary>A change was committed. Never waits.</summary>
    public void Tell(PreparedChange change)
    {
        var (next, happened) = (change.Next, change.Entry.Event!);
        if (WordOf(happened) is not { } word)
        {
            return;
        }

        var signal = new InboxSignal(next.Id, word, next.AssignedAgentId, next.LastSequence) { IsInternal = true };
        signals.Publish(change.TenantId, SignalTopic.Inbox, signal);
        if (next.AssignedAgentId is { } agentId)
        {
            signals.Publish(change.TenantId, SignalTopic.Agent(agentId), signal);
        }

        if (happened.FromAgentId is { } before && before != next.AssignedAgentId)
        {
            signals.Publish(change.TenantId, SignalTopic.Agent(before), signal);
        }
    }

    // What it is now, where that is the news; else what happened.
    private static string? WordOf(ConversationEvent happened) =>
        happened.Kind switch
        {
            ConversationEventKind.StatusChanged => ConversationNames.Of(happened.Status),
            ConversationEventKind.MessageEdited
            or ConversationEventKind.MessageDeleted
            or ConversationEventKind.ReactionChanged => null,
            var kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()),
        };
}
