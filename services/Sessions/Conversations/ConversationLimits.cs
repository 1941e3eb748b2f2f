namespace Chat.Sessions.Conversations;

/// <summary>Bounds of what is known of a conversation, as the contract states them; in UTF-16 units.</summary>
internal static class ConversationLimits
{
    public const int Subject = 300;
    public const int Channel = 32;
    public const int Tags = 50;
    public const int Tag = 64;
    public const int Classification = 64;
    public const int IdempotencyKey = 255;
    public const int Search = 200;
    public const int Statuses = 8;
}
