using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;

namespace Chat.Gateway.WebSockets;

/// <summary>A stored message that the AI is to answer.</summary>
/// <param name="Posted">The message.</param>
/// <param name="Context">What it says of its sender; null: nothing.</param>
/// <param name="TextsLocale">The language of built-in texts.</param>
internal sealed record SocketQuestion(PostMessageResponse Posted, ReplyContext? Context, string TextsLocale);
