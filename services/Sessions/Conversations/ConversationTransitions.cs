using System.Collections.Frozen;
using static Chat.Sessions.Conversations.ActorKinds;
using static Chat.Sessions.Conversations.ConversationAction;
using static Chat.Sessions.Conversations.ConversationStatus;

namespace Chat.Sessions.Conversations;

/// <summary>The one table of what may become of a conversation; docs/conversations.md shows it to people.</summary>
internal static class ConversationTransitions
{
    private const ActorKinds NotAi = Customer | Company;

    public static IReadOnlyList<ConversationTransition> All { get; } =
    [
        new(Queue, Open, Queued, Anybody),
        new(Queue, Assigned, Queued, Company),
        new(Queue, Pending, Queued, Company),
        // A customer may choose an agent where routing lets them.
        new(Assign, Open, Assigned, NotAi),
        new(Assign, Queued, Assigned, NotAi),
        new(Assign, Assigned, Assigned, Company),
        new(Assign, Pending, Assigned, Company),
        new(HandBack, Queued, Open, Company),
        new(HandBack, Assigned, Open, Company),
        new(HandBack, Pending, Open, Company),
        new(Await, Assigned, Pending, Company),
        new(Resume, Pending, Assigned, NotAi),
        new(Resolve, Open, Resolved, Company | Ai),
        new(Resolve, Queued, Resolved, Company),
        new(Resolve, Assigned, Resolved, Company),
        new(Resolve, Pending, Resolved, Company),
        new(Close, Open, Closed, NotAi),
        new(Close, Queued, Closed, NotAi),
        new(Close, Assigned, Closed, NotAi),
        new(Close, Pending, Closed, NotAi),
        new(Close, Resolved, Closed, NotAi),
        new(Close, Abandoned, Closed, Company),
        new(Abandon, Open, Abandoned, ActorKinds.System),
        new(Abandon, Queued, Abandoned, ActorKinds.System),
        new(Abandon, Assigned, Abandoned, ActorKinds.System),
        new(Abandon, Pending, Abandoned, ActorKinds.System),
        // Where only humans answer it then waits for one.
        new(Reopen, Resolved, Open, NotAi),
        new(Reopen, Closed, Open, NotAi),
        new(Reopen, Abandoned, Open, NotAi),
        new(Archive, Resolved, Archived, Company),
        new(Archive, Closed, Archived, Company),
        new(Archive, Abandoned, Archived, Company),
    ];

    private static readonly FrozenDictionary<(ConversationAction, ConversationStatus), ConversationTransition> Rows =
        All.ToFrozenDictionary(row => (row.Action, row.From));

    /// <summary>Null: nobody can do that there.</summary>
    public static ConversationTransition? Find(ConversationAction action, ConversationStatus from) =>
        Rows.GetValueOrDefault((action, from));

    /// <summary>Messages are taken.</summary>
    public static bool IsLive(ConversationStatus status) => status is Open or Queued or Assigned or Pending;

    /// <summary>The status is where the action leads: doing it again changes nothing.</summary>
    public static bool IsDone(ConversationAction action, ConversationStatus status) =>
        action is not Assign and not Reopen and not HandBack
            ? All.Any(row => row.Action == action && row.To == status)
            : action is Reopen && IsLive(status);
}
