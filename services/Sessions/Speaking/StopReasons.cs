using Chat.Sessions.Conversations;

namespace Chat.Sessions.Speaking;

/// <summary>Why a reply ends early; stored with it and sent to its speaker (chat.sessions.v1.SpeakStop).</summary>
internal static class StopReasons
{
    /// <summary>A human answers from now on.</summary>
    public const string TakenOver = "taken_over";

    /// <summary>The reader went away and nobody else follows the conversation.</summary>
    public const string NobodyListening = "nobody_listening";

    /// <summary>A participant asked for it.</summary>
    public const string Stopped = "stopped";

    /// <summary>The speaker broke off and did not come back.</summary>
    public const string SpeakerLost = "speaker_lost";

    /// <summary>Why a change that left the conversation in this status cut off whoever spoke.</summary>
    public static string OfCut(ConversationStatus status) =>
        ConversationTransitions.IsLive(status) ? TakenOver : Stopped;
}
