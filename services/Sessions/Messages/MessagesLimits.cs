namespace Chat.Sessions.Messages;

/// <summary>Bounds of what is accepted, as the contract states them; in UTF-16 units.</summary>
internal static class MessagesLimits
{
    public const int Text = 10_000;
    public const int ReplyText = 100_000;
    public const int ClientMessageId = 128;
    public const int ExternalId = 200;
    public const int AuthorId = 128;
    public const int DisplayName = 200;
    public const int History = 100;
    public const int HistoryText = 32_768;
    public const int Metadata = 8192;
    public const int Page = 100;
    public const int DefaultPage = 50;
}
