using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Log;

namespace Chat.Sessions.Routing;

/// <summary>Where to say that something happened in a tenant which moves its queue, its figures, or both.</summary>
internal sealed class RoutingRounds(OnlineAgents online) : IDisposable
{
    /// <summary>Tenants whose queue is to be looked after.</summary>
    public TenantNotices Queue { get; } = new();

    /// <summary>Tenants whose figures changed.</summary>
    public TenantNotices Stats { get; } = new();

    /// <summary>Assignments, agents or settings changed.</summary>
    public void Changed(Guid tenantId)
    {
        online.Refresh(tenantId);
        Queue.Note(tenantId);
        Stats.Note(tenantId);
    }

    /// <summary>A message was stored: a person may have to answer it, and a new conversation counts. No round trip.</summary>
    public void Appended(NewMessage message, Result<Appended> appended)
    {
        if (!appended.IsSuccess)
        {
            return;
        }

        if (appended.Value.Created)
        {
            Stats.Note(message.TenantId);
        }

        if (
            message.AiTurn is not AiTurn.Open
            && appended.Value is { Lease: null, Conversation.Status: ConversationStatus.Open }
        )
        {
            Queue.Note(message.TenantId);
        }
    }

    public void Dispose()
    {
        Queue.Dispose();
        Stats.Dispose();
    }
}
