using Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Live;

/// <summary>The readers this instance has in one conversation; they share one Redis subscription.</summary>
internal sealed class LogTopic(LogKey key, LogHub hub)
{
    private readonly Lock gate = new();
    private volatile LogListener[] listeners = [];
    private Task subscribed = Task.CompletedTask;
    private Guid tenantId = key.TenantId;
    private bool closed;

    /// <summary>Whose conversation it is, as soon as anybody was let in.</summary>
    public Guid TenantId
    {
        get
        {
            lock (gate)
            {
                return tenantId;
            }
        }
    }

    public Guid ConversationId { get; } = key.ConversationId;

    public int Count => listeners.Length;

    /// <summary>Adds a reader; null when the last one left: the conversation has a new topic, or none.</summary>
    public LogListener? TryJoin(int capacity, Func<Guid, Task> subscribe, out Task whenSubscribed)
    {
        lock (gate)
        {
            whenSubscribed = subscribed;
            if (closed)
            {
                return null;
            }

            if (listeners.Length == 0)
            {
                whenSubscribed = subscribed = subscribe(ConversationId);
            }

            var listener = new LogListener(this, capacity);
            listeners = [.. listeners, listener];
            return listener;
        }
    }

    /// <summary>
    /// A reader of this tenant was found to be allowed here. Readers join before they are let in, so the first one may be
    /// a stranger who only knows the id.
    /// </summary>
    public void LetIn(Guid owner)
    {
        lock (gate)
        {
            tenantId = owner;
        }
    }

    public void Tell(LogEntry entry)
    {
        foreach (var listener in listeners)
        {
            listener.Tell(entry);
        }
    }

    public void Tell(Signal signal)
    {
        foreach (var listener in listeners)
        {
            listener.Tell(signal);
        }
    }

    public void TellHead(LogHead head)
    {
        foreach (var listener in listeners)
        {
            listener.TellHead(head);
        }
    }

    public void Leave(LogListener listener)
    {
        lock (gate)
        {
            listeners = [.. listeners.Where(other => other != listener)];
            if (!closed && listeners.Length == 0)
            {
                closed = true;
                // Before a newcomer can find it closed.
                hub.Close(this);
            }
        }
    }
}
