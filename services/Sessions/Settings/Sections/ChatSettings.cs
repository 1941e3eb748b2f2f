using System.ComponentModel.DataAnnotations;
using Chat.Sessions.Messages;

namespace Chat.Sessions.Settings.Sections;

/// <summary>The life of a conversation.</summary>
internal sealed record ChatSettings : ISettingsSection
{
    public static string Name => "chat";

    /// <summary>Who answers in a new conversation: `ai` or `manual`.</summary>
    public ReplyMode DefaultMode { get; init; } = ReplyMode.Ai;

    /// <summary>Whether a visitor may change the agent: `switchable` or `fixed`.</summary>
    public ChatMode ChatMode { get; init; } = ChatMode.Switchable;

    /// <summary>A visitor who begins a conversation gets the open one that is there already, on every device.</summary>
    public bool SingleConversationPerVisitor { get; init; } = true;

    /// <summary>How long an abandoned conversation can be taken up again, in seconds; 0 to 30 days.</summary>
    [Range(0, 2_592_000)]
    public int ResumptionWindowSeconds { get; init; } = 86_400;

    /// <summary>How long a customer who lost the live stream counts as coming back, in seconds; 10 to 86,400.</summary>
    [Range(10, 86_400)]
    public int ReconnectWindowSeconds { get; init; } = 300;

    /// <summary>After how long without anything a conversation nobody waits in is abandoned, in seconds; 30 to 86,400.</summary>
    [Range(30, 86_400)]
    public int IdleTimeoutSeconds { get; init; } = 300;

    /// <summary>How long after being resolved a conversation is closed, in minutes; 1 to 1,440.</summary>
    [Range(1, 1_440)]
    public int AutoCloseAfterMinutes { get; init; } = 30;

    /// <summary>How long after its last message a conversation stays in the lists of the open ones, in seconds; then it is abandoned. 60 to 365 days.</summary>
    [Range(60, 31_536_000)]
    public int VisibilityWindowSeconds { get; init; } = 86_400;

    /// <summary>How many messages a visitor who comes back is shown, and the AI reads, at most; 1 to 100.</summary>
    [Range(1, 100)]
    public int MaxHistoryMessages { get; init; } = 50;

    /// <summary>How long a message of a visitor may be, in UTF-16 units; 1 to 10,000.</summary>
    [Range(1, MessagesLimits.Text)]
    public int MaxMessageCharacters { get; init; } = MessagesLimits.Text;
}
