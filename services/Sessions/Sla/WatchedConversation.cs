using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Sla;

/// <summary>A watched conversation as it is now.</summary>
/// <param name="Facts">Null: the AI answers in it, nothing is to be reached.</param>
internal sealed record WatchedConversation(QueuePriority Priority, SlaFacts? Facts, DateTime Now);
