using Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Live;

/// <summary>A running reply's text at some moment.</summary>
internal sealed record ReplyText(ReplyStarted Started, string Text);
