using Chat.Sessions.CustomerPresence;

namespace Chat.Sessions.Signals;

/// <summary>A conversation's customer came, went, or is not expected back any more.</summary>
internal sealed record CustomerPresenceSignal(Guid ConversationId, CustomerStatus Status) : Signal
{
    public override string Key => $"customer:{ConversationId}";
}
