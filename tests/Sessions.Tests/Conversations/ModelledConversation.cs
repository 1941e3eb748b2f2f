using Chat.Sessions.Conversations;

namespace Chat.Sessions.Tests.Conversations;

/// <summary>What a conversation must be by what was done to it, told by a few lines of its own.</summary>
internal sealed record ModelledConversation
{
    private readonly Dictionary<bool, long> read = new() { [true] = 0, [false] = 0 };
    private readonly List<(long Sequence, bool ByCustomer)> said = [];
    private readonly HashSet<long> deleted = [];

    public ConversationStatus Status { get; private set; } = ConversationStatus.Open;

    public ConversationMode Mode { get; private set; } = ConversationMode.Ai;

    public Guid? Agent { get; private set; }

    public long Last { get; private set; }

    public long Revision { get; private set; }

    public bool IsResolved { get; private set; }

    public bool IsEnded { get; private set; }

    public bool HasFirstResponse { get; private set; }

    public int Count => said.Count;

    public int UnreadByAgents => Unread(ofCustomer: true);

    public int UnreadByCustomer => Unread(ofCustomer: false);

    public bool IsLive =>
        Status
            is ConversationStatus.Open
                or ConversationStatus.Queued
                or ConversationStatus.Assigned
                or ConversationStatus.Pending;

    /// <summary>A customer's message, with what it does to a conversation that waits or ended; false: it is refused.</summary>
    public bool CustomerSays()
    {
        if (Status is ConversationStatus.Archived)
        {
            return false;
        }

        if (Status is ConversationStatus.Pending)
        {
            Move(ConversationAction.Resume, agent: null);
        }
        else if (!IsLive)
        {
            Move(ConversationAction.Reopen, agent: null);
        }

        said.Add((++Last, true));
        return true;
    }

    /// <summary>A message of an agent, or a reply of the AI; false: it is refused.</summary>
    public bool CompanySays(bool isPerson)
    {
        if (!IsLive)
        {
            return false;
        }

        said.Add((++Last, false));
        HasFirstResponse |= isPerson;
        return true;
    }

    /// <summary>An agent's note: a place in the log, and nothing that counts.</summary>
    public bool Note()
    {
        Last += IsLive ? 1 : 0;
        return IsLive;
    }

    /// <summary>A message is deleted: it goes on counting as said, and is nothing to read any more.</summary>
    public void Delete(long sequence)
    {
        deleted.Add(sequence);
        Happens();
    }

    /// <summary>Something that happened and says nothing.</summary>
    public void Happens() => (Last, Revision) = (Last + 1, Revision + 1);

    /// <summary>An agent, or null: the customer, has seen everything up to there. Who looks on at a colleague's counts for nobody.</summary>
    public void Read(Guid? agent, long upTo)
    {
        var isHeld = Status is ConversationStatus.Assigned or ConversationStatus.Pending;
        if (agent is null || !isHeld || agent == Agent)
        {
            read[agent is null] = Math.Max(read[agent is null], Math.Min(upTo, Last));
        }
    }

    /// <summary>By the table, whose rows have a test of their own.</summary>
    public void Move(ConversationAction action, Guid? agent)
    {
        if (
            ConversationTransitions.Find(action, Status) is not { } row
            || (action is ConversationAction.Assign && Status is ConversationStatus.Assigned && Agent == agent)
        )
        {
            return;
        }

        Happens();
        Status = row.To;
        switch (action)
        {
            case ConversationAction.Assign:
                (Agent, Mode) = (agent, ConversationMode.Manual);
                break;
            case ConversationAction.HandBack:
                (Agent, Mode) = (null, ConversationMode.Ai);
                break;
            case ConversationAction.Queue:
                Agent = null;
                break;
            case ConversationAction.Resolve:
                IsResolved = true;
                break;
            case ConversationAction.Close or ConversationAction.Abandon:
                IsEnded = true;
                break;
            case ConversationAction.Reopen:
                (Agent, IsResolved, IsEnded) = (null, false, false);
                Status = Mode is ConversationMode.Ai ? ConversationStatus.Open : ConversationStatus.Queued;
                break;
        }
    }

    private int Unread(bool ofCustomer) =>
        said.Count(message =>
            message.ByCustomer == ofCustomer
            && message.Sequence > read[!ofCustomer]
            && !deleted.Contains(message.Sequence)
        );
}
